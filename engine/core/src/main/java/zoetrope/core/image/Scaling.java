package zoetrope.core.image;

/**
 * Scales pictures by a triangle as wide as what a new pixel stands for, so that small copies do not
 * sparkle; colours count by their alpha, so that what is see-through lends none to an edge.
 */
final class Scaling {
  private Scaling() {}

  static Picture scaled(Picture p, int width, int height) {
    if (p.width() == width && p.height() == height) {
      return p;
    }
    float[] across = turned(weighted(p.rgba()), p.width(), p.height(), width);
    return new Picture(width, height, plain(turned(across, p.height(), width, height)));
  }

  private static float[] weighted(byte[] rgba) {
    float[] out = new float[rgba.length];
    for (int i = 0; i < rgba.length; i += 4) {
      float alpha = (rgba[i + 3] & 255) / 255f;
      for (int c = 0; c < 3; c++) {
        out[i + c] = (rgba[i + c] & 255) * alpha;
      }
      out[i + 3] = alpha;
    }
    return out;
  }

  private static byte[] plain(float[] weighted) {
    byte[] out = new byte[weighted.length];
    for (int i = 0; i < out.length; i += 4) {
      float alpha = weighted[i + 3];
      for (int c = 0; c < 3 && alpha > 0; c++) {
        out[i + c] = (byte) Math.clamp(Math.round(weighted[i + c] / alpha), 0, 255);
      }
      out[i + 3] = (byte) Math.clamp(Math.round(alpha * 255), 0, 255);
    }
    return out;
  }

  /** Scales rows to a new width and hands out columns as rows: twice, and the picture is done. */
  private static float[] turned(float[] in, int width, int height, int to) {
    float[] out = new float[4 * to * height];
    double step = (double) width / to;
    double reach = Math.max(1, step);
    for (int x = 0; x < to; x++) {
      double centre = (x + 0.5) * step - 0.5;
      int from = Math.max(0, (int) Math.ceil(centre - reach));
      int until = Math.min(width - 1, (int) Math.floor(centre + reach));
      float[] weights = weights(centre, reach, from, until);
      for (int y = 0; y < height; y++) {
        int at = 4 * (x * height + y);
        for (int i = from; i <= until; i++) {
          float w = weights[i - from];
          int src = 4 * (y * width + i);
          for (int c = 0; c < 4; c++) {
            out[at + c] += w * in[src + c];
          }
        }
      }
    }
    return out;
  }

  private static float[] weights(double centre, double reach, int from, int until) {
    float[] out = new float[until - from + 1];
    double sum = 0;
    for (int i = from; i <= until; i++) {
      double w = Math.max(0, 1 - Math.abs(i - centre) / reach);
      out[i - from] = (float) w;
      sum += w;
    }
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) (out[i] / sum);
    }
    return out;
  }
}
