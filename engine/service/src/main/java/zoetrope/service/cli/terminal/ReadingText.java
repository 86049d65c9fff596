package zoetrope.service.cli.terminal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import zoetrope.diffusion.PromptReading.Aspect;
import zoetrope.diffusion.PromptReading.Basis;
import zoetrope.service.reading.ShotReading;
import zoetrope.service.reading.ShotReading.Painted;
import zoetrope.service.reading.ShotReading.Player;
import zoetrope.service.reading.ShotReading.Unpainted;
import zoetrope.service.reading.ShotReading.Words;
import zoetrope.story.document.Shot;

/** What a model makes of a shot's prompt, in a line for people and in JSON for scripts. */
public final class ReadingText {
  private static final Map<String, String> REASONS = reasons();

  private ReadingText() {}

  private static Map<String, String> reasons() {
    Map<String, String> out = new LinkedHashMap<>();
    out.put("no-character", "no character for");
    out.put("unknown", "not understood");
    out.put("outside-world", "cannot be painted");
    out.put("not-in-place", "not in this place");
    out.put("sky-only", "only its sky, nothing falls");
    out.put("other-chosen", "set aside");
    out.put("settings-decide", "set aside for the shot's settings");
    out.put("first-frame-decides", "left to the first frame");
    return out;
  }

  /** One line, without a line's end. */
  public static String words(ShotReading r) {
    List<String> parts = new ArrayList<>();
    parts.add("place: " + scene(r));
    if (!r.cast().isEmpty()) {
      parts.add("cast: " + r.cast().stream().map(ReadingText::player).collect(listed()));
    }
    parts.add("camera: " + r.of(Aspect.CAMERA).stream().map(ReadingText::camera).collect(listed()));
    REASONS.forEach(
        (reason, words) -> {
          List<String> those =
              r.unpainted().stream()
                  .filter(u -> u.reason().equals(reason))
                  .map(ReadingText::left)
                  .distinct()
                  .toList();
          if (!those.isEmpty()) {
            parts.add(words + ": " + String.join(", ", those));
          }
        });
    return String.join("; ", parts);
  }

  private static java.util.stream.Collector<CharSequence, ?, String> listed() {
    return Collectors.joining(", ");
  }

  /** Words that are left over, and what may have been meant. */
  private static String left(Unpainted u) {
    return u.similar().isEmpty()
        ? u.words().text()
        : u.words().text() + " (did you mean " + String.join(" or ", u.similar()) + "?)";
  }

  private static String player(Player p) {
    String name = p.count() > 1 ? p.count() + " x " + p.name() : p.name();
    boolean same =
        p.requested().isEmpty()
            || p.requested().getLast().text().matches("(?i)" + p.name() + "e?s?");
    return same
        ? name
        : name
            + p.requested().stream()
                .map(Words::text)
                .collect(Collectors.joining(" ", " (asked: ", ")"));
  }

  /** Place and light always, the rest where it is not the usual. */
  private static String scene(ShotReading r) {
    List<String> out = new ArrayList<>();
    r.of(Aspect.PLACE).forEach(p -> out.add(value(p)));
    r.of(Aspect.LIGHT).forEach(p -> out.add(value(p)));
    for (Aspect a : List.of(Aspect.WEATHER, Aspect.MOOD, Aspect.FRAMING)) {
      r.of(a).stream().filter(p -> !p.on(Basis.USUAL)).forEach(p -> out.add(value(p)));
    }
    return String.join(", ", out);
  }

  private static String value(Painted p) {
    if (p.on(Basis.FIRST_FRAME)) {
      return "as in the first frame";
    }
    String value =
        switch (p.aspect()) {
          case "mood" -> p.value().equals("plain") ? "plain colors" : p.value() + " colors";
          case "framing" -> p.value().replace('-', ' ') + " shot";
          default -> p.value();
        };
    String asked = p.requested().stream().map(Words::text).distinct().collect(listed());
    boolean guess = p.on(Basis.GUESSED);
    if (!guess && !p.on(Basis.NEAREST)) {
      return value;
    }
    return asked.isEmpty()
        ? value + " (a guess)"
        : value + (guess ? " (a guess; asked: " : " (asked: ") + asked + ")";
  }

  private static String camera(Painted p) {
    return switch (p.value()) {
      case "" -> "as drawn";
      case "left", "right" -> "pans " + p.value();
      case "up", "down" -> "tilts " + p.value();
      case "in", "out" -> "zooms " + p.value();
      default -> p.value();
    };
  }

  /** The same for scripts (docs/formats/events.md). */
  public static Map<String, Object> json(int number, Shot shot, ShotReading r) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("shot", shot.id());
    out.put("number", number);
    out.put("model", shot.settings().model());
    out.put("complete", r.complete());
    out.put("painted", r.painted().stream().map(ReadingText::json).toList());
    out.put("cast", r.cast().stream().map(ReadingText::json).toList());
    out.put("unpainted", r.unpainted().stream().map(ReadingText::json).toList());
    return out;
  }

  private static Map<String, Object> json(Painted p) {
    return Map.of(
        "aspect",
        p.aspect(),
        "value",
        p.value(),
        "basis",
        p.basis(),
        "requested",
        p.requested().stream().map(ReadingText::json).toList(),
        "certainty",
        Math.round(p.certainty() * 1000) / 1000.0);
  }

  private static Map<String, Object> json(Player p) {
    return Map.of(
        "name",
        p.name(),
        "stock",
        p.stock(),
        "basis",
        p.basis(),
        "count",
        p.count(),
        "requested",
        p.requested().stream().map(ReadingText::json).toList());
  }

  private static Map<String, Object> json(Unpainted u) {
    return Map.of("reason", u.reason(), "words", json(u.words()), "similar", u.similar());
  }

  private static Map<String, Object> json(Words w) {
    return Map.of("start", w.start(), "end", w.end(), "text", w.text());
  }
}
