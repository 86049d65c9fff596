package zoetrope.service.studio;

import java.nio.file.Path;
import java.util.BitSet;
import java.util.concurrent.CancellationException;
import zoetrope.core.image.Mask;
import zoetrope.core.image.RgbaImage;
import zoetrope.diffusion.fill.HoleFiller;
import zoetrope.diffusion.fill.PushPull;
import zoetrope.media.BrushedObject;
import zoetrope.media.Cutout;
import zoetrope.media.Cutouts;
import zoetrope.media.Images;

/**
 * Reads, writes and changes single pictures; every method takes its time and belongs on a
 * background thread.
 */
public final class Bitmaps {
  /** What is kept around a figure to bring back, as a part of its longer side. */
  private static final double MARGIN = .25;

  /** The picture of a file; of a video its first frame. Throws a MediaException with a remedy. */
  public Bitmap read(Path file) {
    return bitmap(Images.read(file));
  }

  /** The picture with its background made transparent, when it has no transparency of its own. */
  public Bitmap cutout(Path file) {
    return bitmap(Cutouts.read(file).picture().trimmed());
  }

  /** The same with what lies around it, so that it can be corrected. */
  public CutoutBitmap editable(Path file) {
    Cutout c = Cutouts.read(file).around(MARGIN);
    return new CutoutBitmap(bitmap(c.picture()), c.sourceAlpha());
  }

  /** Writes a PNG that {@link #editable} reads as it was, but for what lies far from the figure. */
  public void write(CutoutBitmap cutout, Path file) {
    Cutouts.write(new Cutout(picture(cutout.picture()), cutout.sourceAlpha()).around(MARGIN), file);
  }

  /**
   * The thing in a box of a picture, opaque white where it is and see-through elsewhere.
   *
   * @param x left edge of the box in fractions of the picture, as are the others
   */
  public Bitmap selected(Bitmap picture, double x, double y, double width, double height) {
    return bitmap(Cutouts.selected(picture(picture), new Cutouts.Box(x, y, width, height)));
  }

  /**
   * The object in a picture that something was drawn over, as the engine finds it: opaque white
   * where it is; all that was drawn where none is found. Takes up to two seconds.
   *
   * @param picture fills a frame of that width and height
   * @param drawn stretched over that frame; counts by its alpha
   * @param marks stretched over that frame: opaque white where the object is for certain, opaque
   *     black where it is not, see-through where its own edges decide
   */
  public Bitmap object(Bitmap picture, int width, int height, Bitmap drawn, Bitmap marks) {
    float[] cover = new float[drawn.argb().length];
    for (int i = 0; i < cover.length; i++) {
      cover[i] = (drawn.argb()[i] >>> 24) / 255f;
    }
    Mask found =
        BrushedObject.under(
            picture(picture),
            width,
            height,
            new Mask(drawn.width(), drawn.height(), cover),
            picture(marks));
    int[] argb = new int[found.cover().length];
    for (int i = 0; i < argb.length; i++) {
      argb[i] = Math.round(found.cover()[i] * 255) << 24 | 0xffffff;
    }
    return new Bitmap(found.width(), found.height(), argb);
  }

  /**
   * The picture with its hole made of pieces of the rest, as the models' pictures are filled behind
   * what moves away. Takes about a second for a picture of 512x288.
   *
   * @param hole pixels to fill by their number, row by row; what the picture holds there has no
   *     influence
   * @throws CancellationException when the thread is interrupted meanwhile
   */
  public Bitmap filled(Bitmap picture, BitSet hole) {
    return filled(
        picture,
        hole,
        HoleFiller.fill(
            picture.width(), picture.height(), rgb(picture), array(picture, hole), Bitmaps::goOn));
  }

  /** The same with a smooth fill, within milliseconds. */
  public Bitmap smoothlyFilled(Bitmap picture, BitSet hole) {
    return filled(
        picture,
        hole,
        PushPull.fill(picture.width(), picture.height(), rgb(picture), array(picture, hole)));
  }

  private static void goOn() {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("filling a hole was interrupted");
    }
  }

  private static float[] rgb(Bitmap picture) {
    float[] out = new float[3 * picture.argb().length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (picture.argb()[i / 3] >> 16 - 8 * (i % 3) & 255) / 255f;
    }
    return out;
  }

  private static boolean[] array(Bitmap picture, BitSet hole) {
    boolean[] out = new boolean[picture.argb().length];
    for (int i = 0; i < out.length; i++) {
      out[i] = hole.get(i);
    }
    return out;
  }

  private static Bitmap filled(Bitmap picture, BitSet hole, float[] rgb) {
    int[] argb = picture.argb().clone();
    for (int i = hole.nextSetBit(0); i >= 0 && i < argb.length; i = hole.nextSetBit(i + 1)) {
      argb[i] = 0xff000000;
      for (int c = 0; c < 3; c++) {
        argb[i] |= Math.round(rgb[3 * i + c] * 255) << 16 - 8 * c;
      }
    }
    return new Bitmap(picture.width(), picture.height(), argb);
  }

  /** Writes a PNG with transparency. */
  public void write(Bitmap bitmap, Path file) {
    Images.writePng(picture(bitmap), file);
  }

  private static RgbaImage picture(Bitmap b) {
    return new RgbaImage(b.width(), b.height(), b.rgba());
  }

  private static Bitmap bitmap(RgbaImage p) {
    return Bitmap.ofRgba(p.width(), p.height(), p.rgba());
  }
}
