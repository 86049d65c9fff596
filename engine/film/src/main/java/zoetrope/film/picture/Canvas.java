package zoetrope.film.picture;

import java.util.Arrays;

/**
 * Opaque pixels that a film's frame is drawn on, row by row, 0xFFRRGGBB. The array is the canvas's
 * own and changes with what is drawn. Used by one thread.
 */
public final class Canvas {
  static final int BLACK = 0xff000000;

  private final int width;
  private final int height;
  private final int[] pixels;

  /** A black canvas of {@code width * height} pixels. */
  public Canvas(int width, int height) {
    this.width = width;
    this.height = height;
    pixels = new int[Math.multiplyExact(width, height)];
    clear();
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  public int[] pixels() {
    return pixels;
  }

  void clear() {
    Arrays.fill(pixels, BLACK);
  }

  /** A copy as packed 8-bit red, green and blue, {@code height * width * 3} bytes. */
  public byte[] rgb() {
    byte[] out = new byte[3 * pixels.length];
    for (int i = 0, at = 0; i < pixels.length; i++, at += 3) {
      int p = pixels[i];
      out[at] = (byte) (p >> 16);
      out[at + 1] = (byte) (p >> 8);
      out[at + 2] = (byte) p;
    }
    return out;
  }
}
