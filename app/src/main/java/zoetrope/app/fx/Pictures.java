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
    copy(b, 0, 0, b.width(), b.height(), into);
  }

  /** Copies the rectangle of {@code w} by {@code h} pixels from ({@code x}, {@code y}) only. */
  public static void copy(Bitmap b, int x, int y, int w, int h, WritableImage into) {
    int from = y * b.width() + x;
    into.getPixelWriter()
        .setPixels(x, y, w, h, PixelFormat.getIntArgbInstance(), b.argb(), from, b.width());
  }
}
