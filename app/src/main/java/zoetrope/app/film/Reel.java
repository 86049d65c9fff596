package zoetrope.app.film;

import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.image.Image;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import zoetrope.service.studio.FilmScreen;

/**
 * Images of one size that take turns, so that the next frame is drawn while the toolkit still shows
 * the last one. The pixels are shared with the toolkit, not copied.
 */
final class Reel {
  private record Side(FilmScreen screen, PixelBuffer<IntBuffer> buffer, Image image) {}

  private final List<Side> sides = new ArrayList<>();
  private int next;

  Reel(int width, int height) {
    for (int i = 0; i < 2; i++) {
      FilmScreen s = new FilmScreen(width, height);
      PixelBuffer<IntBuffer> b =
          new PixelBuffer<>(
              width, height, IntBuffer.wrap(s.pixels()), PixelFormat.getIntArgbPreInstance());
      sides.add(new Side(s, b, new WritableImage(b)));
    }
  }

  boolean sized(int width, int height) {
    FilmScreen s = sides.getFirst().screen();
    return s.width() == width && s.height() == height;
  }

  /** Draws the next frame; the image to show it with, the other than last time. */
  Image draw(Consumer<FilmScreen> drawing) {
    Side s = sides.get(next);
    next = 1 - next;
    drawing.accept(s.screen());
    s.buffer().updateBuffer(b -> null);
    return s.image();
  }
}
