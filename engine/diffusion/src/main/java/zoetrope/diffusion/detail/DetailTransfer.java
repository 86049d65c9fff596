package zoetrope.diffusion.detail;

import java.util.Optional;
import java.util.stream.IntStream;
import zoetrope.core.camera.CameraTransform;
import zoetrope.core.image.PixelRect;
import zoetrope.core.image.RgbClip;
import zoetrope.core.task.CancelToken;
import zoetrope.diffusion.ShotRequest;

/**
 * A model's small frames at the film's size, with the detail of the user's own pictures.
 *
 * <p>What stands still is the source's, as the camera sees it; the model adds light: the coarse
 * difference between its frame and the same view of the source. What moves is the model's up to the
 * finest scale that it paints, and the source's beyond it, bent as the model has bent it and as far
 * as both agree. What the source does not know, and where the model has painted something else, is
 * the model's; around what moves it is freed of the model's traces where the model says what is
 * behind.
 *
 * <p>Used by one thread, which it shares work with others from; frames in any order.
 */
public final class DetailTransfer {
  private final KnownFrames known;
  private final int width;
  private final int height;
  private final Optional<TraceRemoval> traces;
  private Optional<Image> standing = Optional.empty();

  /**
   * @param camera the move that the model was asked for
   * @param behind what the model says that lies behind what moves ({@link
   *     zoetrope.diffusion.VideoModel.Listener#behind}), in the size of its frames; a first frame
   *     says it better
   * @param width of the film, in pixels
   * @param height of the film, in pixels
   * @throws zoetrope.core.task.CancelledException when cancelled while a hole is filled
   */
  public DetailTransfer(
      ShotRequest shot,
      CameraTransform camera,
      Optional<RgbClip> behind,
      int width,
      int height,
      CancelToken cancel) {
    traces = behind.filter(b -> shot.firstFrame().isEmpty()).map(b -> new TraceRemoval(shot, b));
    this.width = width;
    this.height = height;
    known = new KnownFrames(shot, camera, width, height, cancel);
  }

  /**
   * A frame of the film.
   *
   * @param t number of the frame
   * @param w of the model's frame, in pixels
   * @param h of the model's frame, in pixels
   * @param rgb holds the model's frame, packed 8-bit RGB
   * @param offset where it begins there
   * @return {@code height * width * 3} bytes
   */
  public byte[] frame(int t, int w, int h, byte[] rgb, int offset) {
    KnownFrames.Frame frame = known.at(t);
    Image painted = Image.ofRgb(w, h, rgb, offset);
    TraceRemoval.Cleared cleared =
        traces
            .map(s -> s.cleared(t, painted))
            .orElseGet(() -> new TraceRemoval.Cleared(painted, painted));
    Image model = cleared.frame();
    PixelRect near = near(frame.touched(), w, h);
    Image still = known.hasPlate() ? plate(frame, w, h) : cleared.under();
    Source source = new Source(frame, model, still, cleared.under(), near);
    Joining joining =
        new Joining(
            model,
            source.small(),
            source.moving(),
            sure(frame, w, h),
            frame.made().resized(w, h),
            !known.stands());
    return joined(model, source, joining.plan());
  }

  /** The plate in the model's pixels. */
  private Image plate(KnownFrames.Frame frame, int w, int h) {
    if (!known.stands()) {
      return colours(frame.plate()).resized(w, h);
    }
    if (standing.isEmpty() || standing.get().width() != w || standing.get().height() != h) {
      standing = Optional.of(colours(frame.plate()).resized(w, h));
    }
    return standing.get();
  }

  private static Image colours(Image rgba) {
    Image out = Image.empty(rgba.width(), rgba.height(), 3);
    for (int i = 0; i < rgba.width() * rgba.height(); i++) {
      System.arraycopy(rgba.v(), 4 * i, out.v(), 3 * i, 3);
    }
    return out;
  }

  /** Where what stands still is known, 0 to 1. */
  private Image sure(KnownFrames.Frame frame, int w, int h) {
    Image out = Image.empty(w, h, 1);
    for (int y = 0; y < h; y++) {
      for (int x = 0; x < w; x++) {
        int from = frame.plate().at((2 * x + 1) * width / (2 * w), (2 * y + 1) * height / (2 * h));
        out.v()[y * w + x] = frame.plate().v()[from + 3];
      }
    }
    return out.averaged(1);
  }

  /** The model's pixels in which things are, and some around them. */
  private PixelRect near(PixelRect touched, int w, int h) {
    if (touched.width() == 0) {
      return touched;
    }
    int left = touched.x() * w / width;
    int top = touched.y() * h / height;
    int right = Math.min(w, (touched.x() + touched.width()) * w / width + 1);
    int bottom = Math.min(h, (touched.y() + touched.height()) * h / height + 1);
    return new PixelRect(left, top, right - left, bottom - top).grown(Source.MARGIN, w, h);
  }

  private byte[] joined(Image model, Source source, Image plan) {
    byte[] out = new byte[3 * width * height];
    float across = (float) model.width() / width;
    float down = (float) model.height() / height;
    IntStream.range(0, height)
        .parallel()
        .forEach(
            y -> {
              float[] p = new float[Joining.CHANNELS];
              float[] large = new float[3];
              float[] fine = new float[3];
              for (int x = 0; x < width; x++) {
                float mx = (x + .5f) * across - .5f;
                float my = (y + .5f) * down - .5f;
                plan.bilinear(mx, my, p);
                float trust = p[Joining.STILL];
                float moves = p[Joining.MOVES];
                if (trust < .999f || moves > .001f) {
                  model.sample(mx, my, large, 0);
                }
                if (moves > .001f) {
                  source.fine(x, y, large, fine);
                }
                for (int c = 0; c < 3; c++) {
                  float v = trust * (source.still(x, y, c) + p[c]) + (1 - trust) * large[c];
                  if (moves > .001f) {
                    float lit = fine[c] + p[Joining.SHADE + c];
                    float moved = large[c] + p[Joining.THINGS] * (lit - large[c]);
                    v += moves * (moved - v);
                  }
                  out[3 * (y * width + x) + c] = (byte) Math.clamp(Math.round(v * 255), 0, 255);
                }
              }
            });
    return out;
  }
}
