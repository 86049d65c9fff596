package zoetrope.diffusion.detail;

/**
 * How far one picture is bent against another: small displacements, found from coarse to fine by
 * the least squares of Lucas and Kanade (1981) over windows. Brightness may differ; what counts is
 * how a pixel stands out from around it.
 */
final class Flow {
  private static final int LEVELS = 3;
  private static final int ROUNDS = 3;

  /** Half a window, in pixels of a level. */
  private static final int WINDOW = 4;

  /** Half the square whose mean is taken off. */
  private static final int AROUND = 6;

  /** Holds flat places where they are; in squares of gradients. */
  private static final float STIFF = 4e-4f;

  private Flow() {}

  /**
   * For each pixel of {@code to}, how far away in {@code from} lies what it shows.
   *
   * @return two values a pixel, right and down, in pixels
   */
  static Image between(Image from, Image to) {
    Image a = relief(from);
    Image b = relief(to);
    Image flow = Image.empty(1, 1, 2);
    for (int level = LEVELS - 1; level >= 0; level--) {
      int w = Math.max(8, a.width() >> level);
      int h = Math.max(8, a.height() >> level);
      flow = grown(flow, w, h);
      Image source = a.resized(w, h);
      Image target = b.resized(w, h);
      for (int round = 0; round < ROUNDS; round++) {
        flow = improved(source, target, flow).averaged(2);
      }
    }
    return flow;
  }

  private static Image relief(Image picture) {
    Image grey = Image.empty(picture.width(), picture.height(), 1);
    for (int i = 0; i < grey.v().length; i++) {
      grey.v()[i] = picture.grey(i);
    }
    Image mean = grey.averaged(AROUND);
    for (int i = 0; i < grey.v().length; i++) {
      grey.v()[i] -= mean.v()[i];
    }
    return grey;
  }

  private static Image grown(Image flow, int w, int h) {
    Image out = Image.empty(w, h, 2);
    float[] p = new float[2];
    float across = (float) w / flow.width();
    float down = (float) h / flow.height();
    for (int y = 0; y < h; y++) {
      for (int x = 0; x < w; x++) {
        flow.bilinear((x + .5f) / across - .5f, (y + .5f) / down - .5f, p);
        out.v()[out.at(x, y)] = p[0] * across;
        out.v()[out.at(x, y) + 1] = p[1] * down;
      }
    }
    return out;
  }

  private static Image improved(Image from, Image to, Image flow) {
    int w = from.width();
    int h = from.height();
    Image moved = Image.empty(w, h, 1);
    float[] p = new float[1];
    for (int y = 0; y < h; y++) {
      for (int x = 0; x < w; x++) {
        int f = flow.at(x, y);
        from.bilinear(x + flow.v()[f], y + flow.v()[f + 1], p);
        moved.v()[moved.at(x, y)] = p[0];
      }
    }
    Image sums = Image.empty(w, h, 5);
    for (int y = 0; y < h; y++) {
      for (int x = 0; x < w; x++) {
        float gx =
            (moved.v()[moved.at(Math.min(x + 1, w - 1), y)]
                    - moved.v()[moved.at(Math.max(x - 1, 0), y)])
                / 2;
        float gy =
            (moved.v()[moved.at(x, Math.min(y + 1, h - 1))]
                    - moved.v()[moved.at(x, Math.max(y - 1, 0))])
                / 2;
        float gt = to.v()[to.at(x, y)] - moved.v()[moved.at(x, y)];
        int s = sums.at(x, y);
        sums.v()[s] = gx * gx;
        sums.v()[s + 1] = gx * gy;
        sums.v()[s + 2] = gy * gy;
        sums.v()[s + 3] = gx * gt;
        sums.v()[s + 4] = gy * gt;
      }
    }
    Image mean = sums.averaged(WINDOW);
    Image out = Image.empty(w, h, 2);
    for (int i = 0; i < w * h; i++) {
      float xx = mean.v()[5 * i] + STIFF;
      float xy = mean.v()[5 * i + 1];
      float yy = mean.v()[5 * i + 2] + STIFF;
      float det = xx * yy - xy * xy;
      float dx = (yy * mean.v()[5 * i + 3] - xy * mean.v()[5 * i + 4]) / det;
      float dy = (xx * mean.v()[5 * i + 4] - xy * mean.v()[5 * i + 3]) / det;
      out.v()[2 * i] = flow.v()[2 * i] + Math.clamp(dx, -1, 1);
      out.v()[2 * i + 1] = flow.v()[2 * i + 1] + Math.clamp(dy, -1, 1);
    }
    return out;
  }
}
