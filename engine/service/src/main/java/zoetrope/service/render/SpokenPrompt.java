package zoetrope.service.render;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import zoetrope.story.document.StoryCharacter;

/**
 * A prompt in which {@code @id} and {@code @name} are said as what the characters are called, and
 * where its words come from.
 *
 * @param written as the user wrote it
 * @param text as models read it
 */
public record SpokenPrompt(String written, String text, List<Named> names) {
  public SpokenPrompt {
    names = List.copyOf(names);
  }

  /**
   * A name and what is said for it.
   *
   * @param start of the name where it was written
   * @param end after it
   * @param from start of what is said for it, in the text
   * @param to after that
   */
  public record Named(int start, int end, int from, int to) {}

  private record Spoken(String name, String said) {}

  /** The prompt of a story of these characters; where names begin alike the longer is meant. */
  public static SpokenPrompt of(String prompt, List<StoryCharacter> characters) {
    List<Spoken> known =
        characters.stream()
            .flatMap(c -> Stream.of(new Spoken(c.id(), said(c)), new Spoken(c.name(), said(c))))
            .sorted(Comparator.comparingInt((Spoken s) -> s.name().length()).reversed())
            .toList();
    StringBuilder text = new StringBuilder();
    List<Named> names = new ArrayList<>();
    int at = 0;
    while (at < prompt.length()) {
      Optional<Spoken> here =
          prompt.charAt(at) == '@' ? at(prompt, at + 1, known) : Optional.empty();
      if (here.isPresent()) {
        int from = text.length();
        text.append(here.get().said());
        int end = at + 1 + here.get().name().length();
        names.add(new Named(at, end, from, text.length()));
        at = end;
      } else {
        text.append(prompt.charAt(at++));
      }
    }
    return new SpokenPrompt(prompt, text.toString(), names);
  }

  private static String said(StoryCharacter c) {
    return c.description().isBlank() ? c.name() : c.description();
  }

  private static Optional<Spoken> at(String prompt, int from, List<Spoken> known) {
    return known.stream().filter(s -> prompt.startsWith(s.name(), from)).findFirst();
  }

  /** Where what starts in the text was written; inside of what is said for a name, the name. */
  public int start(int at) {
    int shift = 0;
    for (Named n : names) {
      if (at >= n.from() && at < n.to()) {
        return n.start();
      }
      shift = at >= n.to() ? n.end() - n.to() : shift;
    }
    return at + shift;
  }

  /** Where what ends in the text was written. */
  public int end(int at) {
    int shift = 0;
    for (Named n : names) {
      if (at > n.from() && at <= n.to()) {
        return n.end();
      }
      shift = at > n.to() ? n.end() - n.to() : shift;
    }
    return at + shift;
  }
}
