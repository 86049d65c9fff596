package zoetrope.story.document;

import java.util.ArrayList;
import java.util.List;
import zoetrope.story.Identifiers;
import zoetrope.story.InvalidStoryException;

/**
 * Whether what a shot's prompt names and no character of it is may come from the stock library that
 * the program brings. Off in shots of before there was one: they look as they did.
 *
 * @param without items that may not, by their ids; kept while it is off
 */
public record StockCast(boolean on, List<String> without) {
  /** Nothing comes from the stock. */
  public static final StockCast OFF = new StockCast(false, List.of());

  /** Anything may. */
  public static final StockCast ON = new StockCast(true, List.of());

  /** The most items that may be kept out of a shot. */
  public static final int MOST = 64;

  public StockCast {
    without = List.copyOf(without);
    InvalidStoryException.requireRange("without", without.size(), 0, MOST);
    without.forEach(id -> Identifiers.require("without", id));
    Identifiers.requireUnique("without", without);
  }

  /** The same, but for an item. */
  public StockCast without(String id) {
    if (without.contains(id)) {
      return this;
    }
    List<String> more = new ArrayList<>(without);
    more.add(id);
    return new StockCast(on, more.subList(Math.max(0, more.size() - MOST), more.size()));
  }
}
