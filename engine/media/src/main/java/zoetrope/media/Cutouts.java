package zoetrope.media;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.indexer.UByteIndexer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;
import zoetrope.core.image.RgbaImage;
import zoetrope.media.decode.PngAlpha;
import zoetrope.media.encode.PngFile;

/**
 * Cuts a figure out of its background where a picture has no alpha: GrabCut (Rother, Kolmogorov and
 * Blake 2004) from a box a little inside the frame, the largest connected part of the result, and
 * an edge softened over a pixel or two.
 */
public final class Cutouts {
  private static final int WORKING_SIDE = 480;
  private static final int ROUNDS = 6;

  private Cutouts() {}

  /** The figure, trimmed; a picture that has alpha is only trimmed. */
  public static RgbaImage of(RgbaImage picture) {
    return found(picture).picture().trimmed();
  }

  /**
   * The figure of a file: as it was {@linkplain #write written}, else as the file's own alpha shows
   * it, else found.
   *
   * @throws MediaException where the file is no picture that can be read
   */
  public static Cutout read(Path file) {
    RgbaImage picture = Images.read(file);
    return PngAlpha.read(file, picture.width() * picture.height())
        .map(source -> new Cutout(picture, source))
        .orElseGet(() -> found(picture));
  }

  /**
   * Writes a PNG that any program shows, and that {@link #read} reads as it was; all or nothing.
   */
  public static void write(Cutout cutout, Path file) {
    Optional<byte[]> source =
        cutout.untouched() ? Optional.empty() : Optional.of(cutout.sourceAlpha());
    PngFile.write(cutout.picture(), source, file);
  }

  private static Cutout found(RgbaImage picture) {
    if (picture.transparent()) {
      return Cutout.of(picture);
    }
    byte[] opaque = new byte[picture.width() * picture.height()];
    Arrays.fill(opaque, (byte) 255);
    return new Cutout(cut(picture), opaque);
  }

  /**
   * The thing in a box, as coverage: opaque white where it is, see-through elsewhere. The box may
   * be a little larger than the thing.
   *
   * @param box x, y, width and height in fractions of the picture
   */
  public static RgbaImage selected(RgbaImage picture, Box box) {
    RgbaImage cut = cut(picture, box);
    byte[] out = new byte[cut.rgba().length];
    for (int i = 0; i < out.length; i += 4) {
      out[i] = (byte) 255;
      out[i + 1] = (byte) 255;
      out[i + 2] = (byte) 255;
      out[i + 3] = cut.rgba()[i + 3];
    }
    return new RgbaImage(cut.width(), cut.height(), out);
  }

  /** Where something is looked for, all in fractions of the picture, within 0 and 1. */
  public record Box(double x, double y, double width, double height) {
    /** All but a narrow frame, which is taken for background. */
    static final Box NEARLY_ALL = new Box(.02, .02, .96, .96);

    public Box {
      if (x < 0
          || y < 0
          || width <= 0
          || height <= 0
          || x + width > 1.0001
          || y + height > 1.0001) {
        throw new IllegalArgumentException("the box must lie within the picture");
      }
    }

    Rect within(int w, int h) {
      int left = Math.clamp((int) Math.round(x * w), 1, w - 4);
      int top = Math.clamp((int) Math.round(y * h), 1, h - 4);
      int wide = Math.clamp((int) Math.round(width * w), 2, w - 1 - left);
      int high = Math.clamp((int) Math.round(height * h), 2, h - 1 - top);
      return new Rect(left, top, wide, high);
    }
  }

  private static RgbaImage cut(RgbaImage p) {
    return cut(p, Box.NEARLY_ALL);
  }

  private static RgbaImage cut(RgbaImage p, Box box) {
    double k = Math.min(1, (double) WORKING_SIDE / Math.max(p.width(), p.height()));
    int w = Math.max(8, (int) Math.round(p.width() * k));
    int h = Math.max(8, (int) Math.round(p.height() * k));
    try (BytePointer data = new BytePointer(p.rgba());
        Mat rgba = new Mat(p.height(), p.width(), opencv_core.CV_8UC4, data);
        Mat rgb = new Mat();
        Mat small = new Mat();
        Mat labels = new Mat(h, w, opencv_core.CV_8UC1);
        Mat back = new Mat();
        Mat front = new Mat();
        Mat alpha = new Mat()) {
      opencv_imgproc.cvtColor(rgba, rgb, opencv_imgproc.COLOR_RGBA2RGB);
      opencv_imgproc.resize(rgb, small, new Size(w, h), 0, 0, opencv_imgproc.INTER_AREA);
      opencv_core.setRNGSeed(1);
      opencv_imgproc.grabCut(
          small, labels, box.within(w, h), back, front, ROUNDS, opencv_imgproc.GC_INIT_WITH_RECT);
      figure(labels);
      opencv_imgproc.GaussianBlur(labels, labels, new Size(3, 3), 0.8);
      opencv_imgproc.resize(
          labels, alpha, new Size(p.width(), p.height()), 0, 0, opencv_imgproc.INTER_LINEAR);
      return withAlpha(p, alpha);
    }
  }

  /**
   * Turns GrabCut's labels into 255 for the largest connected part of the foreground and 0
   * elsewhere.
   */
  private static void figure(Mat labels) {
    try (UByteIndexer at = labels.createIndexer();
        Mat parts = new Mat();
        Mat stats = new Mat();
        Mat centres = new Mat()) {
      for (long y = 0; y < labels.rows(); y++) {
        for (long x = 0; x < labels.cols(); x++) {
          at.put(y, x, (at.get(y, x) & 1) * 255);
        }
      }
      int n = opencv_imgproc.connectedComponentsWithStats(labels, parts, stats, centres);
      try (org.bytedeco.javacpp.indexer.IntIndexer s = stats.createIndexer();
          org.bytedeco.javacpp.indexer.IntIndexer q = parts.createIndexer()) {
        int best = 0;
        for (int i = 1; i < n; i++) {
          if (best == 0
              || s.get(i, opencv_imgproc.CC_STAT_AREA) > s.get(best, opencv_imgproc.CC_STAT_AREA)) {
            best = i;
          }
        }
        for (long y = 0; y < labels.rows(); y++) {
          for (long x = 0; x < labels.cols(); x++) {
            at.put(y, x, best == 0 || q.get(y, x) == best ? 255 : 0);
          }
        }
      }
    }
  }

  private static RgbaImage withAlpha(RgbaImage p, Mat alpha) {
    byte[] out = p.rgba().clone();
    try (UByteIndexer a = alpha.createIndexer()) {
      for (int y = 0; y < p.height(); y++) {
        for (int x = 0; x < p.width(); x++) {
          out[(y * p.width() + x) * 4 + 3] = (byte) a.get(y, x);
        }
      }
    }
    return new RgbaImage(p.width(), p.height(), out);
  }
}
