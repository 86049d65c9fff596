package zoetrope.core.image;

/** How a picture goes into a frame of another shape; it is never stretched. */
public enum Fit {
  /** All of it shows, with bars at two sides where the shapes differ. */
  CONTAIN,
  /** The frame is filled; what stands over at two sides is cut off. */
  COVER;

  /** Shapes this close are taken for equal: a bar of a pixel or two looks like a fault. */
  private static final double SLACK = 0.005;

  /**
   * Where the scaled picture lies in the frame; x and y are below 0 where it stands over.
   *
   * @param width pixels after scaling
   * @param height pixels after scaling
   */
  public record Place(int x, int y, int width, int height) {
    /** The frame with the scaled picture's packed pixels in it; nought where it does not reach. */
    byte[] framed(byte[] pixels, int channels, int frameWidth, int frameHeight) {
      if (width == frameWidth && height == frameHeight) {
        return pixels;
      }
      byte[] out = new byte[frameWidth * frameHeight * channels];
      int x0 = Math.max(0, x);
      int some = Math.min(frameWidth, x + width) - x0;
      for (int row = Math.max(0, y); row < Math.min(frameHeight, y + height); row++) {
        int from = (row - y) * width + x0 - x;
        int to = row * frameWidth + x0;
        System.arraycopy(pixels, from * channels, out, to * channels, some * channels);
      }
      return out;
    }
  }

  /**
   * Places a picture of {@code width} by {@code height} in the middle of a frame; the sides may be
   * of any unit, so that pixels need not be square.
   */
  public Place place(double width, double height, int frameWidth, int frameHeight) {
    double across = frameWidth / width;
    double down = frameHeight / height;
    double k = this == CONTAIN ? Math.min(across, down) : Math.max(across, down);
    int w = side(width * k, frameWidth);
    int h = side(height * k, frameHeight);
    return new Place(Math.floorDiv(frameWidth - w, 2), Math.floorDiv(frameHeight - h, 2), w, h);
  }

  private static int side(double scaled, int frame) {
    boolean equal = Math.abs(scaled - frame) <= SLACK * frame;
    return equal ? frame : Math.max(1, (int) Math.round(scaled));
  }
}
