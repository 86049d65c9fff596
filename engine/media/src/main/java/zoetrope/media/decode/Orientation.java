package zoetrope.media.decode;

/**
 * How a stored picture is to be turned to stand upright: cameras store what the sensor saw and
 * leave it to the reader. The names say what to do to the stored picture; the order is EXIF's.
 */
public enum Orientation {
  UPRIGHT,
  MIRRORED,
  TURNED,
  MIRRORED_AND_TURNED,
  TRANSPOSED,
  CLOCKWISE,
  TRANSVERSED,
  COUNTERCLOCKWISE;

  /** By EXIF's number, 1 to 8; upright for any other. */
  public static Orientation exif(int number) {
    return number >= 1 && number <= 8 ? values()[number - 1] : UPRIGHT;
  }

  /**
   * By the display matrix of a video: x' = ax + cy, y' = bx + dy, y downwards. Turns that are no
   * multiple of a right angle are taken for the nearest.
   */
  public static Orientation matrix(int a, int b, int c, int d) {
    long straight = Math.abs((long) a) + Math.abs((long) d);
    long across = Math.abs((long) b) + Math.abs((long) c);
    if (straight >= across) {
      return a < 0 ? (d < 0 ? TURNED : MIRRORED) : (d < 0 ? MIRRORED_AND_TURNED : UPRIGHT);
    }
    return b < 0 ? (c < 0 ? TRANSVERSED : COUNTERCLOCKWISE) : (c < 0 ? CLOCKWISE : TRANSPOSED);
  }

  /** By quarters of a turn against the clock, as HEIF counts. */
  public static Orientation quarters(int n) {
    return switch (n & 3) {
      case 1 -> COUNTERCLOCKWISE;
      case 2 -> TURNED;
      case 3 -> CLOCKWISE;
      default -> UPRIGHT;
    };
  }

  /** First this, then another. */
  public Orientation then(Orientation next) {
    int[] m = abcd();
    int[] n = next.abcd();
    return matrix(
        n[0] * m[0] + n[2] * m[1],
        n[1] * m[0] + n[3] * m[1],
        n[0] * m[2] + n[2] * m[3],
        n[1] * m[2] + n[3] * m[3]);
  }

  private int[] abcd() {
    return switch (this) {
      case UPRIGHT -> new int[] {1, 0, 0, 1};
      case MIRRORED -> new int[] {-1, 0, 0, 1};
      case TURNED -> new int[] {-1, 0, 0, -1};
      case MIRRORED_AND_TURNED -> new int[] {1, 0, 0, -1};
      case TRANSPOSED -> new int[] {0, 1, 1, 0};
      case CLOCKWISE -> new int[] {0, 1, -1, 0};
      case TRANSVERSED -> new int[] {0, -1, -1, 0};
      case COUNTERCLOCKWISE -> new int[] {0, -1, 1, 0};
    };
  }

  /** Whether width and height change places. */
  public boolean sideways() {
    return ordinal() >= TRANSPOSED.ordinal();
  }

  /** The stored pixels, so many bytes each, the right way up. */
  public byte[] upright(byte[] pixels, int channels, int width, int height) {
    if (this == UPRIGHT) {
      return pixels;
    }
    byte[] out = new byte[pixels.length];
    int wide = sideways() ? height : width;
    for (int i = 0; i < width * height; i++) {
      int from = channels * stored(i % wide, i / wide, width, height);
      for (int c = 0; c < channels; c++) {
        out[channels * i + c] = pixels[from + c];
      }
    }
    return out;
  }

  /** Where the pixel shown at (x, y) is stored. */
  private int stored(int x, int y, int w, int h) {
    int right = w - 1;
    int bottom = h - 1;
    return switch (this) {
      case UPRIGHT -> y * w + x;
      case MIRRORED -> y * w + right - x;
      case TURNED -> (bottom - y) * w + right - x;
      case MIRRORED_AND_TURNED -> (bottom - y) * w + x;
      case TRANSPOSED -> x * w + y;
      case CLOCKWISE -> (bottom - x) * w + y;
      case TRANSVERSED -> (bottom - x) * w + right - y;
      case COUNTERCLOCKWISE -> x * w + right - y;
    };
  }
}
