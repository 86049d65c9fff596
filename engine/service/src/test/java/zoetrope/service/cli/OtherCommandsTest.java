package zoetrope.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zoetrope.service.TinyStudio;
import zoetrope.service.TinyStudio.Said;
import zoetrope.story.store.StoryStore;

class OtherCommandsTest {
  @TempDir Path folder;

  @Test
  void doctorListsRuntimeCodecsAndModel() throws IOException {
    Said said = new TinyStudio(folder).run("doctor", "--json");
    assertThat(said.code()).isZero();
    assertThat(said.out()).contains("CPU", "libopenh264", "LGPL", "installed");
  }

  @Test
  void doctorSaysWhatARenderWouldRunOn() throws IOException {
    assertThat(new TinyStudio(folder).run("doctor").out())
        .containsPattern("runs on +CPU, \\d+ threads");
  }

  @Test
  void aCommandThatCouldNotSayHowItEndedIsSpokenFor() throws IOException {
    TinyStudio studio = new TinyStudio(folder);
    assertThat(studio.run("ended", "--code=-1073741819", "--report=none").out())
        .contains("zoetrope: the program crashed (0xC0000005, segmentation fault)")
        .contains("finished takes are kept")
        .contains("another precision");
    Path report =
        Files.writeString(
            studio.file("crash.log"),
            "#\n#  SIGSEGV (0xb) at pc=0x0\n# Problematic frame:\n# C  [libx.so+0x1]\n");
    assertThat(studio.run("ended", "--code=134", "--report=" + report).out())
        .contains("crashed (SIGSEGV)", "(libx.so)", "report it with " + report);
  }

  @Test
  void doctorFailsWithoutTheModel() throws IOException {
    TinyStudio studio = new TinyStudio(folder);
    Files.delete(TinyStudio.weights(studio.home()).resolve("base.safetensors"));
    Said said = studio.run("doctor");
    assertThat(said.code()).isEqualTo(3);
    assertThat(said.out()).contains("missing");
  }

  @Test
  void modelsCountsWhatTheFilesHold() throws IOException {
    Said said = new TinyStudio(folder).run("models");
    assertThat(said.code()).isZero();
    assertThat(said.out()).contains("starter", "million parameters");
  }

  @Test
  void newMakesAnEmptyStoryAndRefusesAFullFolder() throws IOException {
    TinyStudio studio = new TinyStudio(folder);
    String place = studio.file("Mine.zoetrope").toString();
    assertThat(studio.run("new", place, "--title", "Mine", "--aspect", "tall").code()).isZero();
    try (StoryStore store = StoryStore.open(Path.of(place))) {
      assertThat(store.story().title()).isEqualTo("Mine");
      assertThat(store.story().format().width()).isLessThan(store.story().format().height());
    }
    assertThat(studio.run("new", place).code()).isEqualTo(3);
  }

  @Test
  void anEmptyStoryCannotBeRendered() throws IOException {
    TinyStudio studio = new TinyStudio(folder);
    studio.run("new", studio.file("Mine.zoetrope").toString());
    Said said =
        studio.run(
            "render",
            studio.file("Mine.zoetrope").toString(),
            "-o",
            studio.file("f.mp4").toString());
    assertThat(said.code()).isEqualTo(3);
    assertThat(said.err()).contains("no shots");
  }
}
