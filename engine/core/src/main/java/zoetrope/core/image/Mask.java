package zoetrope.core.image;

/**
 * A painted region of a picture: coverage 0..1 a pixel, row by row. The array is shared, not
 * copied.
 *
 * @param width pixels
 * @param height pixels
 * @param cover exactly {@code width * height} values
 */
@SuppressWarnings("ArrayRecordComponent")
public record Mask(int width, int height, float[] cover) {
  public Mask {
    if (width < 1 || height < 1 || cover.length != (long) width * height) {
      throw new IllegalArgumentException(
          "a mask of %dx%d needs %d values, got %d"
              .formatted(width, height, (long) width * height, cover.length));
    }
  }
}
