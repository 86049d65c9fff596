package zoetrope.app.warp;

import zoetrope.service.studio.Bitmap;
import zoetrope.story.motion.Point;

/** What a brush covers of the frame, one byte a pixel; changes in place while a stroke goes on. */
public final class Coverage {
  private final int width;
  private final int height;
  private final byte[] cover;

  public Coverage(int width, int height) {
    this(width, height, new byte[width * height]);
  }

  private Coverage(int width, int height, byte[] cover) {
    this.width = width;
    this.height = height;
    this.cover = cover;
  }

  /** A mask as stories keep it: bright and opaque where it covers; scaled to the nearest pixel. */
  public static Coverage of(Bitmap mask, int width, int height) {
    Coverage out = new Coverage(width, height);
    for (int y = 0; y < height; y++) {
      int sy = y * mask.height() / height;
      for (int x = 0; x < width; x++) {
        int p = mask.argb()[sy * mask.width() + x * mask.width() / width];
        int bright = Math.max(p >> 16 & 255, Math.max(p >> 8 & 255, p & 255));
        out.cover[y * width + x] = (byte) (bright * (p >>> 24) / 255);
      }
    }
    return out;
  }

  /** A box in fractions of the frame. */
  public static Coverage box(double x, double y, double w, double h, int width, int height) {
    Coverage out = new Coverage(width, height);
    for (int row = (int) (y * height); row < Math.min(height, (y + h) * height); row++) {
      for (int col = (int) (x * width); col < Math.min(width, (x + w) * width); col++) {
        out.cover[row * width + col] = -1;
      }
    }
    return out;
  }

  public Coverage copy() {
    return new Coverage(width, height, cover.clone());
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  /** 0 to 255. */
  public int at(int x, int y) {
    return cover[y * width + x] & 255;
  }

  public boolean covers(Point p) {
    int x = (int) (p.x() * width);
    int y = (int) (p.y() * height);
    return x >= 0 && y >= 0 && x < width && y < height && at(x, y) > 127;
  }

  public boolean empty() {
    for (byte b : cover) {
      if ((b & 255) > 127) {
        return false;
      }
    }
    return true;
  }

  /** A rectangle of pixels. */
  public record Dirty(int x, int y, int width, int height) {}

  /**
   * Draws a thick line with a soft edge.
   *
   * @param radius in fractions of the frame's height
   * @return what changed
   */
  public Dirty stroke(Point from, Point to, double radius, boolean erase) {
    double r = Math.max(0.7, radius * height);
    double ax = from.x() * width;
    double ay = from.y() * height;
    double bx = to.x() * width;
    double by = to.y() * height;
    int x0 = Math.clamp((int) (Math.min(ax, bx) - r - 1), 0, width - 1);
    int y0 = Math.clamp((int) (Math.min(ay, by) - r - 1), 0, height - 1);
    int x1 = Math.clamp((int) (Math.max(ax, bx) + r + 2), x0 + 1, width);
    int y1 = Math.clamp((int) (Math.max(ay, by) + r + 2), y0 + 1, height);
    double dx = bx - ax;
    double dy = by - ay;
    double length = Math.max(1e-9, dx * dx + dy * dy);
    for (int y = y0; y < y1; y++) {
      for (int x = x0; x < x1; x++) {
        double t = Math.clamp(((x + .5 - ax) * dx + (y + .5 - ay) * dy) / length, 0, 1);
        double d = Math.hypot(x + .5 - ax - t * dx, y + .5 - ay - t * dy);
        int v = (int) (255 * Math.clamp(r - d + .5, 0, 1));
        int i = y * width + x;
        int was = cover[i] & 255;
        cover[i] = (byte) (erase ? Math.min(was, 255 - v) : Math.max(was, v));
      }
    }
    return new Dirty(x0, y0, x1 - x0, y1 - y0);
  }

  /** The middle of what is covered; the frame's middle where nothing is. */
  public Point centre() {
    double sx = 0;
    double sy = 0;
    double n = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int v = at(x, y);
        sx += v * (x + .5);
        sy += v * (y + .5);
        n += v;
      }
    }
    return n == 0 ? new Point(.5, .5) : new Point(sx / n / width, sy / n / height);
  }

  /** As stories keep it: white, as opaque as the coverage. */
  public Bitmap bitmap() {
    return tinted(0xffffff, 255);
  }

  /** In a colour, for the screen. */
  public Bitmap tinted(int rgb, int opacity) {
    int[] argb = new int[cover.length];
    for (int i = 0; i < argb.length; i++) {
      argb[i] = ((cover[i] & 255) * opacity / 255) << 24 | rgb & 0xffffff;
    }
    return new Bitmap(width, height, argb);
  }

  /**
   * The same over another coverage of the same size.
   *
   * @param faint opacity of what only the other one covers
   */
  public Bitmap tinted(int rgb, int opacity, Coverage below, int faint) {
    int[] argb = new int[cover.length];
    for (int i = 0; i < argb.length; i++) {
      int alpha = Math.max((cover[i] & 255) * opacity, (below.cover[i] & 255) * faint) / 255;
      argb[i] = alpha << 24 | rgb & 0xffffff;
    }
    return new Bitmap(width, height, argb);
  }
}
