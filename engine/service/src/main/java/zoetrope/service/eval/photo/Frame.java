package zoetrope.service.eval.photo;

/**
 * A picture as it is measured.
 *
 * @param width pixels
 * @param height pixels
 * @param rgb {@code width * height * 3} values of 0 to 255, row by row; shared, not copied
 */
@SuppressWarnings("ArrayRecordComponent")
record Frame(int width, int height, float[] rgb) {
  Frame {
    if (rgb.length != 3L * width * height) {
      throw new IllegalArgumentException(
          "%d values do not fill %dx%d".formatted(rgb.length, width, height));
    }
  }

  /** A frame of packed 8-bit RGB. */
  static Frame of(int width, int height, byte[] rgb) {
    float[] v = new float[3 * width * height];
    for (int i = 0; i < v.length; i++) {
      v[i] = rgb[i] & 255;
    }
    return new Frame(width, height, v);
  }

  /** Packed 8-bit RGB. */
  byte[] bytes() {
    byte[] out = new byte[rgb.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (byte) Math.clamp(Math.round(rgb[i]), 0, 255);
    }
    return out;
  }

  /** Brightness by BT.601, 0 to 255. */
  double[] luma() {
    double[] out = new double[width * height];
    for (int i = 0; i < out.length; i++) {
      out[i] = .299 * rgb[3 * i] + .587 * rgb[3 * i + 1] + .114 * rgb[3 * i + 2];
    }
    return out;
  }
}
