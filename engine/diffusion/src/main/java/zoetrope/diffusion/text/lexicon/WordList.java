package zoetrope.diffusion.text.lexicon;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a word list in UTF-8. A line is {@code KIND VALUE = PHRASE, PHRASE}, with {@code ~} for
 * what is only near and a value of {@code a|b} for several; {@code (x|y)} in a phrase is either.
 * Lines of the kind {@code variant} hold pairs of characters, of which the first counts as the
 * second.
 */
public final class WordList {
  /** The kind of lines that say which characters count as others. */
  public static final String VARIANT = "variant";

  /**
   * A line of a list.
   *
   * @param near whether its phrases are only near to what the value says
   */
  public record Line(String kind, String value, boolean near, List<String> phrases) {
    public Line {
      phrases = List.copyOf(phrases);
    }
  }

  private WordList() {}

  /**
   * Reads lists that lie beside a class, as one.
   *
   * @throws IllegalStateException when one is not there or cannot be understood
   */
  public static Lexicon read(Class<?> beside, String... names) {
    List<Line> all = new ArrayList<>();
    for (String name : names) {
      try (@Nullable InputStream in = beside.getResourceAsStream(name)) {
        if (in == null) {
          throw new IllegalStateException(
              "the word list "
                  + name
                  + " is missing: the installation is damaged, install it again");
        }
        all.addAll(lines(in));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return lexicon(all);
  }

  /**
   * The lines of a file.
   *
   * @throws IOException when it cannot be read
   * @throws IllegalStateException when it cannot be understood
   */
  public static List<Line> lines(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return lines(in);
    }
  }

  /** The lexicon of some lines. */
  public static Lexicon lexicon(List<Line> lines) {
    Map<Integer, Integer> variants = new HashMap<>();
    lines.stream()
        .filter(l -> l.kind().equals(VARIANT))
        .flatMap(l -> l.phrases().stream())
        .map(p -> p.codePoints().toArray())
        .forEach(p -> variants.put(p[0], p[1]));
    Lexicon out = new Lexicon(variants);
    for (Line l : lines) {
      if (!l.kind().equals(VARIANT)) {
        for (String value : l.value().split("\\|", -1)) {
          Meaning m = new Meaning(l.kind(), value, l.near());
          l.phrases().stream().flatMap(p -> alternatives(p).stream()).forEach(p -> out.add(p, m));
        }
      }
    }
    return out;
  }

  private static List<Line> lines(InputStream in) throws IOException {
    BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    List<Line> out = new ArrayList<>();
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      if (!line.isBlank() && !line.startsWith("#")) {
        out.add(line(line));
      }
    }
    return out;
  }

  private static Line line(String line) {
    int near = line.indexOf(" ~ ");
    int at = near >= 0 ? near : line.indexOf(" = ");
    if (at < 0) {
      throw new IllegalStateException("no line of a word list: " + line);
    }
    String[] head = line.substring(0, at).strip().split(" +", -1);
    List<String> phrases =
        java.util.Arrays.stream(line.substring(at + 3).split(",", -1)).map(String::strip).toList();
    return new Line(head[0], head.length > 1 ? head[1] : "", near >= 0, phrases);
  }

  /** All that a phrase with alternatives stands for. */
  private static List<String> alternatives(String phrase) {
    int open = phrase.indexOf('(');
    if (open < 0) {
      return List.of(phrase);
    }
    int close = phrase.indexOf(')', open);
    List<String> out = new ArrayList<>();
    for (String choice : phrase.substring(open + 1, close).split("\\|", -1)) {
      out.addAll(alternatives(phrase.substring(0, open) + choice + phrase.substring(close + 1)));
    }
    return out;
  }
}
