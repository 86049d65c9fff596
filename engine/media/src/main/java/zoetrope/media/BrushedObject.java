package zoetrope.media;

import java.util.Optional;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.indexer.IntIndexer;
import org.bytedeco.javacpp.indexer.UByteIndexer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;
import zoetrope.core.image.Fit;
import zoetrope.core.image.Mask;
import zoetrope.core.image.PixelRect;
import zoetrope.core.image.RgbaImage;

/**
 * The object that a stroke or a box was drawn over, by the object's own edges: GrabCut (Rother,
 * Kolmogorov and Blake 2004) in a band around the stroke's outline, then a {@link GuidedFilter}, so
 * that thin parts keep soft alpha.
 */
public final class BrushedObject {
  /** Longer side of a frame in pixels: fine enough for hair in a film of 1,080 lines. */
  private static final int LONGER = 1280;

  /** Longer side of what is cut at, in pixels; the edge is found again at full size. */
  private static final int WORKING_SIDE = 320;

  private static final int ROUNDS = 5;

  private static final int MORE_ROUNDS = 8;

  /** How far an object may stick out of its stroke, of the frame's shorter side. */
  private static final double BEYOND = .02;

  /** What is looked at around a stroke, for what its background is like; of its longer side. */
  private static final double AROUND = .35;

  /** Depth in a stroke from which it is rather object, of the frame's shorter side. */
  private static final double SLOPPY = .025;

  /** Share of the stroke below which colours found too little of what is perhaps there. */
  private static final double FEW = .25;

  /** Share of the stroke from which everything was found, and so nothing. */
  private static final double MOST = .97;

  /** Share of the stroke below which nothing was found. */
  private static final double LEAST = .08;

  /** Half a square of the edge's filter, of the frame's shorter side. */
  private static final double SOFT = .006;

  /** Variance below which a difference of colours is no edge. */
  private static final float SMOOTH = 1e-3f;

  /** Cover that the filter leaves where there is nothing. */
  private static final float HAZE = .1f;

  /** Share of the largest part of an object that another part must have. */
  private static final double CRUMB = .03;

  /** Cover from which the stroke is there. */
  private static final float PAINTED = .5f;

  private static final RgbaImage UNMARKED = new RgbaImage(1, 1, new byte[4]);

  private final RgbaImage frame;
  private final float[] stroke;
  private final RgbaImage marks;
  private final PixelRect part;
  private final int shorter;

  private BrushedObject(RgbaImage frame, float[] stroke, RgbaImage marks, PixelRect part) {
    this.frame = frame;
    this.stroke = stroke;
    this.marks = marks;
    this.part = part;
    shorter = Math.min(frame.width(), frame.height());
  }

  /**
   * The cover of the object; what was drawn where nothing under it stands out from around it.
   *
   * @param picture what was drawn over; it fills the frame, and is cut off where it stands over
   * @param width of the frame, in any unit, as is its height
   * @param drawn at any size, stretched over the frame
   * @return of the frame's shape and at most 1,280 pixels on the longer side
   */
  public static Mask under(RgbaImage picture, int width, int height, Mask drawn) {
    return under(picture, width, height, drawn, UNMARKED);
  }

  /**
   * The same where it was corrected by hand.
   *
   * @param marks at any size, stretched over the frame: opaque and bright where the object is for
   *     certain, opaque and dark where it is not, see-through where its own edges decide
   */
  public static Mask under(RgbaImage picture, int width, int height, Mask drawn, RgbaImage marks) {
    double k = Math.min(1, (double) LONGER / Math.max(width, height));
    RgbaImage frame =
        picture.fitted((int) Math.round(width * k), (int) Math.round(height * k), Fit.COVER);
    float[] cover = stretched(drawn, frame.width(), frame.height());
    return bounds(cover, frame.width())
        .flatMap(b -> new BrushedObject(frame, cover, marks, around(b, frame)).found())
        .orElseGet(() -> new Mask(frame.width(), frame.height(), cover));
  }

  /** Bilinear between the stroke's pixels. */
  private static float[] stretched(Mask m, int width, int height) {
    float[] out = new float[width * height];
    for (int y = 0; y < height; y++) {
      float sy = Math.clamp((y + .5f) * m.height() / height - .5f, 0, m.height() - 1);
      int y0 = (int) sy;
      int y1 = Math.min(y0 + 1, m.height() - 1);
      for (int x = 0; x < width; x++) {
        float sx = Math.clamp((x + .5f) * m.width() / width - .5f, 0, m.width() - 1);
        int x0 = (int) sx;
        int x1 = Math.min(x0 + 1, m.width() - 1);
        float top = mix(m.cover()[y0 * m.width() + x0], m.cover()[y0 * m.width() + x1], sx - x0);
        float low = mix(m.cover()[y1 * m.width() + x0], m.cover()[y1 * m.width() + x1], sx - x0);
        out[y * width + x] = mix(top, low, sy - y0);
      }
    }
    return out;
  }

