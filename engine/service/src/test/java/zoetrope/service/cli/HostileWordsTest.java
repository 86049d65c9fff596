package zoetrope.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zoetrope.service.TinyStudio;
import zoetrope.service.TinyStudio.Said;

/** Prompts and titles that would mean something to FFmpeg, a shell, a file system or a terminal. */
@Tag("slow")
class HostileWordsTest {
  private static final String EVIL =
      "%{localtime}:x=1\\\\,drawtext=textfile=/etc/passwd [in] ';|&$(touch evil)`touch"
          + " evil`/../../evil";

  /** What would set a terminal's title. */
  private static final String TERMINAL = "\\u001b]0;evil\\u0007";

  @TempDir Path folder;
  private TinyStudio studio;

  @BeforeEach
  void installed() throws IOException {
    studio = new TinyStudio(folder);
  }

  @Test
  void wordsForATerminalAreRefusedWithTheirPlaceAndNotRepeated() throws IOException {
    String text =
        Files.readString(studio.story("two.yaml", ""))
            .replace("title: Two shots", "title: \"x" + TERMINAL + "\"");
    Path story = Files.writeString(studio.file("evil.yaml"), text);
    Said said = studio.run("render", story.toString(), "-o", studio.file("film.mp4").toString());
    assertThat(said.code()).isNotZero();
    assertThat(said.err())
        .contains("title: has the control character U+001B as its character 2; remove it")
        .doesNotContain("\u001b");
    assertThat(studio.file("film.mp4")).doesNotExist();
  }

  @Test
  void theyAreOnlyWords() throws IOException {
    String text =
        Files.readString(studio.story("two.yaml", ""))
            .replace("a meadow", "\"" + EVIL + "\"")
            .replace("It's 100%: done", EVIL)
            .replace("title: Two shots", "title: \"" + EVIL + "\"");
    Path story = Files.writeString(studio.file("evil.yaml"), text);
    Path film = studio.file("film.mp4");
    Said said = studio.run("render", story.toString(), "-o", film.toString());
    assertThat(said.code()).as(said.err()).isZero();
    Said settings = studio.run("settings", film.toString());
    assertThat(settings.out()).contains("drawtext=textfile=/etc/passwd").doesNotContain("\u001b");
    assertThat(studio.run("verify", film.toString()).out()).doesNotContain("\u001b");
    try (Stream<Path> all = Files.walk(folder)) {
      assertThat(all.map(p -> String.valueOf(p.getFileName())))
          .as("no file was made by words")
          .noneMatch(n -> n.equals("evil"));
    }
    assertThat(studio.run("settings", film.toString(), "--json").out())
        .as("no path of this machine is inside")
        .doesNotContain(folder.toString());
  }
}
