package zoetrope.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import zoetrope.core.image.RgbaImage;

/** A picture of four quarters that tells by its corners which way up it is, and its colours. */
final class Corners {
  static final int W = 64;
  static final int H = 48;
  static final int[] RED = {220, 30, 30};
  static final int[] GREEN = {30, 200, 30};
  static final int[] BLUE = {30, 30, 210};
  static final int[] PALE = {235, 235, 235};

  private Corners() {}

  /** Of an upright picture of a size. */
  static int[] at(int x, int y, int w, int h) {
    return y < h / 2 ? (x < w / 2 ? RED : GREEN) : (x < w / 2 ? BLUE : PALE);
  }

  /**
   * What is stored at a place of a stored picture of {@link #W} by {@link #H} that EXIF's number
   * says how to turn: row 0 and column 0 are which sides of the upright one.
   */
  static int[] stored(int orientation, int x, int y) {
    boolean top = y < H / 2;
    boolean left = x < W / 2;
    boolean up =
        switch (orientation) {
          case 1, 2 -> top;
          case 3, 4 -> !top;
          case 5, 6 -> left;
          default -> !left;
        };
    boolean first =
        switch (orientation) {
          case 1, 4 -> left;
          case 2, 3 -> !left;
          case 5, 8 -> top;
          default -> !top;
        };
    return at(first ? 0 : 1, up ? 0 : 1, 2, 2);
  }

  /** The four values a, b, c, d of the display matrix that say the same. */
  static int[] matrix(int orientation) {
    return switch (orientation) {
      case 1 -> new int[] {1, 0, 0, 1};
      case 2 -> new int[] {-1, 0, 0, 1};
      case 3 -> new int[] {-1, 0, 0, -1};
      case 4 -> new int[] {1, 0, 0, -1};
      case 5 -> new int[] {0, 1, 1, 0};
      case 6 -> new int[] {0, 1, -1, 0};
      case 7 -> new int[] {0, -1, -1, 0};
      default -> new int[] {0, -1, 1, 0};
    };
  }

  static BufferedImage image(int orientation, int type, UnaryOperator<int[]> colour) {
    BufferedImage image = new BufferedImage(W, H, type);
    for (int y = 0; y < H; y++) {
      for (int x = 0; x < W; x++) {
        int[] c = colour.apply(stored(orientation, x, y));
        int alpha = c.length > 3 ? c[3] : 255;
        image.setRGB(x, y, alpha << 24 | c[0] << 16 | c[1] << 8 | c[2]);
      }
    }
    return image;
  }

  /** Whether a picture is upright, of the shape, and of the colours within a tolerance. */
  static void check(RgbaImage p, int width, int height, int tolerance) {
    assertThat(new int[] {p.width(), p.height()}).as("size").containsExactly(width, height);
    for (int y = 0; y < 2; y++) {
      for (int x = 0; x < 2; x++) {
        int[] want = Corners.at(x, y, 2, 2);
        near(pixel(p, x == 0 ? 6 : width - 7, y == 0 ? 6 : height - 7), want, tolerance);
      }
    }
  }

  static void near(int[] got, int[] want, int tolerance) {
    for (int c = 0; c < want.length; c++) {
      assertThat(Math.abs(got[c] - want[c]))
          .as("%s is not %s", Arrays.toString(got), Arrays.toString(want))
          .isLessThanOrEqualTo(tolerance);
    }
  }

  static int[] pixel(RgbaImage p, int x, int y) {
    int at = 4 * (y * p.width() + x);
    int[] out = new int[4];
    for (int c = 0; c < 4; c++) {
      out[c] = p.rgba()[at + c] & 255;
    }
    return out;
  }

  /** Packed frames of a reader as a picture. */
  static RgbaImage picture(VideoReader r) {
    return RgbaImage.ofRgb(r.width(), r.height(), r.next().orElseThrow());
  }

  /** Luma and chroma of a colour, by a matrix's weights, of so many bits. */
  static int[] yuv(int[] rgb, double kr, double kb, boolean full, int bits) {
    double r = rgb[0] / 255.0;
    double g = rgb[1] / 255.0;
    double b = rgb[2] / 255.0;
    return yuv(r, g, b, kr, kb, full, bits);
  }

  static int[] yuv(double r, double g, double b, double kr, double kb, boolean full, int bits) {
    double y = kr * r + (1 - kr - kb) * g + kb * b;
    double u = (b - y) / (2 * (1 - kb));
    double v = (r - y) / (2 * (1 - kr));
    double unit = 1 << (bits - 8);
    double most = (1 << bits) - 1;
    return full
        ? new int[] {round(y * most), round(u * most + 128 * unit), round(v * most + 128 * unit)}
        : new int[] {
          round((16 + 219 * y) * unit), round((128 + 224 * u) * unit), round((128 + 224 * v) * unit)
        };
  }

  private static int round(double v) {
    return (int) Math.max(0, Math.round(v));
  }
}
