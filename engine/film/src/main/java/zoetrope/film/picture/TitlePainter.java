package zoetrope.film.picture;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import zoetrope.story.timeline.Title;

/**
 * Paints titles as pictures, so that no text of a user ever reaches a filter's own syntax. Latin in
 * Lato (OFL, in the package), what it lacks in the system's own font.
 */
public final class TitlePainter {
  private final int width;
  private final int height;
  private final Font font;

  /** A painter of titles for canvases of a size. */
  public TitlePainter(int width, int height) {
    this.width = width;
    this.height = height;
    try (InputStream in = TitlePainter.class.getResourceAsStream("Lato-Bold.ttf")) {
      font =
          in == null
              ? new Font(Font.SANS_SERIF, Font.BOLD, 1)
              : Font.createFont(Font.TRUETYPE_FONT, in);
    } catch (IOException | FontFormatException e) {
      throw new IllegalStateException(
          "the title font in the package is damaged: install the program again", e);
    }
  }

  /** What shows of a title; takes a while. */
  public TitleCard paint(Title title) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    double unit = Math.min(width, height * 16.0 / 9) / 16;
    double size = unit * size(title.style());
    List<TextLayout> lines = lines(title.text(), size, g.getFontRenderContext());
    double step = size * 1.25;
    double top = top(title.position(), lines.size() * step);
    if (title.style() == Title.Style.BAND) {
      g.setColor(new Color(10, 12, 20, 170));
      g.fillRect(0, (int) (top - size * 0.5), width, (int) (lines.size() * step + size));
    }
    for (int i = 0; i < lines.size(); i++) {
      TextLayout line = lines.get(i);
      double x = (width - line.getAdvance()) / 2;
      double y = top + i * step + size;
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
    TextLayout line = layout(label.text().strip(), size, g.getFontRenderContext());
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

  /**
   * Breaks at spaces (or between any two characters of a script without them) to nine tenths of the
   * frame's width.
   */
  private List<TextLayout> lines(String text, double size, FontRenderContext context) {
    List<TextLayout> out = new ArrayList<>();
    for (String paragraph : text.strip().split("\\R")) {
      String rest = paragraph.strip();
      while (!rest.isEmpty()) {
        int n = fitting(rest, size, context);
        out.add(layout(rest.substring(0, n).strip(), size, context));
        rest = rest.substring(n).strip();
      }
    }
    return out;
  }

  private int fitting(String text, double size, FontRenderContext context) {
    int n = text.length();
    while (n > 1 && layout(text.substring(0, n), size, context).getAdvance() > width * 0.9) {
      int space = text.lastIndexOf(' ', n - 1);
      n = space > 0 ? space : text.offsetByCodePoints(n, -1);
    }
    return n;
  }

  private TextLayout layout(String text, double size, FontRenderContext context) {
    String shown = text.isEmpty() ? " " : text;
    Font f = font.canDisplayUpTo(shown) < 0 ? font : new Font(Font.SANS_SERIF, Font.BOLD, 1);
    return new TextLayout(
        shown, f.deriveFont(AffineTransform.getScaleInstance(size, size)), context);
  }
}
