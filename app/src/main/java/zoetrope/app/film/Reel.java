package zoetrope.app.film;

import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import zoetrope.film.picture.Canvas;

/**
 * Images of one size that take turns, so that the next frame is drawn while the toolkit still shows
 * the last one. The pixels are shared with the toolkit, not copied.
 */
final class Reel {
  private record Side(Canvas canvas, PixelBuffer<IntBuffer> buffer, Image image) {}

  private final List<Side> sides = new ArrayList<>();
  private int next;

  Reel(int width, int height) {
    for (int i = 0; i < 2; i++) {
      Canvas s = new Canvas(width, height);
      PixelBuffer<IntBuffer> b =
          new PixelBuffer<>(
              width, height, IntBuffer.wrap(s.pixels()), PixelFormat.getIntArgbPreInstance());
      sides.add(new Side(s, b, new WritableImage(b)));
    }
  }

  boolean sized(int width, int height) {
    Canvas s = sides.getFirst().canvas();
    return s.width() == width && s.height() == height;
  }

  /** Draws the next frame and has it shown, by the other image than last time. */
  <T> T draw(Function<Canvas, T> drawing, ImageView shown) {
    Side s = sides.get(next);
    next = 1 - next;
    T drawn = drawing.apply(s.canvas());
    s.buffer().updateBuffer(b -> null);
    shown.setImage(s.image());
    return drawn;
  }
}
