package zoetrope.media.encode;

/** Where frames and sound go. Closing without {@link #finish} leaves nothing behind. */
public interface FrameSink extends AutoCloseable {
  /** Packed 8-bit red, green and blue of the sink's size. */
  void frame(byte[] rgb);

  /** Left and right interleaved at 48 kHz; ignored by silent formats. */
  void sound(float[] stereo, int from, int to);

  /** Completes the file and gives it its name. */
  void finish();

  @Override
  void close();
}
