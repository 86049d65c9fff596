package zoetrope.core.image;

/**
 * A picture with transparency, 8 bits a channel, straight (not premultiplied) alpha, row by row:
 * {@code rgba[(y * width + x) * 4 + c]}. The array is shared, not copied.
 *
 * @param width pixels
 * @param height pixels
 * @param rgba exactly {@code width * height * 4} bytes
 */
@SuppressWarnings("ArrayRecordComponent")
public record RgbaImage(int width, int height, byte[] rgba) {
  public RgbaImage {
    if (width < 1 || height < 1 || rgba.length != 4L * width * height) {
      throw new IllegalArgumentException(
          "a picture of %dx%d needs %d bytes, got %d"
              .formatted(width, height, 4L * width * height, rgba.length));
    }
  }

  /** From packed red, green and blue; opaque. */
  public static RgbaImage ofRgb(int width, int height, byte[] rgb) {
    byte[] rgba = new byte[width * height * 4];
    for (int i = 0; i < width * height; i++) {
      System.arraycopy(rgb, 3 * i, rgba, 4 * i, 3);
      rgba[4 * i + 3] = -1;
    }
    return new RgbaImage(width, height, rgba);
  }

  /** Whether any pixel is see-through. */
  public boolean transparent() {
    for (int i = 3; i < rgba.length; i += 4) {
      if ((rgba[i] & 255) < 250) {
        return true;
      }
    }
    return false;
  }

  /** Where the picture shows (alpha over 16); all of it where nothing does. */
  public PixelRect shown() {
    int x0 = width;
    int y0 = height;
    int x1 = 0;
    int y1 = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        if ((rgba[(y * width + x) * 4 + 3] & 255) > 16) {
          x0 = Math.min(x0, x);
          y0 = Math.min(y0, y);
          x1 = Math.max(x1, x + 1);
          y1 = Math.max(y1, y + 1);
        }
      }
    }
    return x0 < x1 ? new PixelRect(x0, y0, x1 - x0, y1 - y0) : new PixelRect(0, 0, width, height);
  }

  /** The part that shows (alpha over 16); the whole picture where nothing does. */
  public RgbaImage trimmed() {
    return cropped(shown());
  }

  /** The rectangle of pixels, which lies inside. */
  public RgbaImage cropped(PixelRect p) {
    return p.width() == width && p.height() == height
        ? this
        : cropped(p.x(), p.y(), p.width(), p.height());
  }

  /**
   * The rectangle of {@code w} by {@code h} pixels from ({@code x}, {@code y}), which lies inside.
   */
  public RgbaImage cropped(int x, int y, int w, int h) {
    byte[] part = new byte[w * h * 4];
    for (int j = 0; j < h; j++) {
      System.arraycopy(rgba, ((y + j) * width + x) * 4, part, j * w * 4, w * 4);
    }
    return new RgbaImage(w, h, part);
  }

  /** Scaled to a size, whatever that does to its shape. */
  public RgbaImage scaled(int w, int h) {
    return Scaling.scaled(this, w, h);
  }

  /** In the middle of a frame, scaled and not stretched; bars are see-through. */
  public RgbaImage fitted(int w, int h, Fit fit) {
    Fit.Place at = fit.place(width, height, w, h);
    RgbaImage all = scaled(at.width(), at.height());
    return new RgbaImage(w, h, at.framed(all.rgba, 4, w, h));
  }
}
