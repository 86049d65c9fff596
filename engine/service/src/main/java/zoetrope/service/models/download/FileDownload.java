package zoetrope.service.models.download;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Gets one file: its pieces at the same time where the server gives ranges, checked at the end. */
final class FileDownload {
  private static final int BUFFER = 1 << 16;
  private static final Pattern RANGE = Pattern.compile("bytes (\\d+)-(\\d+)/(\\d+|\\*)");

  private final RemoteFile wanted;
  private final Path to;
  private final DownloadContext shared;

  FileDownload(RemoteFile wanted, Path folder, DownloadContext shared) {
    this.wanted = wanted;
    to = wanted.in(folder);
    this.shared = shared;
  }

  /** Leaves the file under its name, checked and noted. */
  void run() throws InterruptedException {
    try {
      if (there()) {
        shared.meter().add(wanted.size());
        return;
      }
      Files.createDirectories(to.toAbsolutePath().getParent());
      try (PartFile part = PartFile.open(wanted, to, shared.limits().piece())) {
        shared.meter().add(part.arrived());
        fetch(part);
      }
      finish();
    } catch (IOException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedException();
      }
      throw new DownloadException(
          to, "it cannot be written (" + e.getMessage() + ")", "Check the folder and the disk", e);
    }
  }

  /** Whether it is there already; another file of its name is not touched. */
  private boolean there() throws IOException {
    if (!Files.exists(to) || shared.receipt().vouches(wanted)) {
      return Files.exists(to);
    }
    shared.meter().checking(wanted.name());
    if (Files.size(to) == wanted.size()
        && Checksum.of(wanted.checksum().kind(), to, n -> {}).equals(wanted.checksum())) {
      shared.receipt().add(wanted);
      return true;
    }
    if (!shared.receipt().names(wanted)) {
      throw new DownloadException(
          to,
          "another file of this name is there",
          "Move it away, or download to another folder with --to");
    }
    return false;
  }

  private void fetch(PartFile part) throws InterruptedException, IOException {
    if (wanted.size() == 0) {
      Files.write(part.bytes(), new byte[0]);
    }
    for (List<Integer> open = part.unfinished(); !open.isEmpty(); open = part.unfinished()) {
      fetch(part, open);
    }
  }

  /** One round over the pieces that are open; a file that has to begin anew takes another. */
  private void fetch(PartFile part, List<Integer> open) throws InterruptedException {
    List<Future<?>> others = new ArrayList<>();
    Runnable ranges =
        () -> {
          if (others.isEmpty()) {
            open.stream()
                .skip(1)
                .forEach(i -> others.add(shared.workers().submit(() -> piece(part, i))));
          }
        };
    shared
        .patience()
        .keep(
            wanted.name(),
            part::arrived,
            () -> {
              first(part, open.getFirst(), ranges, others);
              return true;
            });
    for (Future<?> f : others) {
      await(f);
    }
  }

  private static void await(Future<?> piece) throws InterruptedException {
    try {
      piece.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case InterruptedException i -> throw i;
        case RuntimeException r -> throw r;
        default -> throw new IllegalStateException(e.getCause());
      }
    }
  }

  /**
   * The piece whose answer shows whether there are ranges. Where there are, the others begin; where
   * not, it becomes the whole file.
   */
  private void first(PartFile part, int i, Runnable ranges, List<Future<?>> others)
      throws IOException, InterruptedException {
    shared.connections().acquire();
    try (Http.Answer a = ask(part, i)) {
      if (a.partial()) {
        check(a, part, i);
        ranges.run();
        copy(a, part, i);
      } else if (others.isEmpty()) {
        whole(a, part);
      } else {
        throw changed();
      }
    } finally {
      shared.connections().release();
    }
  }

  /** The server sends all of it: it gives no ranges, or it has another file now. */
  private void whole(Http.Answer a, PartFile part) throws IOException {
    shared.meter().add(-part.arrived());
    String etag = a.header("ETag");
    if (!part.etag().isEmpty() && !etag.isEmpty() && !etag.equals(part.etag())) {
      part.restart();
      return;
    }
    if (part.pieces() == 1) {
      part.empty(0);
    } else {
      part.whole();
    }
    long length = a.response().headers().firstValueAsLong("Content-Length").orElse(wanted.size());
    if (length != wanted.size()) {
      throw lengths(length);
    }
    copy(a, part, 0);
    if (a.body().read() >= 0) {
      throw lengths(wanted.size() + 1);
    }
  }

  private boolean piece(PartFile part, int i) throws InterruptedException {
    return shared
        .patience()
        .keep(
            wanted.name(),
            () -> part.done(i),
            () -> {
              shared.connections().acquire();
              try (Http.Answer a = ask(part, i)) {
                if (!a.partial()) {
                  throw changed();
                }
                check(a, part, i);
                copy(a, part, i);
                return true;
              } finally {
                shared.connections().release();
              }
            });
  }

  private Http.Answer ask(PartFile part, int i) throws IOException, InterruptedException {
    shared.meter().fetching(wanted.name());
    long from = part.from(i) + part.done(i);
    Map<String, String> headers = new LinkedHashMap<>();
    if (part.pieces() > 1 || from > 0) {
      headers.put("Range", "bytes=" + from + "-" + (part.from(i) + part.length(i) - 1));
      // A weak tag does not promise the same bytes (RFC 9110, 13.1.5).
      if (!part.etag().isEmpty() && !part.etag().startsWith("W/")) {
        headers.put("If-Range", part.etag());
      }
    }
    return shared.http().get(wanted.from(), headers);
  }

  private void check(Http.Answer a, PartFile part, int i) {
    Matcher range = RANGE.matcher(a.header("Content-Range"));
    long from = part.from(i) + part.done(i);
    if (!range.matches() || Long.parseLong(range.group(1)) != from) {
      throw new DownloadException(
          wanted.from(),
          "asked for bytes from %d on, the server sends '%s'"
              .formatted(from, a.header("Content-Range")),
          "Ask another server");
    }
    if (!range.group(3).equals("*") && Long.parseLong(range.group(3)) != wanted.size()) {
      throw lengths(Long.parseLong(range.group(3)));
    }
    part.etag(a.header("ETag"));
  }

  private DownloadException lengths(long is) {
    return new DownloadException(
        wanted.from(),
        "the file has %s bytes, not %d as the server's list says"
            .formatted(is > wanted.size() ? "at least " + is : is, wanted.size()),
        "Download it again, or ask another server");
  }

  private DownloadException changed() {
    return new DownloadException(
        wanted.from(), "the file was changed while it was downloaded", "Download it again");
  }

  private void copy(Http.Answer a, PartFile part, int i) throws IOException {
    byte[] buffer = new byte[BUFFER];
    try (StallWatch.Stream body = shared.watch().over(a.body());
        PartFile.Writer out = part.writer(i)) {
      for (long left = part.length(i) - part.done(i); left > 0; ) {
        int n = body.read(buffer, (int) Math.min(BUFFER, left));
        if (n < 0) {
          throw new IOException("the connection broke off");
        }
        out.write(buffer, n);
        shared.meter().add(n);
        left -= n;
      }
    }
  }

  private void finish() throws IOException {
    shared.meter().checking(wanted.name());
    Path bytes = to.resolveSibling(to.getFileName() + PartFile.SUFFIX);
    Checksum is = Checksum.of(wanted.checksum().kind(), bytes, n -> {});
    if (!is.equals(wanted.checksum())) {
      shared.meter().add(-wanted.size());
      PartFile.delete(to);
      throw new DownloadException(
          wanted.from(),
          "what arrived has the hash %s, not %s; it was deleted"
              .formatted(is.hex(), wanted.checksum().hex()),
          "Download it again; if it happens again, the server's file is damaged");
    }
    try (FileChannel ch = FileChannel.open(bytes, StandardOpenOption.WRITE)) {
      ch.force(true);
    }
    Files.move(bytes, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    PartFile.delete(to);
    shared.receipt().add(wanted);
  }
}
