package zoetrope.app.fx;

import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import zoetrope.service.studio.Bitmap;

/** Bitmaps as images of the toolkit. */
public final class Pictures {
  private Pictures() {}

  public static Image image(Bitmap b) {
    WritableImage out = new WritableImage(b.width(), b.height());
    copy(b, out);
    return out;
  }

  /** Copies a bitmap over an image of the same size. */
  public static void copy(Bitmap b, WritableImage into) {
    into.getPixelWriter()
        .setPixels(
            0, 0, b.width(), b.height(), PixelFormat.getIntArgbInstance(), b.argb(), 0, b.width());
  }
}
