package zoetrope.media;

import java.util.stream.IntStream;
import org.bytedeco.javacpp.indexer.FloatIndexer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * What is in focus in a picture: how much fine detail lies around each pixel. It tells a subject
 * from a blurred background of the same colours, clear wings from the leaves behind them.
 */
final class Focus {
  /** Spread of a pixel's surroundings, in pixels of a frame's size. */
  private static final double NEAR = 2;

  /** How many times sharper than around it a subject in focus is. */
  private static final double SHARPER = 2;

  /** Share of what was painted that may be less sharp than the subject. */
  private static final double SUBJECT = .9;

  /** Level of the subject's sharpness. */
  private static final double LEVEL = 200;

  private Focus() {}

  /**
   * Puts sharpness in a picture's place of one of its colours: lightness, blue to yellow, and
   * sharpness are left.
   *
   * @param rgb the picture at full size
   * @param small the same at the size of what was painted, 8-bit RGB; changed only where this is
   *     true
   * @return whether what was painted is in focus and what is around it is not
   */
  static boolean into(Mat rgb, Mat small, boolean[] painted) {
    try (Mat grey = new Mat();
        Mat fine = new Mat();
        Mat size = new Mat();
        Mat zero = new Mat(rgb.rows(), rgb.cols(), opencv_core.CV_32F);
        Mat scaled = new Mat();
        Mat level = new Mat();
        Mat lab = new Mat();
        Size wanted = new Size(small.cols(), small.rows())) {
      opencv_imgproc.cvtColor(rgb, grey, opencv_imgproc.COLOR_RGB2GRAY);
      opencv_imgproc.Laplacian(grey, fine, opencv_core.CV_32F);
      zero.put(Scalar.all(0));
      opencv_core.absdiff(fine, zero, size);
      opencv_imgproc.GaussianBlur(size, size, new Size(0, 0), NEAR);
      opencv_core.sqrt(size, size);
      opencv_imgproc.resize(size, scaled, wanted, 0, 0, opencv_imgproc.INTER_AREA);
      double subject = quantile(scaled, painted, true, SUBJECT);
      double around = quantile(scaled, painted, false, .5);
      if (subject == 0 || subject < SHARPER * around) {
        return false;
      }
      scaled.convertTo(level, opencv_core.CV_8U, LEVEL / subject, 0);
      opencv_imgproc.cvtColor(small, lab, opencv_imgproc.COLOR_RGB2Lab);
      try (MatVector all = new MatVector()) {
        opencv_core.split(lab, all);
        try (MatVector some = new MatVector(all.get(0), all.get(2), level)) {
          opencv_core.merge(some, small);
        }
      }
      return true;
    }
  }

  /** The value that a share of what was painted, or of what was not, does not reach. */
  private static double quantile(Mat sharpness, boolean[] painted, boolean in, double share) {
    try (FloatIndexer at = sharpness.createIndexer()) {
      int w = sharpness.cols();
      double[] sorted =
          IntStream.range(0, painted.length)
              .filter(i -> painted[i] == in)
              .mapToDouble(i -> at.get(i / w, i % w))
              .sorted()
              .toArray();
      return sorted.length == 0 ? 0 : sorted[(int) (share * (sorted.length - 1))];
    }
  }
}
