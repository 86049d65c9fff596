package zoetrope.service.eval.photo;

/** Parts of a picture, one value a pixel, row by row. */
final class Pixels {
  private Pixels() {}

  /** Where a picture is bright: more than half. */
  static boolean[] bright(Frame f) {
    boolean[] out = new boolean[f.width() * f.height()];
    for (int i = 0; i < out.length; i++) {
      out[i] = f.rgb()[3 * i + 1] > 127.5f;
    }
    return out;
  }

  static boolean[] not(boolean[] a) {
    boolean[] out = new boolean[a.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = !a[i];
    }
    return out;
  }

  static boolean[] without(boolean[] a, boolean[] b) {
    boolean[] out = new boolean[a.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = a[i] && !b[i];
    }
    return out;
  }

  static int count(boolean[] a) {
    int n = 0;
    for (boolean v : a) {
      n += v ? 1 : 0;
    }
    return n;
  }

  /** What lies within that many pixels of a part. */
  static boolean[] grown(boolean[] a, int width, double by) {
    float[] near = distance(a, width);
    boolean[] out = new boolean[a.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = near[i] <= by;
    }
    return out;
  }

  /** The columns that a part has pixels in, from top to bottom. */
  static boolean[] columns(boolean[] a, int width) {
    boolean[] column = new boolean[width];
    for (int i = 0; i < a.length; i++) {
      column[i % width] |= a[i];
    }
    boolean[] out = new boolean[a.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = column[i % width];
    }
    return out;
  }

  /** How far each pixel is from a part, in pixels: two sweeps of chamfers of 1 and root 2. */
  static float[] distance(boolean[] a, int width) {
    float far = 2f * a.length;
    float[] out = new float[a.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = a[i] ? 0 : far;
    }
    for (int i = 0; i < out.length; i++) {
      nearer(out, width, i, -1);
    }
    for (int i = out.length - 1; i >= 0; i--) {
      nearer(out, width, i, 1);
    }
    return out;
  }

  private static void nearer(float[] d, int width, int i, int step) {
    int x = i % width;
    int before = i + step * width;
    if (x + step >= 0 && x + step < width) {
      d[i] = Math.min(d[i], d[i + step] + 1);
    }
    if (before >= 0 && before < d.length) {
      d[i] = Math.min(d[i], d[before] + 1);
      for (int side = -1; side <= 1; side += 2) {
        if (x + side >= 0 && x + side < width) {
          d[i] = Math.min(d[i], d[before + side] + (float) Math.sqrt(2));
        }
      }
    }
  }
}
