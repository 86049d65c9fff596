package zoetrope.film.picture;

import java.awt.font.FontRenderContext;
import java.awt.font.LineBreakMeasurer;
import java.awt.font.TextLayout;
import java.text.AttributedString;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A title broken into lines that stay inside the safe area: in its own size if that fits, else in
 * the largest that does. Words are only broken where one alone is wider than the area and would
 * have to be set much smaller.
 *
 * @param size of the type, pixels
 * @param lines from above
 * @param wanted the size that its style has
 */
record TitleLines(double size, List<TextLayout> lines, double wanted) {
  /** Distance of lines, of the size of the type. */
  static final double STEP = 1.25;

  private static final double SMALLER = 0.94;

  /** Down to this part of its size a word is made smaller before it is broken. */
  private static final double UNBROKEN = 0.6;

  /** Below this part of its size a title cannot be read. */
  private static final double LEGIBLE = 0.4;

  private static final double LEAST = 1;

  /** Whether it had to be made too small to be read. */
  boolean illegible() {
    return size < wanted * LEGIBLE;
  }

  /** Height of all lines, pixels. */
  double height() {
    return lines.size() * size * STEP;
  }

  /**
   * Breaks a text.
   *
   * @param padding above and below, of the size of the type
   */
  static TitleLines of(
      String text, TitleFonts fonts, double wanted, double width, double height, double padding) {
    double size = wanted;
    while (true) {
      boolean whole = size > wanted * UNBROKEN;
      List<TextLayout> lines = new ArrayList<>();
      boolean fits = true;
      for (String paragraph : text.strip().split("\\R")) {
        fits &= breakInto(lines, paragraph.strip(), fonts, size, width, whole);
      }
      TitleLines set = new TitleLines(size, lines, wanted);
      if (size <= LEAST || fits && set.height() + padding * size <= height) {
        return set;
      }
      size *= SMALLER;
    }
  }

  /** False where a word that was to stay whole is too wide. */
  private static boolean breakInto(
      List<TextLayout> lines,
      String paragraph,
      TitleFonts fonts,
      double size,
      double width,
      boolean whole) {
    String shown = paragraph.replaceAll("[\\ufe0e\\ufe0f\\p{Cntrl}]", "");
    if (shown.isEmpty()) {
      return true;
    }
    AttributedString set = fonts.set(shown, size);
    LineBreakMeasurer measurer =
        new LineBreakMeasurer(
            set.getIterator(),
            BreakIterator.getLineInstance(Locale.ROOT),
            new FontRenderContext(null, true, true));
    boolean fits = true;
    while (measurer.getPosition() < shown.length()) {
      TextLayout line = measurer.nextLayout((float) width, shown.length(), true);
      if (line == null) {
        fits &= !whole;
        line = measurer.nextLayout((float) width, shown.length(), false);
      }
      lines.add(line);
    }
    return fits;
  }
}
