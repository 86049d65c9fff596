package zoetrope.diffusion.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import zoetrope.core.image.RgbClip;

/** Drawn characters and clips whose truth is known. */
final class Clips {
  static final int WIDTH = 256;
  static final int HEIGHT = 144;
  static final int FRAMES = 24;
  static final double SIZE = .36;

  private Clips() {}

  /** A red round figure with a pale belly, dark eyes and a blue hat. */
  static Cutout robin() {
    Cutout c = blank();
    disc(c, 60, 68, 46, 205, 60, 45);
    disc(c, 60, 84, 26, 245, 225, 190);
    disc(c, 44, 52, 8, 20, 20, 30);
    disc(c, 76, 52, 8, 20, 20, 30);
    box(c, 34, 8, 86, 30, 40, 70, 190);
    return c;
  }

  /** A green angular figure with a yellow stripe and one big white eye. */
  static Cutout gecko() {
    Cutout c = blank();
    box(c, 20, 30, 100, 110, 60, 160, 70);
    box(c, 20, 80, 100, 92, 235, 205, 50);
    disc(c, 60, 52, 18, 250, 250, 250);
    disc(c, 60, 52, 8, 15, 15, 15);
    box(c, 8, 100, 40, 116, 30, 90, 40);
    return c;
  }

  static List<Placement> walk() {
    List<Placement> path = new ArrayList<>();
    for (int t = 0; t < FRAMES; t++) {
      double u = t / (FRAMES - 1.);
      path.add(new Placement(.18 + .5 * u, .68 - .25 * Math.sin(Math.PI * u), SIZE));
    }
    return path;
  }

  static List<Placement> mirrored(List<Placement> path) {
    return path.stream().map(p -> new Placement(1 - p.x(), p.y(), p.size())).toList();
  }

  static List<Placement> standing(Placement at) {
    return java.util.Collections.nCopies(FRAMES, at);
  }

  static List<Placement> shaken(List<Placement> path) {
    Random r = new Random(3);
    return path.stream()
        .map(
            p ->
                new Placement(
                    p.x() + .04 * (r.nextDouble() - .5),
                    p.y() + .07 * (r.nextDouble() - .5),
                    p.size()))
        .toList();
  }

  /** The character on its path before hills that stand still. */
  static RgbClip of(Cutout character, List<Placement> path) {
    return of(character, path, 0);
  }

  /**
   * As {@link #of(Cutout, List)}, the background's brightness changing at random by up to {@code
   * flicker}.
   */
  static RgbClip of(Cutout character, List<Placement> path, double flicker) {
    Raster sprite = Raster.premultiplied(character.trimmed());
    byte[] rgb = new byte[FRAMES * HEIGHT * WIDTH * 3];
    Random r = new Random(7);
    for (int t = 0; t < FRAMES; t++) {
      Raster frame = hills((float) (flicker * (r.nextDouble() - .5)));
      draw(sprite, path.get(t), frame);
      for (int i = 0; i < WIDTH * HEIGHT * 3; i++) {
        float v = frame.data()[i % 3 * WIDTH * HEIGHT + i / 3];
        rgb[t * WIDTH * HEIGHT * 3 + i] = (byte) Math.round(255 * Math.clamp(v, 0f, 1f));
      }
    }
    return new RgbClip(WIDTH, HEIGHT, FRAMES, rgb);
  }

  /** Everything within a character's reach of the path. */
  static boolean[] swept(List<Placement> path) {
    boolean[] mask = new boolean[WIDTH * HEIGHT];
    for (Placement p : path) {
      double half = p.size() * HEIGHT / 2;
      for (int i = 0; i < mask.length; i++) {
        mask[i] |=
            Math.abs(i % WIDTH - p.x() * WIDTH) <= half
                && Math.abs(i / WIDTH - p.y() * HEIGHT) <= half;
      }
    }
    return mask;
  }

  private static void draw(Raster sprite, Placement p, Raster frame) {
    double k = p.size() * HEIGHT / Math.max(sprite.width(), sprite.height());
    Raster s =
        sprite.resized((int) Math.round(sprite.width() * k), (int) Math.round(sprite.height() * k));
    double left = p.x() * WIDTH - s.width() / 2.;
    double top = p.y() * HEIGHT - s.height() / 2.;
    for (int y = Math.max(0, (int) top + 1); y < Math.min(HEIGHT, top + s.height() - 1); y++) {
      for (int x = Math.max(0, (int) left + 1); x < Math.min(WIDTH, left + s.width() - 1); x++) {
        float a = s.bilinear(3, x - left, y - top);
        for (int c = 0; c < 3; c++) {
          int i = (c * HEIGHT + y) * WIDTH + x;
          frame.data()[i] = .9f * s.bilinear(c, x - left, y - top) + frame.data()[i] * (1 - a);
        }
      }
    }
  }

  private static Raster hills(float brighter) {
    Raster r = Raster.empty(WIDTH, HEIGHT, 3);
    float[][] tones = {{.55f, .75f, .95f}, {.45f, .62f, .40f}, {.62f, .55f, .38f}};
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        int tone = y > 104 + 4 * Math.sin(x / 17.) ? 2 : y > 66 + 14 * Math.sin(x / 31.) ? 1 : 0;
        for (int c = 0; c < 3; c++) {
          float grain = .03f * (float) Math.sin(x * .9 + c) * (float) Math.sin(y * .7);
          r.data()[(c * HEIGHT + y) * WIDTH + x] = tones[tone][c] + grain + .001f * y + brighter;
        }
      }
    }
    return r;
  }

  private static Cutout blank() {
    byte[] rgba = new byte[120 * 120 * 4];
    rgba[3] = 0;
    rgba[(60 * 120 + 60) * 4 + 3] = (byte) 255;
    return new Cutout(120, 120, rgba);
  }

  private static void disc(Cutout c, int cx, int cy, int radius, int r, int g, int b) {
    for (int y = 0; y < 120; y++) {
      for (int x = 0; x < 120; x++) {
        if (Math.hypot(x - cx, y - cy) <= radius) {
          set(c, x, y, r, g, b);
        }
      }
    }
  }

  private static void box(Cutout c, int x0, int y0, int x1, int y1, int r, int g, int b) {
    for (int y = y0; y < y1; y++) {
      for (int x = x0; x < x1; x++) {
        set(c, x, y, r, g, b);
      }
    }
  }

  private static void set(Cutout c, int x, int y, int r, int g, int b) {
    int i = (y * 120 + x) * 4;
    c.rgba()[i] = (byte) r;
    c.rgba()[i + 1] = (byte) g;
    c.rgba()[i + 2] = (byte) b;
    c.rgba()[i + 3] = (byte) 255;
  }
}
