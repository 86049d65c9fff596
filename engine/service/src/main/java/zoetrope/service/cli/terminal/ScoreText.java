package zoetrope.service.cli.terminal;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Scores in one line. */
public final class ScoreText {
  private ScoreText() {}

  public static String words(Map<String, Double> scores) {
    return new TreeMap<>(scores)
        .entrySet().stream()
            .map(e -> "%s %.2f".formatted(e.getKey().replace('_', ' '), e.getValue()))
            .collect(Collectors.joining(", "));
  }
}
