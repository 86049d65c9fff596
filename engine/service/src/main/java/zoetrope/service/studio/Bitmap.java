package zoetrope.service.studio;

import zoetrope.core.image.RgbaImage;

/**
 * A picture for the screen.
 *
 * @param argb {@code height * width} pixels, row by row, 0xAARRGGBB, not premultiplied
 */
@SuppressWarnings("ArrayRecordComponent")
public record Bitmap(int width, int height, int[] argb) {
  public Bitmap {
    if (width < 1 || height < 1 || argb.length != width * height) {
      throw new IllegalArgumentException(
          argb.length + " pixels do not fill " + width + "x" + height);
    }
  }

  /** An opaque picture from {@code 3 * width * height} bytes of RGB, {@code offset} bytes in. */
  public static Bitmap ofRgb(int width, int height, byte[] rgb, int offset) {
    int[] argb = new int[width * height];
    for (int i = 0; i < argb.length; i++) {
      int p = offset + 3 * i;
      argb[i] = 0xff000000 | (rgb[p] & 255) << 16 | (rgb[p + 1] & 255) << 8 | rgb[p + 2] & 255;
    }
    return new Bitmap(width, height, argb);
  }

  static Bitmap ofRgba(int width, int height, byte[] rgba) {
    int[] argb = new int[width * height];
    for (int i = 0; i < argb.length; i++) {
      int p = 4 * i;
      argb[i] =
          (rgba[p + 3] & 255) << 24
              | (rgba[p] & 255) << 16
              | (rgba[p + 1] & 255) << 8
              | rgba[p + 2] & 255;
    }
    return new Bitmap(width, height, argb);
  }

  /** Scaled to a size. */
  public Bitmap scaled(int w, int h) {
    RgbaImage p = new RgbaImage(width, height, rgba()).scaled(w, h);
    return ofRgba(p.width(), p.height(), p.rgba());
  }

  byte[] rgba() {
    byte[] out = new byte[argb.length * 4];
    for (int i = 0; i < argb.length; i++) {
      out[4 * i] = (byte) (argb[i] >> 16);
      out[4 * i + 1] = (byte) (argb[i] >> 8);
      out[4 * i + 2] = (byte) argb[i];
      out[4 * i + 3] = (byte) (argb[i] >>> 24);
    }
    return out;
  }
}
