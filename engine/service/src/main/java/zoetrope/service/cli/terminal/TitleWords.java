package zoetrope.service.cli.terminal;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import zoetrope.film.picture.TitleProblem;

/** What is wrong with a title, in a line for people and in JSON for scripts. */
public final class TitleWords {
  private TitleWords() {}

  /** One line, without a line's end. */
  public static String words(TitleProblem problem) {
    String title = problem.title().text().replaceAll("\\s+", " ");
    return switch (problem) {
      case TitleProblem.MissingGlyphs(_, List<String> characters) ->
          "title '%s': no font here has %s; boxes will stand for them. Install a font that has them (Noto has most), or use other characters"
              .formatted(title, characters.stream().map(TitleWords::named).collect(listed()));
      case TitleProblem.TooLong _ ->
          "title '%s': so much text only fits into the frame in type too small to be read. Shorten it, or make two of it"
              .formatted(title);
    };
  }

  /** The members of a JSON object. */
  public static Map<String, Object> json(TitleProblem problem) {
    List<String> missing =
        problem instanceof TitleProblem.MissingGlyphs(_, List<String> characters)
            ? characters
            : List.of();
    String kind =
        switch (problem) {
          case TitleProblem.MissingGlyphs _ -> "missing-glyphs";
          case TitleProblem.TooLong _ -> "too-long";
        };
    return Map.of(
        "kind", kind,
        "title", problem.title().id(),
        "text", problem.title().text(),
        "characters", missing,
        "message", words(problem));
  }

  private static String named(String characters) {
    return characters
        + characters
            .codePoints()
            .mapToObj("U+%04X"::formatted)
            .collect(Collectors.joining(" ", " (", ")"));
  }

  private static java.util.stream.Collector<CharSequence, ?, String> listed() {
    return Collectors.joining(", ");
  }
}
