package zoetrope.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The user guide shows nothing that is not there. */
class GuideTest {
  private static final Path GUIDE =
      Path.of(System.getProperty("zoetrope.home", "..")).resolve("docs/user-guide");
  private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]+)\\)");
  private static final Pattern PICTURE =
      Pattern.compile("(.+)-((?:dark|light)-(?:en|zh)-(?:1280|1920))\\.jpg");

  @Test
  void everyPictureAndPageThatTheGuideNamesIsThere() throws IOException {
    String words = Files.readString(GUIDE.resolve("README.md"));
    Set<String> missing = new TreeSet<>();
    Matcher m = LINK.matcher(words);
    int links = 0;
    while (m.find()) {
      links++;
      if (!Files.exists(GUIDE.resolve(m.group(1)))) {
        missing.add(m.group(1));
      }
    }
    assertThat(links).isGreaterThan(10);
    assertThat(missing).isEmpty();
  }

  @Test
  void everyPlaceIsShownInBothThemesLanguagesAndSizes() throws IOException {
    Map<String, Set<String>> places = new TreeMap<>();
    try (Stream<Path> all = Files.list(GUIDE.resolve("images"))) {
      for (Path p : all.toList()) {
        Matcher m = PICTURE.matcher(p.getFileName().toString());
        assertThat(m.matches()).as(p.toString()).isTrue();
        places.computeIfAbsent(m.group(1), k -> new TreeSet<>()).add(m.group(2));
      }
    }
    assertThat(places).hasSizeGreaterThan(10);
    assertThat(places).allSatisfy((place, kinds) -> assertThat(kinds).as(place).hasSize(8));
  }
}
