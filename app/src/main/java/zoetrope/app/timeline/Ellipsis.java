package zoetrope.app.timeline;

import java.util.HashMap;
import java.util.Map;
import javafx.scene.text.Font;
import javafx.scene.text.Text;

/** Shortens words to the room there is, with dots behind them; remembers what it measured. */
final class Ellipsis {
  private static final int MOST = 500;
  private static final String DOTS = "…";

  private record Asked(String words, Font font, long room) {}

  private final Text ruler = new Text();
  private final Map<Asked, String> known = new HashMap<>();

  /** The words, or as many letters of them as go into so many pixels; none where not one does. */
  String of(String words, Font font, double room) {
    if (known.size() > MOST) {
      known.clear();
    }
    return known.computeIfAbsent(new Asked(words, font, (long) room), this::shortened);
  }

  private String shortened(Asked a) {
    ruler.setFont(a.font());
    if (width(a.words()) <= a.room()) {
      return a.words();
    }
    int fits = 0;
    int not = a.words().length();
    while (not - fits > 1) {
      int middle = (fits + not) / 2;
      if (width(a.words().substring(0, middle).stripTrailing() + DOTS) <= a.room()) {
        fits = middle;
      } else {
        not = middle;
      }
    }
    return fits == 0 ? "" : a.words().substring(0, fits).stripTrailing() + DOTS;
  }

  private double width(String words) {
    ruler.setText(words);
    return ruler.getLayoutBounds().getWidth();
  }
}
