package zoetrope.diffusion.score;

import zoetrope.core.image.RgbClip;

/**
 * A character or a brushed region cut out of its background: 8-bit RGBA, straight (not
 * premultiplied) alpha. The array is shared, not copied.
 *
 * @param width pixels
 * @param height pixels
 * @param rgba exactly {@code height * width * 4} bytes, row by row; some pixel must have an alpha
 *     over 16
 */
public record Cutout(int width, int height, byte[] rgba) {
  private static final int VISIBLE = 16;

  public Cutout {
    if (width < 1 || height < 1 || rgba.length != 4L * width * height) {
      throw new IllegalArgumentException(
          "cut-out of %dx%d needs %d bytes of RGBA, got %d"
              .formatted(width, height, 4L * width * height, rgba.length));
    }
    if (!anyVisible(rgba)) {
      throw new IllegalArgumentException(
          "cut-out of " + width + "x" + height + " is fully transparent: nothing to look for");
    }
  }

  /**
   * The region of a frame under a mask, as a cut-out of the frame's size.
   *
   * @param clip frames
   * @param frame index of the frame the region was brushed on
   * @param mask {@code height * width} values, true inside the region
   */
  public static Cutout ofRegion(RgbClip clip, int frame, boolean[] mask) {
    int pixels = clip.width() * clip.height();
    if (mask.length != pixels) {
      throw new IllegalArgumentException(
          "mask has " + mask.length + " values, the frame has " + pixels + " pixels");
    }
    byte[] rgba = new byte[pixels * 4];
    for (int i = 0; i < pixels; i++) {
      System.arraycopy(clip.rgb(), (frame * pixels + i) * 3, rgba, i * 4, 3);
      rgba[i * 4 + 3] = mask[i] ? (byte) 255 : 0;
    }
    return new Cutout(clip.width(), clip.height(), rgba);
  }

  /** The smallest cut-out that holds every pixel that can be seen (alpha over 16 of 255). */
  public Cutout trimmed() {
    int x0 = width;
    int y0 = height;
    int x1 = 0;
    int y1 = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        if ((rgba[(y * width + x) * 4 + 3] & 255) > VISIBLE) {
          x0 = Math.min(x0, x);
          y0 = Math.min(y0, y);
          x1 = Math.max(x1, x + 1);
          y1 = Math.max(y1, y + 1);
        }
      }
    }
    int w = x1 - x0;
    byte[] part = new byte[w * (y1 - y0) * 4];
    for (int y = y0; y < y1; y++) {
      System.arraycopy(rgba, (y * width + x0) * 4, part, (y - y0) * w * 4, w * 4);
    }
    return new Cutout(w, y1 - y0, part);
  }

  private static boolean anyVisible(byte[] rgba) {
    for (int i = 3; i < rgba.length; i += 4) {
      if ((rgba[i] & 255) > VISIBLE) {
        return true;
      }
    }
    return false;
  }
}
