package zoetrope.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The user guide shows nothing that is not there. */
class GuideTest {
  private static final Path GUIDE =
      Path.of(System.getProperty("zoetrope.home", "..")).resolve("docs/user-guide");
  private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]+)\\)");

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
}
