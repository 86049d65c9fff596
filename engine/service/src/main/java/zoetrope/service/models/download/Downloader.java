package zoetrope.service.models.download;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import zoetrope.core.task.CancelToken;
import zoetrope.core.task.CancelledException;
import zoetrope.service.models.download.DownloadContext.Limits;
import zoetrope.service.models.download.DownloadContext.Meter;

/**
 * Downloads files into a folder. What was begun earlier is gone on with, also by another process;
 * the first failure ends it all and keeps what has arrived.
 */
public final class Downloader {
  /** Left free, so that the system does not choke. */
  private static final long MARGIN = 256L << 20;

  private static final long LOOK_MILLIS = 100;

  private final ModelServer server;
  private final Limits limits;
  private final RetryPolicy.Pause pause;
  private final FreeSpace space;

  public Downloader(ModelServer server) {
    this(server, Limits.USUAL, Thread::sleep, f -> Files.getFileStore(f).getUsableSpace());
  }

  Downloader(ModelServer server, Limits limits, RetryPolicy.Pause pause, FreeSpace space) {
    this.server = server;
    this.limits = limits;
    this.pause = pause;
    this.space = space;
  }

  /** Says how many bytes fit into a folder. */
  @FunctionalInterface
  interface FreeSpace {
    long in(Path folder) throws IOException;
  }

  /**
   * Gets all files; returns when each lies under its name, checked.
   *
   * @param folder made where it is not there
   * @throws DownloadException when one cannot be had, or the disk has no room for all
   * @throws CancelledException when cancelled; what has arrived is kept
   */
  public void fetch(
      List<RemoteFile> files, Path folder, DownloadProgress progress, CancelToken cancel) {
    Path place = folder.toAbsolutePath().normalize();
    distinct(files, place);
    try {
      Files.createDirectories(place);
      try (FileChannel ch =
              FileChannel.open(
                  place.resolve(".zoetrope-download.lock"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          FileLock _ = lock(ch, place)) {
        Receipt receipt = Receipt.of(place);
        room(files, place, receipt);
        receipt.begin();
        fetch(files, place, receipt, progress, cancel);
      }
      Files.deleteIfExists(place.resolve(".zoetrope-download.lock"));
    } catch (IOException e) {
      throw new DownloadException(
          place, "it cannot be written (" + e.getMessage() + ")", "Choose another folder", e);
    }
  }

  private static FileLock lock(FileChannel ch, Path folder) throws IOException {
    Optional<FileLock> lock;
    try {
      lock = Optional.ofNullable(ch.tryLock());
    } catch (OverlappingFileLockException _) {
      lock = Optional.empty();
    }
    return lock.orElseThrow(
        () ->
            new DownloadException(
                folder, "it is being downloaded into already", "Wait until that has ended"));
  }

  /** Systems differ in whether A and a are two files; two that may be one are refused. */
  private static void distinct(List<RemoteFile> files, Path folder) {
    Set<Path> seen = new HashSet<>();
    for (RemoteFile w : files) {
      Path p = w.in(folder);
      if (!seen.add(Path.of(p.toString().toLowerCase(Locale.ROOT)))) {
        throw new DownloadException(
            w.name(), "two files would have this name", "Ask another server");
      }
    }
  }

  private void room(List<RemoteFile> files, Path folder, Receipt receipt) throws IOException {
    long missing = 0;
    for (RemoteFile w : files) {
      if (!receipt.vouches(w) && !Files.exists(w.in(folder))) {
        missing += w.size() - PartFile.arrived(w, w.in(folder));
      }
    }
    long free = space.in(folder);
    if (missing > 0 && missing + MARGIN > free) {
      throw new DownloadException(
          folder,
          "there is not enough room: %.1f GB are still to come, %.1f GB are free"
              .formatted(missing / 1e9, free / 1e9),
          "Make room, or choose a folder on another disk");
    }
  }

  private void fetch(
      List<RemoteFile> files,
      Path folder,
      Receipt receipt,
      DownloadProgress progress,
      CancelToken cancel) {
    Meter meter = new Meter(files.stream().mapToLong(RemoteFile::size).sum());
    try (Http http = new Http(server);
        StallWatch watch = new StallWatch(limits.silence());
        ExecutorService workers =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("download-", 0).factory())) {
      DownloadContext shared =
          new DownloadContext(
              http,
              limits,
              new RetryPolicy(pause),
              watch,
              new Semaphore(limits.connections()),
              workers,
              receipt,
              meter);
      try {
        await(files.size(), start(files, folder, shared), progress, meter, cancel);
      } finally {
        workers.shutdownNow(); // whoever is still at it is not wanted any more
      }
    }
    progress.at(meter.state());
  }

  private CompletionService<Boolean> start(
      List<RemoteFile> files, Path folder, DownloadContext shared) {
    Semaphore atOnce = new Semaphore(limits.files());
    CompletionService<Boolean> done = new ExecutorCompletionService<>(shared.workers());
    for (RemoteFile w : files) {
      done.submit(
          () -> {
            atOnce.acquire();
            try {
              new FileDownload(w, folder, shared).run();
              return true;
            } finally {
              atOnce.release();
            }
          });
    }
    return done;
  }

  private static void await(
      int files,
      CompletionService<Boolean> done,
      DownloadProgress progress,
      Meter meter,
      CancelToken cancel) {
    try {
      for (int left = files; left > 0; ) {
        cancel.check();
        Optional<Future<Boolean>> one =
            Optional.ofNullable(done.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS));
        progress.at(meter.state());
        if (one.isPresent()) {
          one.get().get();
          left--;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancelledException();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException r
          ? r
          : new IllegalStateException(e.getCause());
    }
  }
}