  private static float mix(float a, float b, float t) {
    return a + (b - a) * t;
  }

  private static Optional<PixelRect> bounds(float[] cover, int width) {
    int left = width;
    int right = 0;
    int top = Integer.MAX_VALUE;
    int bottom = 0;
    for (int i = 0; i < cover.length; i++) {
      if (cover[i] > PAINTED) {
        left = Math.min(left, i % width);
        right = Math.max(right, i % width + 1);
        top = Math.min(top, i / width);
        bottom = i / width + 1;
      }
    }
    return left < right
        ? Optional.of(new PixelRect(left, top, right - left, bottom - top))
        : Optional.empty();
  }

  private static PixelRect around(PixelRect stroke, RgbaImage frame) {
    int by = 8 + (int) (AROUND * Math.max(stroke.width(), stroke.height()));
    return stroke.grown(by, frame.width(), frame.height());
  }

  private Optional<Mask> found() {
    double k = Math.min(1, (double) WORKING_SIDE / Math.max(part.width(), part.height()));
    int w = Math.max(8, (int) Math.round(part.width() * k));
    int h = Math.max(8, (int) Math.round(part.height() * k));
    RgbaImage cropped = frame.cropped(part);
    try (BytePointer data = new BytePointer(cropped.rgba());
        Mat rgba = new Mat(part.height(), part.width(), opencv_core.CV_8UC4, data);
        Mat rgb = new Mat();
        Mat small = new Mat();
        Mat labels = new Mat(h, w, opencv_core.CV_8UC1);
        Mat others = new Mat(h, w, opencv_core.CV_8UC1);
        Mat cover = new Mat()) {
      opencv_imgproc.cvtColor(rgba, rgb, opencv_imgproc.COLOR_RGBA2RGB);
      opencv_imgproc.resize(rgb, small, new Size(w, h), 0, 0, opencv_imgproc.INTER_AREA);
      boolean[] painted = painted(w, h);
      double share = cut(small, labels, painted, SLOPPY * shorter * k, ROUNDS);
      if (share < FEW && Focus.into(rgb, small, painted)) {
        double other = cut(small, others, painted, 0, MORE_ROUNDS);
        if (other > share && other < MOST) {
          share = other;
          others.copyTo(labels);
        }
      }
      if (share < LEAST) {
        return Optional.empty();
      }
      opencv_imgproc.resize(
          labels, cover, new Size(part.width(), part.height()), 0, 0, opencv_imgproc.INTER_LINEAR);
      return Optional.of(softened(cropped, cover));
    }
  }

  /**
   * Finds the object by features in place of colours: its labels are 255, all others 0.
   *
   * @param sloppy depth in the stroke, in these pixels, from which it is rather object
   * @return the object's size as a share of the stroke; 0 where it cannot be looked for
   */
  private double cut(Mat features, Mat labels, boolean[] painted, double sloppy, int rounds) {
    if (!guess(painted, labels, sloppy)) {
      return 0;
    }
    try (Mat back = new Mat();
        Mat front = new Mat()) {
      opencv_core.setRNGSeed(1);
      opencv_imgproc.grabCut(
          features, labels, new Rect(), back, front, rounds, opencv_imgproc.GC_INIT_WITH_MASK);
    }
    return kept(labels, painted);
  }

  /** The stroke in the pixels that are cut at. */
  private boolean[] painted(int w, int h) {
    boolean[] out = new boolean[w * h];
    for (int i = 0; i < out.length; i++) {
      out[i] = stroke[at(i, w, h)] > PAINTED;
    }
    return out;
  }

  /** The frame's pixel that lies in the middle of one that is cut at. */
  private int at(int i, int w, int h) {
    int x = part.x() + (2 * (i % w) + 1) * part.width() / (2 * w);
    int y = part.y() + (2 * (i / w) + 1) * part.height() / (2 * h);
    return y * frame.width() + x;
  }

  /** What was said by hand of a pixel of the frame: 1 for the object, -1 for not, 0 for neither. */
  private int mark(int i) {
    int x = (2 * (i % frame.width()) + 1) * marks.width() / (2 * frame.width());
    int y = (2 * (i / frame.width()) + 1) * marks.height() / (2 * frame.height());
    int at = 4 * (y * marks.width() + x);
    return (marks.rgba()[at + 3] & 255) < 128 ? 0 : (marks.rgba()[at + 1] & 255) < 128 ? -1 : 1;
  }

