package zoetrope.media.encode;

import java.nio.ByteBuffer;

/**
 * Red, green and blue to the 4:2:0 planes of ITU-R BT.709, limited range (16..235): the colours
 * that the file's tags promise, which the recorder's own conversion (BT.601) would not keep. Chroma
 * is the mean of its four pixels.
 */
final class Yuv {
  private static final double KR = 0.2126;
  private static final double KB = 0.0722;
  private static final double KG = 1 - KR - KB;
  private static final int ONE = 1 << 16;

  private Yuv() {}

  /**
   * Fills {@code out} with {@code width * height * 3 / 2} bytes: Y, then U, then V; both sides are
   * even.
   */
  static void planes(byte[] rgb, int width, int height, ByteBuffer out) {
    int yr = fixed(KR * 219 / 255);
    int yg = fixed(KG * 219 / 255);
    int yb = fixed(KB * 219 / 255);
    for (int i = 0; i < width * height; i++) {
      int y = yr * (rgb[3 * i] & 255) + yg * (rgb[3 * i + 1] & 255) + yb * (rgb[3 * i + 2] & 255);
      out.put(i, (byte) (16 + ((y + ONE / 2) >> 16)));
    }
    double cb = 224.0 / 255 / (2 * (1 - KB));
    double cr = 224.0 / 255 / (2 * (1 - KR));
    int[] toU = {fixed(-KR * cb), fixed(-KG * cb), fixed((1 - KB) * cb)};
    int[] toV = {fixed((1 - KR) * cr), fixed(-KG * cr), fixed(-KB * cr)};
    int u = width * height;
    int v = u + u / 4;
    for (int y = 0; y < height; y += 2) {
      for (int x = 0; x < width; x += 2) {
        int at = 3 * (y * width + x);
        int below = at + 3 * width;
        int us = 0;
        int vs = 0;
        for (int c = 0; c < 3; c++) {
          int sum =
              (rgb[at + c] & 255)
                  + (rgb[at + 3 + c] & 255)
                  + (rgb[below + c] & 255)
                  + (rgb[below + 3 + c] & 255);
          us += toU[c] * sum;
          vs += toV[c] * sum;
        }
        out.put(u++, (byte) (128 + ((us + 2 * ONE) >> 18)));
        out.put(v++, (byte) (128 + ((vs + 2 * ONE) >> 18)));
      }
    }
  }

  private static int fixed(double k) {
    return (int) Math.round(k * ONE);
  }
}
