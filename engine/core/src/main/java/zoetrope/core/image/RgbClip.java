package zoetrope.core.image;

/**
 * Frames of a clip, 8-bit RGB, row by row and frame by frame: {@code rgb[((t * height + y) * width
 * + x) * 3 + c]}. The array is shared, not copied; whoever hands it over no longer writes to it.
 *
 * @param width pixels, at least 1
 * @param height pixels, at least 1
 * @param frames at least 1
 * @param rgb exactly {@code frames * height * width * 3} bytes
 */
@SuppressWarnings("ArrayRecordComponent")
public record RgbClip(int width, int height, int frames, byte[] rgb) {
  public RgbClip {
    if (width < 1 || height < 1 || frames < 1) {
      throw new IllegalArgumentException(
          "clip of " + width + "x" + height + "x" + frames + ": every side must be at least 1");
    }
    long bytes = 3L * width * height * frames;
    if (rgb.length != bytes) {
      throw new IllegalArgumentException(
          "clip of %dx%dx%d needs %d bytes of RGB, got %d"
              .formatted(width, height, frames, bytes, rgb.length));
    }
  }
}
