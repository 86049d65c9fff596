package zoetrope.app.fx;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import javafx.scene.text.Font;

/**
 * The studio's typeface, so that it looks the same everywhere; other scripts come from the system.
 */
public final class Fonts {
  /** The family that style sheets name. */
  public static final String FAMILY = "Inter";

  private static final List<String> FACES = List.of("Regular", "SemiBold", "Bold");

  private Fonts() {}

  /** Makes the typeface known to the toolkit; again does no harm. */
  public static void load() {
    for (String face : FACES) {
      String file = "/zoetrope/app/font/Inter-" + face + ".otf";
      try (InputStream in = Fonts.class.getResourceAsStream(file)) {
        Font.loadFont(in, 13);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** For what is drawn by hand. */
  public static Font of(double size) {
    return Font.font(FAMILY, size);
  }
}
