package zoetrope.service.models;

import java.nio.file.Path;
import zoetrope.core.task.CancelToken;
import zoetrope.core.task.CancelledException;
import zoetrope.service.models.Catalogue.Entry;
import zoetrope.service.models.download.DownloadProgress;

/** A download that runs by itself until it ends or is stopped; for screens. */
public final class BackgroundDownload {
  private final CancelToken cancel = new CancelToken();

  private BackgroundDownload() {}

  /** Is told how it goes, on the download's own thread; the last call is one of the lower three. */
  public interface Listener {
    void at(DownloadProgress.State state);

    void done(InstalledModel model);

    /** It was stopped; starting it again goes on with it. */
    void stopped();

    void failed(RuntimeException error);
  }

  /** Starts downloading into a folder. */
  public static BackgroundDownload start(
      ModelDownload download, Entry entry, Path folder, Listener told) {
    BackgroundDownload f = new BackgroundDownload();
    Thread.ofVirtual()
        .name("fetching-" + entry.name())
        .start(() -> f.run(download, entry, folder, told));
    return f;
  }

  private void run(ModelDownload download, Entry entry, Path folder, Listener told) {
    InstalledModel model;
    try {
      model = download.run(entry, folder, told::at, cancel);
    } catch (CancelledException _) {
      told.stopped();
      return;
    } catch (RuntimeException e) {
      told.failed(e);
      return;
    }
    told.done(model);
  }

  /** Stops it; what has arrived is kept. */
  public void stop() {
    cancel.cancel();
  }
}
