package zoetrope.media;

import java.nio.file.Path;
import java.util.Optional;
import zoetrope.core.image.Fit;
import zoetrope.media.decode.FrameDecoder;
import zoetrope.media.decode.FrameTimes;
import zoetrope.media.decode.PixelAspect;
import zoetrope.media.decode.Pixels;

/**
 * Frames of a video, as packed 8-bit sRGB: in order, or from any frame on; upright, of square
 * pixels, progressive, HDR tone-mapped, what is see-through before black. Colours are those of the
 * file's tags; without them BT.709 from 720 lines on and BT.601 below. Local files only. One thread
 * at a time.
 */
public final class VideoReader implements AutoCloseable {
  /** Frames that are rather decoded than jumped over: key frames are seldom closer. */
  private static final int NEAR = 12;

  /**
   * How far before a frame a second jump starts: frames shown before the key frame that they are
   * stored behind need the key frame before that one.
   */
  private static final int FAR = 300;

  private final Path file;
  private FrameDecoder decoder;
  private final Pixels pixels;
  private final Fit.Place place;
  private final int width;
  private final int height;
  private Optional<Optional<FrameTimes>> times = Optional.empty();

  /** The frame that the decoder gives next. */
  private int position;

  /** Whether the decoder stands on that frame already. */
  private boolean ready;

  private VideoReader(Path file, FrameDecoder decoder, Fit.Place place, int width, int height) {
    this.file = file;
    this.decoder = decoder;
    this.place = place;
    this.width = width;
    this.height = height;
    pixels = Pixels.rgb(place.width(), place.height(), decoder.orientation());
  }

  /** Opens a video at its own size, upright and of square pixels. */
  public static VideoReader open(Path file) {
    FrameDecoder decoder = decoder(file);
    PixelAspect.Size shown = decoder.shown();
    return whole(file, decoder, shown.width(), shown.height());
  }

  /** Opens a video scaled (Lanczos) to a size, whatever that does to its shape. */
  public static VideoReader open(Path file, int width, int height) {
    return whole(file, decoder(file), width, height);
  }

  /** Opens a video scaled into frames of a size without stretching it; bars are black. */
  public static VideoReader open(Path file, int width, int height, Fit fit) {
    FrameDecoder decoder = decoder(file);
    PixelAspect.Size shown = decoder.shown();
    Fit.Place place = fit.place(shown.exactWidth(), shown.exactHeight(), width, height);
    return new VideoReader(file, decoder, place, width, height);
  }

  private static VideoReader whole(Path file, FrameDecoder decoder, int width, int height) {
    return new VideoReader(file, decoder, new Fit.Place(0, 0, width, height), width, height);
  }

  private static FrameDecoder decoder(Path file) {
    FrameDecoder decoder = FrameDecoder.open(file, FrameDecoder.Kind.PICTURE);
    PixelAspect.Size shown = decoder.shown();
    Optional<MediaException> refused = refused(file, shown.width(), shown.height());
    if (refused.isPresent()) {
      decoder.close();
      throw refused.get();
    }
    return decoder;
  }

  private static Optional<MediaException> refused(Path file, long width, long height) {
    if (width < 1 || height < 1) {
      return Optional.of(
          new MediaException(file, "it is a picture, not a video", "Use an MP4, WebM, MKV or GIF"));
    }
    return width * height <= FrameDecoder.MAX_PIXELS
        ? Optional.empty()
        : Optional.of(
            new MediaException(
                file,
                "%d x %d pixels are more than the %d million that can be read"
                    .formatted(width, height, FrameDecoder.MAX_PIXELS / 1_000_000),
                "Export a smaller copy"));
  }

  /** Pixels. */
  public int width() {
    return width;
  }

  /** Pixels. */
  public int height() {
    return height;
  }

  /** Frames a second. */
  public double rate() {
    return decoder.rate();
  }

  /** Seconds, as the container says. */
  public double seconds() {
    return decoder.seconds();
  }

  /**
   * How many frames there are, counted; the first call reads the file once through, without
   * decoding where the file keeps the time of each frame.
   */
  public int frames() {
    return times().map(FrameTimes::count).orElseGet(this::counted);
  }

  private int counted() {
    try (FrameDecoder all = decoder(file)) {
      int n = 0;
      while (all.advance()) {
        n++;
      }
      return n;
    }
  }

  /** The next frame, {@code width * height * 3} bytes; empty after the last. */
  public Optional<byte[]> next() {
    if (!ready && !decoder.advance()) {
      return Optional.empty();
    }
    ready = false;
    position++;
    byte[] rgb = pixels.of(decoder.frame());
    return Optional.of(place.framed(rgb, 3, width, height));
  }

  /**
   * Makes {@link #next} give the frame of a number, counted from 0 in the order they are shown:
   * exactly the one that reading from the start would give. Behind the last there is none. Jumps to
   * the key frame before and decodes on; where a file does not let itself be jumped in, from the
   * start.
   */
  public void seek(int frame) {
    if (frame < 0) {
      throw new IllegalArgumentException("there is no frame " + frame);
    }
    boolean near = frame >= position && frame - position <= NEAR;
    if (!near && !times().map(t -> jump(t, frame)).orElse(false) && frame < position) {
      restart();
    }
    while (position < frame) {
      if (!ready && !decoder.advance()) {
        return;
      }
      ready = false;
      position++;
    }
  }

  private Optional<FrameTimes> times() {
    if (times.isEmpty()) {
      times = Optional.of(FrameTimes.of(file));
    }
    return times.get();
  }

  /** Stands on the frame, recognised by its time; starts again and says no where it cannot. */
  private boolean jump(FrameTimes when, int frame) {
    if (frame >= when.count()) {
      return false;
    }
    if (!stands(when, frame, frame) && !stands(when, Math.max(0, frame - FAR), frame)) {
      restart();
      return false;
    }
    ready = true;
    position = frame;
    return true;
  }

  /**
   * Decodes from the key frame before a frame until it stands on the wanted one. What was
   * interlaced is only exact when the frame before it was decoded too.
   */
  private boolean stands(FrameTimes when, int from, int wanted) {
    boolean pair = decoder.interlaced() && wanted > 0;
    int first = pair ? Math.min(from, wanted - 1) : from;
    if (!decoder.seek(when.at(first)) || !decoder.advance()) {
      return false;
    }
    boolean there =
        (!pair || (advancedTo(when.at(wanted - 1)) && decoder.advance()))
            && advancedTo(when.at(wanted));
    boolean alone = !pair && decoder.interlaced() && wanted > 0;
    return there && alone ? stands(when, from, wanted) : there;
  }

  private boolean advancedTo(long time) {
    while (decoder.timestamp() < time) {
      if (!decoder.advance()) {
        return false;
      }
    }
    return decoder.timestamp() == time;
  }

  private void restart() {
    decoder.close();
    decoder = decoder(file);
    position = 0;
    ready = false;
  }

  @Override
  public void close() {
    pixels.close();
    decoder.close();
  }
}
