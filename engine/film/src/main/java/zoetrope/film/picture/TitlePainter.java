package zoetrope.film.picture;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.TextLayout;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import zoetrope.story.timeline.Title;

/**
 * Paints titles as pictures, so that no text of a user ever reaches a filter's own syntax. They
 * stay inside the safe area ({@link TitleLines}), each character in a font that has it ({@link
 * TitleFonts}).
 */
public final class TitlePainter {
  /** What of the frame's width and height titles may take. */
  private static final double SAFE_WIDTH = 0.9;

  private static final double SAFE_HEIGHT = 0.84;

  private final int width;
  private final int height;
  private final TitleFonts fonts = TitleFonts.load();

  /** A painter of titles for canvases of a size. */
  public TitlePainter(int width, int height) {
    this.width = width;
    this.height = height;
  }

  /** What of a title will not look as it was meant. */
  public List<TitleProblem> problems(Title title) {
    List<TitleProblem> out = new ArrayList<>();
    List<String> missing = fonts.missing(title.text());
    if (!missing.isEmpty()) {
      out.add(new TitleProblem.MissingGlyphs(title, missing));
    }
    if (lines(title).illegible()) {
      out.add(new TitleProblem.TooLong(title));
    }
    return out;
  }

  private TitleLines lines(Title title) {
    double unit = Math.min(width, height * 16.0 / 9) / 16;
    return TitleLines.of(
        title.text(),
        fonts,
        unit * size(title.style()),
        width * SAFE_WIDTH,
        height * SAFE_HEIGHT,
        title.style() == Title.Style.BAND ? 1 : 0);
  }

  /** What shows of a title; takes a while. */
  public TitleCard paint(Title title) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    TitleLines set = lines(title);
    double size = set.size();
    double top = top(title.position(), set.height());
    if (title.style() == Title.Style.BAND) {
      g.setColor(new Color(10, 12, 20, 170));
      g.fillRect(0, (int) (top - size * 0.5), width, (int) (set.height() + size));
    }
    for (int i = 0; i < set.lines().size(); i++) {
      TextLayout line = set.lines().get(i);
      double x = (width - line.getVisibleAdvance()) / 2;
      double y = top + i * size * TitleLines.STEP + size;
      if (title.style() != Title.Style.BAND) {
        shadow(g, line, x, y, size);
      }
      g.setColor(Color.WHITE);
      line.draw(g, (float) x, (float) y);
    }
    g.dispose();
    return card(image);
  }

  private TitleCard card(BufferedImage image) {
    return TitleCard.visible(image.getRGB(0, 0, width, height, null, 0, width), width);
  }

  private static double size(Title.Style style) {
    return switch (style) {
      case HEADLINE -> 1.15;
      case CAPTION, BAND -> 0.58;
    };
  }

  /** What shows of a label. */
  public TitleCard paint(CornerLabel label) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    double size = Math.max(9, Math.min(width, height) / 26.0);
    String words = label.text().isBlank() ? " " : label.text().strip();
    TextLayout line =
        new TextLayout(fonts.set(words, size).getIterator(), g.getFontRenderContext());
    double margin = size * 0.8;
    double across = line.getAdvance() + size;
    double down = size * 1.7;
    CornerLabel.Corner c = label.corner();
    boolean left = c == CornerLabel.Corner.TOP_LEFT || c == CornerLabel.Corner.BOTTOM_LEFT;
    boolean top = c == CornerLabel.Corner.TOP_LEFT || c == CornerLabel.Corner.TOP_RIGHT;
    double x = left ? margin : width - margin - across;
    double y = top ? margin : height - margin - down;
    g.setColor(new Color(10, 12, 20, 170));
    g.fillRoundRect((int) x, (int) y, (int) across, (int) down, (int) size, (int) size);
    g.setColor(Color.WHITE);
    line.draw(g, (float) (x + size / 2), (float) (y + size * 1.2));
    g.dispose();
    return card(image);
  }

  private static void shadow(Graphics2D g, TextLayout line, double x, double y, double size) {
    int reach = Math.max(1, (int) (size / 14));
    g.setColor(new Color(8, 10, 24, 26));
    for (int dy = -reach; dy <= 2 * reach; dy++) {
      for (int dx = -reach; dx <= reach; dx++) {
        if (dx * dx + dy * dy <= 3 * reach * reach) {
          line.draw(g, (float) (x + dx), (float) (y + dy));
        }
      }
    }
  }

  private double top(Title.Position place, double block) {
    return switch (place) {
      case TOP -> height * 0.08;
      case CENTER -> (height - block) / 2;
      case BOTTOM -> height * 0.92 - block;
    };
  }
}
