package zoetrope.service.eval.photo;

import java.util.Random;
import zoetrope.core.image.RgbaImage;

/** A brush over an object as a hand would lead it. */
final class Stroke {
  /** How far a sloppy stroke stays within the object's outline, of the frame's height. */
  private static final double SHORT = .012;

  /** How far it goes beyond it. */
  private static final double BEYOND = .06;

  /** How far apart a hand's errors are of each other, of the frame's height. */
  private static final double WAVE = .12;

  private Stroke() {}

  /** All of the object and as much around it on every side. */
  static boolean[] around(boolean[] object, int width, double spare) {
    return Pixels.grown(object, width, spare);
  }

  /** A stroke that goes over the outline here and misses it there. */
  static boolean[] sloppy(boolean[] object, int width, long seed) {
    int height = object.length / width;
    float[] outside = Pixels.distance(object, width);
    float[] inside = Pixels.distance(Pixels.not(object), width);
    double cell = WAVE * height;
    int across = (int) (width / cell) + 2;
    int down = (int) (height / cell) + 2;
    Random random = new Random(seed);
    double[] errors = random.doubles((long) across * down).toArray();
    boolean[] out = new boolean[object.length];
    for (int i = 0; i < out.length; i++) {
      double error = between(errors, across, i % width / cell, i / width / cell);
      out[i] = outside[i] - inside[i] <= height * (error * (SHORT + BEYOND) - SHORT);
    }
    return out;
  }

  private static double between(double[] grid, int across, double x, double y) {
    int at = (int) y * across + (int) x;
    double fx = x - Math.floor(x);
    double fy = y - Math.floor(y);
    double top = grid[at] * (1 - fx) + grid[at + 1] * fx;
    double low = grid[at + across] * (1 - fx) + grid[at + across + 1] * fx;
    return top * (1 - fy) + low * fy;
  }

  /** As stories keep it: white, opaque where it went. */
  static RgbaImage picture(boolean[] stroke, int width) {
    byte[] rgba = new byte[4 * stroke.length];
    for (int i = 0; i < stroke.length; i++) {
      rgba[4 * i] = -1;
      rgba[4 * i + 1] = -1;
      rgba[4 * i + 2] = -1;
      rgba[4 * i + 3] = (byte) (stroke[i] ? 255 : 0);
    }
    return new RgbaImage(width, stroke.length / width, rgba);
  }
}
