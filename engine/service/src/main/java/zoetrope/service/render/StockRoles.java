package zoetrope.service.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import zoetrope.diffusion.PromptReading.Words;
import zoetrope.service.render.StockCasting.Role;
import zoetrope.service.stock.StockLibrary;
import zoetrope.service.stock.StockLibrary.Match;
import zoetrope.story.document.StockCast;

/** Who of the stock plays what: the things that a prompt names, looked up a row at a time. */
final class StockRoles {
  /** More would hide the scene. */
  private static final int MOST = 4;

  private static final Map<String, Integer> NUMBERS =
      Map.ofEntries(
          Map.entry("two", 2),
          Map.entry("2", 2),
          Map.entry("couple of", 2),
          Map.entry("pair of", 2),
          Map.entry("两", 2),
          Map.entry("二", 2),
          Map.entry("兩", 2),
          Map.entry("three", 3),
          Map.entry("3", 3),
          Map.entry("三", 3),
          Map.entry("four", 4),
          Map.entry("4", 4),
          Map.entry("四", 4));

  private static final Map<String, Double> SIZES =
      Map.ofEntries(
          Map.entry("tiny", .5),
          Map.entry("small", .7),
          Map.entry("little", .7),
          Map.entry("小", .7),
          Map.entry("小小", .6),
          Map.entry("large", 1.4),
          Map.entry("big", 1.4),
          Map.entry("大", 1.4),
          Map.entry("很大", 1.5),
          Map.entry("huge", 1.8),
          Map.entry("giant", 1.8),
          Map.entry("enormous", 1.8),
          Map.entry("gigantic", 1.8),
          Map.entry("巨大", 1.8),
          Map.entry("巨型", 1.8),
          Map.entry("超大", 1.8));

  /** What may stand between what describes and the thing: nothing, or Chinese measure words. */
  private static final String UNPARTED = "[ -]*[个個只隻条條匹头頭辆輛位架艘朵棵名把颗顆]?的?";

  /** How many words may describe a thing: "two small red balls". */
  private static final int DESCRIBING = 3;

  private final StockLibrary library;
  private final String prompt;
  private final List<Words> things;
  private final List<Role> roles = new ArrayList<>();

  private StockRoles(StockLibrary library, String prompt, List<Words> things) {
    this.library = library;
    this.prompt = prompt;
    this.things = things;
  }

  /**
   * The roles of a prompt.
   *
   * @param things that it names
   * @param stock what may not be cast
   */
  static List<Role> of(StockLibrary library, String prompt, List<Words> things, StockCast stock) {
    StockRoles all = new StockRoles(library, prompt, things);
    for (List<Words> row : all.rows()) {
      for (Role r : all.played(row)) {
        all.cast(r, stock);
      }
    }
    return all.roles;
  }

  private void cast(Role role, StockCast stock) {
    boolean known = roles.stream().anyMatch(r -> r.item().equals(role.item()));
    int left = MOST - roles.stream().mapToInt(Role::count).sum();
    if (known || left < 1 || stock.without().contains(role.item().id())) {
      return;
    }
    Words what = role.asked().getFirst();
    int count = 1;
    double size = 1;
    List<Words> asked = new ArrayList<>(role.asked());
    for (Words w : before(what)) {
      String word = w.text().toLowerCase(Locale.ROOT);
      int number = NUMBERS.getOrDefault(word, 1);
      if (number > 1 && number <= left) {
        count = number;
        asked.addFirst(w);
      } else if (SIZES.containsKey(word)) {
        size = SIZES.getOrDefault(word, 1.0);
        asked.addFirst(w);
      }
    }
    roles.add(new Role(role.item(), role.near(), count, size, asked));
  }

  /** Things that stand in a row, as "computer mouse"; Chinese words are parted by nothing. */
  private List<List<Words>> rows() {
    List<List<Words>> out = new ArrayList<>();
    for (Words t : things) {
      boolean follows = !out.isEmpty() && between(out.getLast().getLast(), t).matches("[ -]+");
      if (!follows) {
        out.add(new ArrayList<>());
      }
      out.getLast().add(t);
    }
    return out;
  }

  private String between(Words one, Words next) {
    return prompt.substring(one.end(), Math.max(one.end(), next.start()));
  }

  /**
   * Who plays those of a row that the stock has. What stands before one describes it, as in "gold
   * ring", or is what is done to it, as in "man feeds pigeons": it is not asked for, but what
   * stands before that is.
   */
  private List<Role> played(List<Words> row) {
    List<Role> out = new ArrayList<>();
    int end = row.size();
    while (end > 0) {
      Words last = row.get(end - 1);
      int start = row.getFirst().start();
      Optional<Match> m = library.named(prompt.substring(start, last.end()));
      if (m.isEmpty()) {
        end--;
        continue;
      }
      int from = start + m.get().start();
      while (row.get(end - 1).start() > from) {
        end--;
      }
      // Of a word of one meaning, as "rain boot", all is asked for, though only its end is found.
      int word = row.get(end - 1).start();
      Words asked = new Words(word, last.end(), prompt.substring(word, last.end()));
      boolean near = m.get().near() || word < from;
      out.addFirst(new Role(m.get().item(), near, 1, 1, List.of(asked)));
      end -= 2;
    }
    return out;
  }

  /** What describes a thing, nearest first: the things before it with nothing between. */
  private List<Words> before(Words thing) {
    List<Words> out = new ArrayList<>();
    int at = things.size() - 1;
    while (at >= 0 && things.get(at).start() >= thing.start()) {
      at--;
    }
    Words next = thing;
    while (at >= 0 && out.size() < DESCRIBING && between(things.get(at), next).matches(UNPARTED)) {
      next = things.get(at--);
      out.add(next);
    }
    return out;
  }
}
