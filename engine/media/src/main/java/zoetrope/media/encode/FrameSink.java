package zoetrope.media.encode;

/** Where frames and sound go. Closing without {@link #finish} leaves nothing behind. */
public interface FrameSink extends AutoCloseable {
  /**
   * Takes a frame.
   *
   * @param rgb packed 8-bit red, green and blue of the sink's size
   * @param key whether players are to find it when they seek, such as the first of a shot; ignored
   *     by formats whose frames all stand on their own
   */
  void frame(byte[] rgb, boolean key);

  /** Left and right interleaved at 48 kHz; ignored by silent formats. */
  void sound(float[] stereo, int from, int to);

  /** Completes the file and gives it its name. */
  void finish();

  @Override
  void close();
}
