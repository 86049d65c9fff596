package zoetrope.service.reading;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import zoetrope.diffusion.PromptReading;
import zoetrope.diffusion.PromptReading.Basis;
import zoetrope.diffusion.PromptReading.Reason;
import zoetrope.service.render.SpokenPrompt;

/**
 * What a model makes of a shot's prompt. Names are those of {@link PromptReading}, in small letters
 * and with hyphens, as scripts have them (docs/formats/events.md).
 *
 * @param painted what is painted, and how the camera sees it
 * @param unpainted the prompt's words that the clip will not show, in their order
 * @param complete whether all that the prompt asks for is painted as it says
 */
public record ShotReading(List<Painted> painted, List<Unpainted> unpainted, boolean complete) {
  public ShotReading {
    painted = List.copyOf(painted);
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
      return basis.equals(name(why));
    }
  }

  /** Words that the clip will not show, and why. */
  public record Unpainted(Words words, String reason) {}

  /** The reading of the prompt that a model was given, told of the prompt as it was written. */
  static ShotReading of(PromptReading r, SpokenPrompt prompt) {
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
        r.unpainted().stream()
            .map(u -> new Unpainted(words(prompt, u.words()), name(u.reason())))
            .distinct()
            .toList(),
        r.complete());
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
