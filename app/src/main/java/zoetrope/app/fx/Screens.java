package zoetrope.app.fx;

import java.util.Optional;
import javafx.geometry.Dimension2D;
import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Window;

/** The part of the screen that windows may cover, in pixels of the layout. */
public final class Screens {
  /** What a window manager puts around a window, and tells only once it has: title bar, edges. */
  static final double FRAME_WIDTH = 16;

  static final double FRAME_HEIGHT = 44;

  private Screens() {}

  /** The screen that a window is on, without bars of the desktop; the first where it is on none. */
  public static Rectangle2D of(Optional<Window> window) {
    return window
        .filter(w -> !Double.isNaN(w.getX() + w.getY() + w.getWidth() + w.getHeight()))
        .flatMap(
            w ->
                Screen.getScreensForRectangle(w.getX(), w.getY(), w.getWidth(), w.getHeight())
                    .stream()
                    .findFirst())
        .orElseGet(Screen::getPrimary)
        .getVisualBounds();
  }

  /** How large what is in a window can be there. */
  public static Dimension2D room(Optional<Window> window) {
    Rectangle2D all = of(window);
    return new Dimension2D(all.getWidth() - FRAME_WIDTH, all.getHeight() - FRAME_HEIGHT);
  }
}
