package zoetrope.service.studio;

import java.nio.file.Path;
import zoetrope.media.Cutouts;
import zoetrope.media.Images;
import zoetrope.media.Picture;

/**
 * Reads and writes single pictures; every method takes its time and belongs on a background thread.
 */
public final class Bitmaps {
  /** The picture of a file; of a video its first frame. Throws a MediaException with a remedy. */
  public Bitmap read(Path file) {
    return bitmap(Images.read(file));
  }

  /** The picture with its background made transparent, when it has no transparency of its own. */
  public Bitmap cutout(Path file) {
    return bitmap(Cutouts.of(Images.read(file)));
  }

  /**
   * The thing in a box of a picture, opaque white where it is and see-through elsewhere.
   *
   * @param x left edge of the box in fractions of the picture, as are the others
   */
  public Bitmap selected(Bitmap picture, double x, double y, double width, double height) {
    Picture p = new Picture(picture.width(), picture.height(), picture.rgba());
    return bitmap(Cutouts.selected(p, new Cutouts.Box(x, y, width, height)));
  }

  /** Writes a PNG with transparency. */
  public void write(Bitmap bitmap, Path file) {
    Images.writePng(new Picture(bitmap.width(), bitmap.height(), bitmap.rgba()), file);
  }

  private static Bitmap bitmap(Picture p) {
    return Bitmap.ofRgba(p.width(), p.height(), p.rgba());
  }
}
