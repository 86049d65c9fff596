package zoetrope.service.render;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.Optional;
import zoetrope.diffusion.runtime.CancelToken;
import zoetrope.media.ClipWriter;
import zoetrope.media.Encoding;
import zoetrope.media.VideoReader;

/**
 * Gives clips black bars, at their own size, so that scaling them to a frame of another shape does
 * not distort them.
 */
record Letterbox(int width, int height) {
  /** Shapes this near are scaled: a pixel in a hundred is not seen. */
  private static final double TOLERANCE = 0.01;

  /** Whether a picture of that size needs bars. */
  boolean needed(int pictureWidth, int pictureHeight) {
    double frame = (double) width / height;
    double picture = (double) pictureWidth / pictureHeight;
    return Math.abs(frame / picture - 1) > TOLERANCE;
  }

  /** Writes the clip with bars and gives that file. */
  Path pad(Path clip, Path file, CancelToken cancel) {
    try (VideoReader in = VideoReader.open(clip)) {
      int w = Math.max(in.width(), even((double) in.height() * width / height));
      int h = Math.max(in.height(), even((double) in.width() * height / width));
      int left = (w - in.width()) / 2;
      int top = (h - in.height()) / 2;
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      for (Optional<byte[]> f = in.next(); f.isPresent(); f = in.next()) {
        cancel.check();
        byte[] out = new byte[w * h * 3];
        for (int y = 0; y < in.height(); y++) {
          System.arraycopy(
              f.get(),
              y * in.width() * 3,
              out,
              ((top + y) * w + left) * 3,
              in.width() * 3);
        }
        all.writeBytes(out);
      }
      int rate = (int) Math.round(in.rate());
      ClipWriter.write(file, Encoding.LOSSLESS, w, h, rate, all.toByteArray());
      return file;
    }
  }

  private static int even(double v) {
    return 2 * (int) Math.round(v / 2);
  }
}
