package zoetrope.diffusion.tuning;

import java.util.List;
import java.util.Locale;

/**
 * Something that can be chosen about a model. The command line makes an option of it, the studio a
 * control.
 */
public sealed interface Setting {
  /** In {@code tuning.json}, small letters and underscores; an option is called so too. */
  String key();

  /** What it does, for people: sentences in English. */
  String words();

  /**
   * The value that a text means.
   *
   * @throws IllegalArgumentException in words for people, when it means none
   */
  Tuning.Value parse(String text);

  /**
   * Throws IllegalArgumentException, in words for people, for a value that no run can be made with.
   */
  void check(Tuning.Value value);

  /** One of several. */
  record Choice(String key, String words, List<Option> options) implements Setting {
    /**
     * One of them.
     *
     * @param value in {@code tuning.json}
     * @param name as its makers call it, the same in all languages
     */
    public record Option(String value, String name) {}

    public Choice {
      options = List.copyOf(options);
    }

    /** Their values. */
    public List<String> values() {
      return options.stream().map(Option::value).toList();
    }

    @Override
    public Tuning.Value parse(String text) {
      Tuning.Value value = new Tuning.Value.Text(text.toUpperCase(Locale.ROOT));
      check(value);
      return value;
    }

    @Override
    public void check(Tuning.Value value) {
      if (!(value instanceof Tuning.Value.Text(String text)) || !values().contains(text)) {
        throw new IllegalArgumentException(
            "%s is one of %s, not %s".formatted(key, String.join(", ", values()), value));
      }
    }
  }

  /**
   * A number.
   *
   * @param called its name in a sentence, with an article
   * @param from the least value
   * @param over whether it must be over the least value
   * @param to the largest value
   * @param under whether it must be under the largest value
   */
  record Figure(
      String key, String words, String called, double from, boolean over, double to, boolean under)
      implements Setting {
    @Override
    public Tuning.Value parse(String text) {
      try {
        Tuning.Value value = new Tuning.Value.Figure(Double.parseDouble(text));
        check(value);
        return value;
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException("%s is a number, not %s".formatted(called, text), e);
      }
    }

    @Override
    public void check(Tuning.Value value) {
      boolean good =
          value instanceof Tuning.Value.Figure(double v)
              && (over ? v > from : v >= from)
              && (under ? v < to : v <= to);
      if (!good) {
        throw new IllegalArgumentException(
            "%s is %s %s %s %s, not %s"
                .formatted(
                    called,
                    over ? "over" : "from",
                    plain(from),
                    over == under ? over ? "and under" : "to" : over ? "and at most" : "to under",
                    plain(to),
                    value));
      }
    }

    private static String plain(double v) {
      return v == Math.rint(v) ? Long.toString((long) v) : Double.toString(v);
    }
  }

  /** On or off; off where nothing is chosen. */
  record Flag(String key, String words) implements Setting {
    @Override
    public Tuning.Value parse(String text) {
      return switch (text.toLowerCase(Locale.ROOT)) {
        case "true" -> new Tuning.Value.Flag(true);
        case "false" -> new Tuning.Value.Flag(false);
        default ->
            throw new IllegalArgumentException("%s is true or false, not %s".formatted(key, text));
      };
    }

    @Override
    public void check(Tuning.Value value) {
      if (!(value instanceof Tuning.Value.Flag)) {
        throw new IllegalArgumentException("%s is true or false, not %s".formatted(key, value));
      }
    }
  }
}
