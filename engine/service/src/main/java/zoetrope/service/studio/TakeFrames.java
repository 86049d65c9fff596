package zoetrope.service.studio;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import zoetrope.media.VideoReader;

/**
 * Decoded clips, kept up to a number of bytes; the ones not looked at for longest go first. Asking
 * for a frame never waits: what is not there yet is being decoded. Whoever made it closes it.
 */
public final class TakeFrames implements AutoCloseable {
  /**
   * A decoded clip.
   *
   * @param rate frames a second
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Clip(int width, int height, double rate, int frames, byte[] rgb) {
    /** Frame {@code index}, held to the clip's first and last. */
    public Bitmap frame(int index) {
      return Bitmap.ofRgb(width, height, rgb, offset(index));
    }

    /** Where that frame begins in {@code rgb}. */
    public int offset(int index) {
      return Math.clamp(index, 0, frames - 1) * width * height * 3;
    }

    /** The frame that shows at a time in seconds. */
    public Bitmap at(double seconds) {
      return frame(index(seconds));
    }

    /** The number of that frame; may lie before the first or behind the last. */
    public int index(double seconds) {
      return (int) Math.floor(seconds * rate + 1e-6);
    }
  }

  private static final int PROXY_HEIGHT = 360;

  private final long maxBytes;
  private final ExecutorService decoder =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("decoder").factory());
  private final Map<Path, CompletableFuture<Clip>> clips = new LinkedHashMap<>(16, .75f, true);

  /**
   * @param maxBytes how much memory decoded clips may take
   */
  public TakeFrames(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** The clip if it is decoded; otherwise nothing yet, and decoding begins. */
  public Optional<Clip> now(Path file) {
    CompletableFuture<Clip> c = load(file);
    return c.isDone() && !c.isCompletedExceptionally() ? Optional.of(c.join()) : Optional.empty();
  }

  /**
   * The clip once it is decoded, on whatever thread decoded it; fails with a MediaException when it
   * cannot be read, and with a CancellationException after closing. Larger clips come reduced to
   * 360 rows.
   */
  public synchronized CompletableFuture<Clip> load(Path file) {
    CompletableFuture<Clip> known = clips.get(file);
    if (known != null) {
      return known;
    }
    if (decoder.isShutdown()) {
      return CompletableFuture.failedFuture(new CancellationException("the frames were closed"));
    }
    CompletableFuture<Clip> started =
        CompletableFuture.supplyAsync(() -> decode(file), decoder)
            .whenComplete((clip, error) -> trim());
    clips.put(file, started);
    return started;
  }

  private synchronized void trim() {
    long sum =
        clips.values().stream()
            .filter(c -> c.isDone() && !c.isCompletedExceptionally())
            .mapToLong(c -> c.join().rgb().length)
            .sum();
    var eldest = clips.entrySet().iterator();
    while (sum > maxBytes && clips.size() > 1 && eldest.hasNext()) {
      CompletableFuture<Clip> c = eldest.next().getValue();
      if (c.isDone()) {
        sum -= c.isCompletedExceptionally() ? 0 : c.join().rgb().length;
        eldest.remove();
      }
    }
  }

  private static Clip decode(Path file) {
    try (VideoReader full = VideoReader.open(file)) {
      if (full.height() <= PROXY_HEIGHT) {
        return drain(full);
      }
      int width = 2 * Math.max(1, full.width() * PROXY_HEIGHT / full.height() / 2);
      try (VideoReader small = VideoReader.open(file, width, PROXY_HEIGHT)) {
        return drain(small);
      }
    }
  }

  private static Clip drain(VideoReader reader) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    int frames = 0;
    for (Optional<byte[]> f = reader.next(); f.isPresent(); f = reader.next()) {
      all.writeBytes(f.get());
      frames++;
    }
    return new Clip(
        reader.width(), reader.height(), reader.rate(), Math.max(1, frames), all.toByteArray());
  }

  @Override
  public synchronized void close() {
    decoder.shutdownNow();
  }
}
