package zoetrope.service.models;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zoetrope.core.task.CancelToken;
import zoetrope.core.task.CancelledException;
import zoetrope.service.models.Catalogue.Entry;
import zoetrope.service.models.Catalogue.KnownFile;
import zoetrope.service.models.Catalogue.Source;
import zoetrope.service.models.download.Checksum;
import zoetrope.service.models.download.DownloadException;
import zoetrope.service.models.download.DownloadProgress;
import zoetrope.service.models.download.Downloader;
import zoetrope.service.models.download.Hub;
import zoetrope.service.models.download.ModelServer;
import zoetrope.service.models.download.Receipt;
import zoetrope.service.models.download.RemoteFile;

/** Gets a model of the catalogue from a server and makes it known. */
public final class ModelDownload {
  private final ModelLibrary library;
  private final ModelServer server;

  public ModelDownload(ModelLibrary library, ModelServer server) {
    this.library = library;
    this.server = server;
  }

  /** Where a model of the catalogue goes when nothing else is said. */
  public Path folder(Entry entry) {
    return library.folder().resolve(entry.name());
  }

  /**
   * Downloads, or goes on with what was begun, and installs.
   *
   * @param folder where to
   * @throws DownloadException when a file cannot be had
   * @throws CancelledException when cancelled; the same call goes on later
   */
  public InstalledModel run(
      Entry entry, Path folder, DownloadProgress progress, CancelToken cancel) {
    List<RemoteFile> files = files(entry, cancel);
    new Downloader(server).fetch(files, folder, progress, cancel);
    return library.importFolder(folder);
  }

  /** Whether a download into its usual folder was begun and not ended. */
  public boolean begun(Entry entry) {
    Path folder = folder(entry);
    return Receipt.in(folder) && !library.knows(folder);
  }

  /** Deletes what has arrived of a download, and nothing of the user's own. */
  public void discard(Path folder) {
    Receipt.of(folder).deleteAll();
  }

  private List<RemoteFile> files(Entry entry, CancelToken cancel) {
    List<RemoteFile> all = new ArrayList<>();
    try (Hub hub = new Hub(server)) {
      for (Source s : entry.sources()) {
        cancel.check();
        all.addAll(files(hub, s));
      }
    }
    return all;
  }

  private static List<RemoteFile> files(Hub hub, Source source) {
    List<RemoteFile> out = new ArrayList<>();
    Optional<List<RemoteFile>> tree = tree(hub, source);
    for (KnownFile known : source.files()) {
      List<RemoteFile> found =
          tree.map(t -> t.stream().filter(w -> known.means(w.name())).toList())
              .orElseGet(
                  () -> List.of(hub.file(source.repository(), source.revision(), known.path())));
      if (found.isEmpty()) {
        throw new DownloadException(
            source.repository() + "/" + known.path(),
            "the server's repository has no such file",
            "Choose another server or another layout of the model");
      }
      found.forEach(w -> out.add(expected(known, w)));
    }
    return out;
  }

  /** A repository's files; empty where the server has no lists and all files are known by name. */
  private static Optional<List<RemoteFile>> tree(Hub hub, Source source) {
    try {
      return Optional.of(
          hub.files(
              source.repository(),
              source.revision(),
              path -> source.files().stream().anyMatch(f -> f.means(path))));
    } catch (DownloadException e) {
      if (source.files().stream().anyMatch(f -> f.path().endsWith("*"))) {
        throw e;
      }
      return Optional.empty();
    }
  }

  /** What the catalogue knows of a file outweighs what the server says. */
  private static RemoteFile expected(KnownFile known, RemoteFile served) {
    if (known.sha256().isEmpty()) {
      return served;
    }
    Checksum ours = Checksum.of(known.sha256()).orElseThrow();
    if (served.checksum().kind() == ours.kind() && !served.checksum().equals(ours)) {
      throw new DownloadException(
          served.from(),
          "the server has another file than the catalogue knows (its hash is %s, not %s)"
              .formatted(served.checksum().hex(), ours.hex()),
          "Choose another server, or a newer version of this program");
    }
    return new RemoteFile(served.from(), served.name(), served.size(), ours);
  }
}
