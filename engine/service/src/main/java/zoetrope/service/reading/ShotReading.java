package zoetrope.service.reading;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import zoetrope.diffusion.PromptReading;
import zoetrope.diffusion.PromptReading.Basis;
import zoetrope.diffusion.PromptReading.Reason;
import zoetrope.service.render.SpokenPrompt;
import zoetrope.service.render.StockCasting.Role;

/**
 * What a model makes of a shot's prompt. Names are those of {@link PromptReading}, in small letters
 * and with hyphens, as scripts have them (docs/formats/events.md).
 *
 * @param painted what is painted, and how the camera sees it
 * @param cast who plays in it: the shot's characters, then what came from the stock
 * @param unpainted the prompt's words that the clip will not show, in their order
 * @param complete whether all that the prompt asks for is painted as it says
 */
public record ShotReading(
    List<Painted> painted, List<Player> cast, List<Unpainted> unpainted, boolean complete) {
  public ShotReading {
    painted = List.copyOf(painted);
    cast = List.copyOf(cast);
    unpainted = List.copyOf(unpainted);
  }

  /**
   * Words of the prompt as the user wrote it.
   *
   * @param start of the first character, in UTF-16 units
   * @param end after the last
   */
  public record Words(int start, int end, String text) {}

  /**
   * What is painted.
   *
   * @param aspect such as {@code place} or {@code camera}
   * @param value such as {@code park}; empty where the shot's settings or first frame decide
   * @param basis such as {@code requested} or {@code guessed}
   * @param requested what the prompt says about it
   * @param certainty how sure the model is, 0 to 1
   */
  public record Painted(
      String aspect, String value, String basis, List<Words> requested, double certainty) {
    public Painted {
      requested = List.copyOf(requested);
    }

    /** Whether it was chosen for a reason. */
    public boolean on(Basis why) {
      return basis.equals(ShotReading.name(why));
    }
  }

  /**
   * Who plays in a shot.
   *
   * @param name in English, where it comes from the stock
   * @param chinese the same in Chinese
   * @param stock id of an item of the stock; empty for a character of the shot
   * @param basis {@code requested}, or {@code nearest} where it is only near to what is requested
   * @param count how many of it there are
   * @param requested what the prompt says of it, a number first; empty for a character of the shot
   */
  public record Player(
      String name, String chinese, String stock, String basis, int count, List<Words> requested) {
    public Player {
      requested = List.copyOf(requested);
    }

    /** Whether it is only near to what is requested. */
    public boolean near() {
      return basis.equals(ShotReading.name(Basis.NEAREST));
    }

    /** Whether it comes from the stock. */
    public boolean fromStock() {
      return !stock.isEmpty();
    }
  }

  /**
   * Words that the clip will not show, and why.
   *
   * @param similar known words for which a word that nobody knows may have been meant
   */
  public record Unpainted(Words words, String reason, List<String> similar) {
    public Unpainted {
      similar = List.copyOf(similar);
    }

    /** Words that are spelt right. */
    public Unpainted(Words words, String reason) {
      this(words, reason, List.of());
    }
  }

  /** The reading of the prompt that a model was given, told of the prompt as it was written. */
  static ShotReading of(
      PromptReading r, List<String> characters, List<Role> roles, SpokenPrompt prompt) {
    Stream<Player> own =
        characters.stream().map(n -> new Player(n, n, "", name(Basis.REQUESTED), 1, List.of()));
    return new ShotReading(
        r.choices().stream()
            .map(
                c ->
                    new Painted(
                        name(c.aspect()),
                        c.value().replace('_', '-'),
                        name(c.basis()),
                        c.requested().stream().map(w -> words(prompt, w)).distinct().toList(),
                        c.certainty()))
            .toList(),
        Stream.concat(own, roles.stream().map(role -> player(role, prompt))).toList(),
        r.unpainted().stream()
            .map(u -> new Unpainted(words(prompt, u.words()), name(u.reason()), u.similar()))
            .distinct()
            .toList(),
        r.complete() && roles.stream().noneMatch(Role::near));
  }

  private static Player player(Role role, SpokenPrompt prompt) {
    return new Player(
        role.item().name(),
        role.item().chinese(),
        role.item().id(),
        name(role.near() ? Basis.NEAREST : Basis.REQUESTED),
        role.count(),
        role.asked().stream().map(w -> words(prompt, w)).toList());
  }

  private static Words words(SpokenPrompt prompt, PromptReading.Words w) {
    int start = prompt.start(w.start());
    int end = prompt.end(w.end());
    return new Words(start, end, prompt.written().substring(start, end));
  }

  /** What is painted of an aspect. */
  public List<Painted> of(PromptReading.Aspect aspect) {
    return painted.stream().filter(p -> p.aspect().equals(name(aspect))).toList();
  }

  /** All reasons that unpainted words may have. */
  public static Set<String> reasons() {
    return Arrays.stream(Reason.values())
        .map(ShotReading::name)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static String name(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
