package zoetrope.service.studio;

import java.nio.file.Path;
import zoetrope.media.Cutout;
import zoetrope.media.Cutouts;
import zoetrope.media.Images;
import zoetrope.media.Picture;

/**
 * Reads and writes single pictures; every method takes its time and belongs on a background thread.
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

  /** Writes a PNG with transparency. */
  public void write(Bitmap bitmap, Path file) {
    Images.writePng(picture(bitmap), file);
  }

  private static Picture picture(Bitmap b) {
    return new Picture(b.width(), b.height(), b.rgba());
  }

  private static Bitmap bitmap(Picture p) {
    return Bitmap.ofRgba(p.width(), p.height(), p.rgba());
  }
}
