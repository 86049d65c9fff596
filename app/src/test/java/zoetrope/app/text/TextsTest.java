package zoetrope.app.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TextsTest {
  private final Texts texts = new Texts(Texts.Language.ENGLISH);

  @Test
  void everyTextIsThereInBothLanguages() {
    assertThat(texts.keys(Texts.Language.CHINESE)).isEqualTo(texts.keys(Texts.Language.ENGLISH));
  }

  @Test
  void everyTextIsAPatternAndChineseOnesAreChinese() {
    texts.language().set(Texts.Language.CHINESE);
    for (String key : texts.keys(Texts.Language.CHINESE)) {
      String text = texts.get(key, 1, 2, 3, 4);
      assertThat(text).as(key).isNotBlank();
      boolean figures = text.matches("[\\d\\s.,%/·×秒dBs()−+-]*|English");
      assertThat(figures || text.codePoints().anyMatch(c -> c >= 0x4E00 && c <= 0x9FFF))
          .as(key + " = " + text)
          .isTrue();
    }
  }

  /** Keys that are put together at run time are found by what they begin with. */
  @Test
  void everyKeyInTheSourcesHasAText() throws IOException {
    String places = String.join("|", Texts.PLACES);
    Pattern literal = Pattern.compile("\"((?:" + places + ")\\.[A-Za-z.]+)\"");
    Set<String> keys = texts.keys(Texts.Language.ENGLISH);
    Set<String> missing = new TreeSet<>();
    for (Path p : sources()) {
      literal
          .matcher(Files.readString(p))
          .results()
          .map(m -> m.group(1))
          .filter(k -> !keys.contains(k))
          .filter(k -> keys.stream().noneMatch(known -> known.startsWith(k)))
          .forEach(missing::add);
    }
    missing.removeAll(Set.of("canvas.css"));
    assertThat(missing).isEmpty();
  }

  /** Used are keys that stand in the sources, or begin with what is put together there. */
  @Test
  void everyTextIsUsed() throws IOException {
    Pattern literal = Pattern.compile("\"([a-z][\\w.-]*)\"");
    Set<String> named = new TreeSet<>();
    for (Path p : sources()) {
      literal.matcher(Files.readString(p)).results().map(m -> m.group(1)).forEach(named::add);
    }
    Set<String> idle = new TreeSet<>(texts.keys(Texts.Language.ENGLISH));
    idle.removeIf(
        k -> named.contains(k) || named.stream().anyMatch(n -> n.endsWith(".") && k.startsWith(n)));
    // The library puts these together from the titles of its two shelves.
    idle.removeAll(Set.of("library.frames.n", "library.sounds.n"));
    assertThat(idle).isEmpty();
  }

  private static List<Path> sources() throws IOException {
    Path root = Path.of(System.getProperty("zoetrope.home", "..")).resolve("app/src/main/java");
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(f -> f.toString().endsWith(".java")).toList();
    }
  }

  @Test
  void aLanguageSwitchChangesBoundTexts() {
    var bound = texts.bind("takes.pick");
    assertThat(bound.get()).isEqualTo("Use in the film");
    texts.language().set(Texts.Language.CHINESE);
    assertThat(bound.get()).isEqualTo("用于影片");
  }
}
