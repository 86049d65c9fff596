package zoetrope.diffusion.model.starter;

/**
 * Where each of a frame's tokens is, in the two forms the starter model reads; mirrors {@code
 * assets/starter/model.py}.
 */
final class Positions {
  /** Numbers of {@link #features} for each token. */
  static final int FEATURES = 28;

  private Positions() {}

  /**
   * Sines and cosines of pi k c for c = x, y, t and k = 1, 2, 4, 8, then aspect, its inverse, x and
   * y in frame heights.
   *
   * @return [rows * columns, 28]
   */
  static float[] features(int rows, int columns) {
    float[] out = new float[rows * columns * FEATURES];
    int at = 0;
    for (int y = 0; y < rows; y++) {
      for (int x = 0; x < columns; x++) {
        double[] places = {(x + 0.5) / columns, (y + 0.5) / rows, 0.5 / 6};
        for (double c : places) {
          for (int k = 1; k <= 8; k *= 2) {
            out[at++] = (float) StrictMath.sin(StrictMath.PI * k * c);
            out[at++] = (float) StrictMath.cos(StrictMath.PI * k * c);
          }
        }
        out[at++] = (float) columns / rows;
        out[at++] = (float) rows / columns;
        out[at++] = (float) ((x + 0.5) / rows);
        out[at++] = (float) ((y + 0.5) / columns);
      }
    }
    return out;
  }

  /**
   * Rotary angles' cosines or sines (Su et al. 2021), y then x, {@code size / 2} of frequency
   * 100^(-2 i / size) each.
   *
   * @return [rows * columns, size]
   */
  static float[] rotary(int rows, int columns, int size, boolean cosine) {
    float[] out = new float[rows * columns * size];
    int at = 0;
    for (int y = 0; y < rows; y++) {
      for (int x = 0; x < columns; x++) {
        for (int c : new int[] {y, x}) {
          for (int i = 0; i < size / 2; i++) {
            double a = c * StrictMath.pow(100, -2.0 * i / size);
            out[at++] = (float) (cosine ? StrictMath.cos(a) : StrictMath.sin(a));
          }
        }
      }
    }
    return out;
  }

  /**
   * Sinusoid of 1000 t, cosines before sines (Vaswani et al. 2017), for the data fraction t: 128
   * numbers.
   */
  static float[] time(double t) {
    int half = 64;
    float[] out = new float[2 * half];
    for (int i = 0; i < half; i++) {
      double a = t * 1000 * StrictMath.exp(-StrictMath.log(10000) * i / half);
      out[i] = (float) StrictMath.cos(a);
      out[half + i] = (float) StrictMath.sin(a);
    }
    return out;
  }
}
