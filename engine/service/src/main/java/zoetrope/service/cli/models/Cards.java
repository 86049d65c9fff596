package zoetrope.service.cli.models;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import zoetrope.diffusion.card.CardPart;
import zoetrope.service.cli.terminal.Json;
import zoetrope.service.models.InstalledModel;

/** Model cards in words and in JSON. */
final class Cards {
  private Cards() {}

  /** A card, a line each: what it is, what was found, what is missing and what helps. */
  static List<String> lines(InstalledModel model) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%-28s %s, %s"
            .formatted(
                model.id(),
                model.usable() ? "ready" : "not usable yet",
                switch (model.origin()) {
                  case BUNDLED -> "comes with the program";
                  case IMPORTED -> "imported, read in place";
                  case DOWNLOADED -> "downloaded";
                }));
    lines.add("  folder   " + model.folder());
    if (!model.card().makes().isEmpty()) {
      lines.add("  makes    " + model.card().makes());
    }
    model.parts().forEach(p -> lines.add("  has      " + part(p)));
    model.problems().forEach(p -> lines.add("  problem  " + p));
    return lines;
  }

  private static String part(CardPart p) {
    List<String> facts = new ArrayList<>();
    if (!p.layout().isEmpty()) {
      facts.add(p.layout() + " names");
    }
    if (!p.type().isEmpty()) {
      facts.add(p.type());
    }
    if (p.parameters() > 0) {
      facts.add(parameters(p.parameters()));
    }
    return "%s: %s%s"
        .formatted(
            p.words(), p.place(), facts.isEmpty() ? "" : " (" + String.join(", ", facts) + ")");
  }

  private static String parameters(long n) {
    return n < 1_000_000_000
        ? "%.2f million parameters".formatted(n / 1e6)
        : "%.2f billion parameters".formatted(n / 1e9);
  }

  static Map<String, Object> json(InstalledModel model) {
    Map<String, Object> card = new LinkedHashMap<>();
    card.put("id", model.id());
    card.put("title", model.title());
    card.put("folder", model.folder().toString());
    card.put("origin", Json.word(model.origin()));
    card.put("usable", model.usable());
    card.put("makes", model.card().makes());
    card.put(
        "parts",
        model.parts().stream()
            .map(
                p ->
                    Map.of(
                        "part", p.key(),
                        "place", p.place().toString(),
                        "layout", p.layout(),
                        "type", p.type(),
                        "parameters", p.parameters()))
            .toList());
    card.put("problems", model.problems());
    return card;
  }
}
