package zoetrope.media.encode;

/**
 * Makes frames even by repeating their last column and row: colours that are kept for every other
 * pixel need whole pairs, and a repeated edge neither shows nor moves anything.
 */
final class EvenSink implements FrameSink {
  private final FrameSink sink;
  private final int width;
  private final int height;

  EvenSink(FrameSink sink, int width, int height) {
    this.sink = sink;
    this.width = width;
    this.height = height;
  }

  @Override
  public void frame(byte[] rgb, boolean key) {
    sink.frame(width % 2 == 0 && height % 2 == 0 ? rgb : padded(rgb), key);
  }

  private byte[] padded(byte[] rgb) {
    int wide = width + width % 2;
    int high = height + height % 2;
    byte[] out = new byte[3 * wide * high];
    for (int y = 0; y < high; y++) {
      int from = 3 * width * Math.min(y, height - 1);
      int to = 3 * wide * y;
      System.arraycopy(rgb, from, out, to, 3 * width);
      System.arraycopy(rgb, from + 3 * (width - 1), out, to + 3 * (wide - 1), 3);
    }
    return out;
  }

  @Override
  public void sound(float[] stereo, int from, int to) {
    sink.sound(stereo, from, to);
  }

  @Override
  public void finish() {
    sink.finish();
  }

  @Override
  public void close() {
    sink.close();
  }
}