  /**
   * What each pixel probably is: background at some distance from the stroke for certain, object
   * deep inside it perhaps. A sloppy stroke's edge counts as background until its colours tell.
   *
   * @param sloppy depth in the stroke, in these pixels, from which it is rather object
   * @return whether there is anything around the stroke to tell an object from
   */
  private boolean guess(boolean[] painted, Mat labels, double sloppy) {
    int w = labels.cols();
    float[] outside = distance(painted, w, true);
    float[] inside = distance(painted, w, false);
    float deepest = 0;
    for (float d : inside) {
      deepest = Math.max(deepest, d);
    }
    double edge = Math.min(sloppy, deepest / 2);
    double beyond = Math.max(1, BEYOND * shorter * labels.cols() / part.width());
    int certain = 0;
    try (UByteIndexer at = labels.createIndexer()) {
      for (int i = 0; i < painted.length; i++) {
        int label =
            switch (mark(at(i, w, labels.rows()))) {
              case 1 -> opencv_imgproc.GC_FGD;
              case -1 -> opencv_imgproc.GC_BGD;
              default ->
                  painted[i]
                      ? inside[i] > edge ? opencv_imgproc.GC_PR_FGD : opencv_imgproc.GC_PR_BGD
                      : outside[i] > beyond ? opencv_imgproc.GC_BGD : opencv_imgproc.GC_PR_BGD;
            };
        certain += label == opencv_imgproc.GC_BGD ? 1 : 0;
        at.put(i / w, i % w, label);
      }
    }
    return certain > 0;
  }

  /** How far from the stroke, or from what is not stroke, in steps of the chessboard's king. */
  private static float[] distance(boolean[] painted, int w, boolean fromStroke) {
    float[] out = new float[painted.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = painted[i] == fromStroke ? 0 : out.length;
    }
    for (int i = 0; i < out.length; i++) {
      nearer(out, w, i, -1);
    }
    for (int i = out.length - 1; i >= 0; i--) {
      nearer(out, w, i, 1);
    }
    return out;
  }

  private static void nearer(float[] d, int w, int i, int step) {
    int x = i % w;
    int before = i + step * w;
    if (x + step >= 0 && x + step < w) {
      d[i] = Math.min(d[i], d[i + step] + 1);
    }
    for (int side = -1; side <= 1 && before >= 0 && before < d.length; side++) {
      if (x + side >= 0 && x + side < w) {
        d[i] = Math.min(d[i], d[before + side] + (side == 0 ? 1 : (float) Math.sqrt(2)));
      }
    }
  }

  /**
   * Turns labels into 255 for the object and 0 elsewhere, without crumbs; its share of the stroke.
   */
  private double kept(Mat labels, boolean[] painted) {
    try (UByteIndexer at = labels.createIndexer();
        Mat parts = new Mat();
        Mat stats = new Mat();
        Mat centres = new Mat()) {
      int w = labels.cols();
      int stroke = 0;
      for (int i = 0; i < painted.length; i++) {
        at.put(i / w, i % w, (at.get(i / w, i % w) & 1) * 255);
        stroke += painted[i] ? 1 : 0;
      }
      int n = opencv_imgproc.connectedComponentsWithStats(labels, parts, stats, centres);
      int left = 0;
      try (IntIndexer s = stats.createIndexer();
          IntIndexer q = parts.createIndexer()) {
        int largest = 0;
        for (int i = 1; i < n; i++) {
          largest = Math.max(largest, s.get(i, opencv_imgproc.CC_STAT_AREA));
        }
        boolean[] whole = new boolean[n];
        for (int i = 0; i < painted.length; i++) {
          int part = q.get(i / w, i % w);
          whole[part] |=
              s.get(part, opencv_imgproc.CC_STAT_AREA) >= CRUMB * largest
                  || mark(at(i, w, labels.rows())) > 0;
        }
        for (int i = 0; i < painted.length; i++) {
          int part = q.get(i / w, i % w);
          boolean keep = part > 0 && whole[part];
          at.put(i / w, i % w, keep ? 255 : 0);
          left += keep ? 1 : 0;
        }
      }
      return (double) left / Math.max(1, stroke);
    }
  }

  private Mask softened(RgbaImage cropped, Mat cover) {
    int w = part.width();
    int h = part.height();
    float[] rgb = new float[3 * w * h];
    float[] hard = new float[w * h];
    try (UByteIndexer at = cover.createIndexer()) {
      for (int i = 0; i < hard.length; i++) {
        hard[i] = at.get(i / w, i % w) / 255f;
        for (int c = 0; c < 3; c++) {
          rgb[3 * i + c] = (cropped.rgba()[4 * i + c] & 255) / 255f;
        }
      }
    }
    int radius = Math.max(2, (int) Math.round(SOFT * shorter));
    float[] soft = new GuidedFilter(w, h, radius).filtered(rgb, hard, SMOOTH);
    float[] out = new float[stroke.length];
    for (int i = 0; i < soft.length; i++) {
      // The filter leaves a haze in what is surely in or out.
      float v = Math.clamp((soft[i] - HAZE) / (1 - 2 * HAZE), 0, 1);
      int to = (part.y() + i / w) * frame.width() + part.x() + i % w;
      int mark = mark(to);
      out[to] = mark == 0 ? v : (mark + 1) / 2f;
    }
    return new Mask(frame.width(), frame.height(), out);
  }
}
