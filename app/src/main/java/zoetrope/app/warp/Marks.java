package zoetrope.app.warp;

import zoetrope.service.studio.Bitmap;
import zoetrope.story.motion.Point;

/**
 * What was corrected by hand of an object that was found: where it is for certain, and where it is
 * not. Changes in place while a stroke goes on.
 */
public final class Marks {
  /** How much of a stroke counts: who paints over something paints over a little more. */
  private static final double CORE = .5;

  private final Coverage in;
  private final Coverage out;

  public Marks(int width, int height) {
    this(new Coverage(width, height), new Coverage(width, height));
  }

  private Marks(Coverage in, Coverage out) {
    this.in = in;
    this.out = out;
  }

  /** As stories keep them: opaque white in the object, opaque black outside it. */
  public static Marks of(Bitmap kept, int width, int height) {
    return new Marks(Coverage.of(kept, width, height), Coverage.of(inverse(kept), width, height));
  }

  private static Bitmap inverse(Bitmap b) {
    int[] argb = b.argb().clone();
    for (int i = 0; i < argb.length; i++) {
      argb[i] ^= 0xffffff;
    }
    return new Bitmap(b.width(), b.height(), argb);
  }

  public Marks copy() {
    return new Marks(in.copy(), out.copy());
  }

  /**
   * Says that a thick line's middle is the object, or that all of it is not.
   *
   * @param radius in fractions of the frame's height
   */
  public void stroke(Point from, Point to, double radius, boolean erase) {
    in.stroke(from, to, erase ? radius : CORE * radius, erase);
    out.stroke(from, to, radius, !erase);
  }

  /** As stories keep them. */
  public Bitmap bitmap() {
    int[] argb = new int[in.width() * in.height()];
    for (int i = 0; i < argb.length; i++) {
      int x = i % in.width();
      int y = i / in.width();
      argb[i] = in.at(x, y) > 127 ? -1 : out.at(x, y) > 127 ? 0xff << 24 : 0;
    }
    return new Bitmap(in.width(), in.height(), argb);
  }
}
