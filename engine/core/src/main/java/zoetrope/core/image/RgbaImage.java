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
}
