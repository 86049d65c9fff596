package zoetrope.film.picture;

import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.GraphicsEnvironment;
import java.awt.font.FontRenderContext;
import java.awt.font.TextAttribute;
import java.awt.geom.AffineTransform;
import java.io.IOException;
import java.io.InputStream;
import java.text.AttributedString;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Chooses a font for each cluster of characters: Lato (OFL, in the package), else the system's own,
 * else any that is installed and has a picture for all of it. One sign that Lato lacks leaves the
 * rest of a title as it is.
 */
final class TitleFonts {
  private final Font lato;
  private final List<Font> installed;
  private final Map<String, Optional<Font>> chosen = new HashMap<>();

  private TitleFonts(Font lato, List<Font> installed) {
    this.lato = lato;
    this.installed = installed;
  }

  /** A piece of text in one font. */
  private record Run(int start, int end, Font font) {}

  static TitleFonts load() {
    List<Font> others = new ArrayList<>();
    others.add(new Font(Font.SANS_SERIF, Font.BOLD, 1));
    others.addAll(List.of(GraphicsEnvironment.getLocalGraphicsEnvironment().getAllFonts()));
    return new TitleFonts(lato(), others);
  }

  private static Font lato() {
    try (InputStream in = TitleFonts.class.getResourceAsStream("Lato-Bold.ttf")) {
      return in == null
          ? new Font(Font.SANS_SERIF, Font.BOLD, 1)
          : Font.createFont(Font.TRUETYPE_FONT, in);
    } catch (IOException | FontFormatException e) {
      throw new IllegalStateException(
          "the title font in the package is damaged: install the program again", e);
    }
  }

  /** The text with a font of the size on each run. */
  AttributedString set(String text, double size) {
    AttributedString out = new AttributedString(text);
    for (Run run : runs(text)) {
      Font font = run.font().deriveFont(AffineTransform.getScaleInstance(size, size));
      out.addAttribute(TextAttribute.FONT, font, run.start(), run.end());
    }
    return out;
  }

  /** The clusters of a text that no font has a picture for, each once, in their order. */
  List<String> missing(String text) {
    List<String> out = new ArrayList<>();
    for (String cluster : clusters(text)) {
      if (font(cluster).isEmpty() && !out.contains(cluster)) {
        out.add(cluster);
      }
    }
    return out;
  }

  private List<Run> runs(String text) {
    List<Run> out = new ArrayList<>();
    int at = 0;
    for (String cluster : clusters(text)) {
      Font font = font(cluster).orElse(lato);
      int end = at + cluster.length();
      if (!out.isEmpty() && out.getLast().font().equals(font)) {
        out.add(new Run(out.removeLast().start(), end, font));
      } else {
        out.add(new Run(at, end, font));
      }
      at = end;
    }
    return out;
  }

  private static List<String> clusters(String text) {
    BreakIterator ends = BreakIterator.getCharacterInstance(Locale.ROOT);
    ends.setText(text);
    List<String> out = new ArrayList<>();
    int start = ends.first();
    for (int end = ends.next(); end != BreakIterator.DONE; start = end, end = ends.next()) {
      out.add(text.substring(start, end));
    }
    return out;
  }

  private Optional<Font> font(String cluster) {
    return chosen.computeIfAbsent(
        cluster,
        c ->
            shows(lato, c)
                ? Optional.of(lato)
                : installed.stream().filter(f -> shows(f, c)).findFirst());
  }

  /**
   * Whether a font has a picture for every sign of a cluster. That it has a glyph is not enough:
   * Java draws nothing of fonts of coloured bitmaps.
   */
  private static boolean shows(Font font, String cluster) {
    return cluster
        .codePoints()
        .filter(c -> !unseen(c))
        .allMatch(c -> font.canDisplay(c) && drawn(font, c));
  }

  private static boolean drawn(Font font, int c) {
    return !font.deriveFont(100f)
        .createGlyphVector(new FontRenderContext(null, true, true), Character.toString(c))
        .getVisualBounds()
        .isEmpty();
  }

  private static boolean unseen(int c) {
    return Character.isWhitespace(c)
        || Character.isSpaceChar(c)
        || Character.isISOControl(c)
        || Character.getType(c) == Character.FORMAT
        || c >= 0xfe00 && c <= 0xfe0f
        || c >= 0xe0100 && c <= 0xe01ef;
  }
}
