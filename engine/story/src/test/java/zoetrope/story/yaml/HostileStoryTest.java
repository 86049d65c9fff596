package zoetrope.story.yaml;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import zoetrope.story.Samples;

/** Texts made to exhaust whoever reads them. */
class HostileStoryTest {
  @TempDir Path folder;

  @Test
  void aBillionLaughsAreRefused() throws IOException {
    StringBuilder text =
        new StringBuilder("a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n");
    for (int i = 1; i < 30; i++) {
      String before = "*a" + (i - 1);
      text.append(
          "a%d: &a%d [%s]\n"
              .formatted(i, i, String.join(", ", java.util.Collections.nCopies(9, before))));
    }
    refused(text.toString());
    refused("title: &t [*t]\nformat: *t\nshots: &s [*s, *s]\n");
    refused("&a [*a]");
    refused("? &a {? *a : 1}\n: 2");
  }

  @Test
  void whatNestsWithoutEndIsRefused() throws IOException {
    refused("[".repeat(200_000));
    refused("{a: ".repeat(50_000));
    refused("- ".repeat(100_000) + "x");
  }

  @Test
  void aHugeTextIsRefused() throws IOException {
    refused("title: " + "x".repeat(9_000_000));
    refused("title: \"" + "\\n".repeat(3_000_000) + "\"");
    refused("#" + "\n#".repeat(5_000_000));
  }

  @Test
  void tagsMakeNoObjects() throws IOException {
    refused(
        "!!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[!!java.net.URL"
            + " [\"x\"]]]]");
    refused(
        "title: !!java.lang.Runtime {}\n"
            + "format: {aspect: \"16:9\", fps: 12, height: 144}\n"
            + "shots: []");
  }

  /** What a story takes in is handed on when it is packed. */
  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aStoryCollectsNoOtherFilesOfItsReaders() throws IOException {
    Files.writeString(folder.resolve("id_rsa"), "a key");
    Files.createSymbolicLink(folder.resolve("hero.png"), folder.resolve("id_rsa"));
    for (String name : new String[] {"id_rsa", "hero.png", "/etc/passwd", "/dev/zero"}) {
      refused(
          """
          title: T
          format: {aspect: "16:9", fps: 12, height: 144}
          characters: [{id: hero, images: ["%s"]}]
          shots: [{id: one, prompt: p, duration: 8f}]
          """
              .formatted(name));
    }
  }

  private void refused(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("story.yaml"), text);
    assertThatThrownBy(() -> new StoryYaml(Samples::media).read(file))
        .isInstanceOf(StoryImportException.class);
  }
}
