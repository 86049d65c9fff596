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

  /** Writes a PNG with transparency. */
  public void write(Bitmap bitmap, Path file) {
    Images.writePng(new Picture(bitmap.width(), bitmap.height(), bitmap.rgba()), file);
  }

  private static Bitmap bitmap(Picture p) {
    return Bitmap.ofRgba(p.width(), p.height(), p.rgba());
  }
}
