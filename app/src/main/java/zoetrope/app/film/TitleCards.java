package zoetrope.app.film;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import zoetrope.app.model.Background;
import zoetrope.film.picture.TitleCard;
import zoetrope.film.picture.TitlePainter;
import zoetrope.story.timeline.Title;

/**
 * Titles painted for the size they are seen at, in the background. While the size changes, as when
 * a window is dragged, each title is painted for one size at a time, the newest next; one that
 * cannot be painted becomes a notice and is not tried again.
 */
final class TitleCards {
  private static final int MOST = 16;

  /** What the look of a title depends on besides the size. */
  private record Words(String text, Title.Position position, Title.Style style) {}

  private record Painted(int width, int height, TitleCard card) {}

  private final Background background;
  private final Runnable arrived;
  private final Map<Words, Painted> known = new LinkedHashMap<>();
  private final Set<Words> pending = new HashSet<>();

  /** {@code arrived} is called whenever a title has been painted. */
  TitleCards(Background background, Runnable arrived) {
    this.background = background;
    this.arrived = arrived;
  }

  /** A title for a canvas of a size; empty while it is being painted. */
  Optional<TitleCard> get(Title title, int width, int height) {
    Words words = new Words(title.text(), title.position(), title.style());
    Optional<TitleCard> now =
        Optional.ofNullable(known.get(words))
            .filter(p -> p.width() == width && p.height() == height)
            .map(Painted::card);
    if (now.isEmpty() && pending.add(words)) {
      background.run(
          () -> new Painted(width, height, new TitlePainter(width, height).paint(title)),
          painted -> keep(words, painted));
    }
    return now;
  }

  private void keep(Words words, Painted painted) {
    pending.remove(words);
    if (known.size() >= MOST) {
      known.remove(known.keySet().iterator().next());
    }
    known.put(words, painted);
    arrived.run();
  }
}
