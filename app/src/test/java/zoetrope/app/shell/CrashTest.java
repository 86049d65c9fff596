package zoetrope.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javafx.scene.control.ButtonBase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zoetrope.app.TestBench;
import zoetrope.app.model.ShotChange;
import zoetrope.app.text.Texts;
import zoetrope.service.jobs.Job;
import zoetrope.service.jobs.Work;

/** The studio's process is killed while it edits and generates; the next start goes on. */
class CrashTest {
  private static final String PROMPT = "a sandy beach, written just before the end";

  @TempDir Path folder;

  @Test
  void afterAKillTheStoryIsAsItWasAndTheJobGoesOn() throws Exception {
    Process first = start();
    try (BufferedReader said =
        new BufferedReader(
            new InputStreamReader(first.getInputStream(), StandardCharsets.UTF_8))) {
      String line = said.readLine();
      while (line != null && !line.equals("generating")) {
        line = said.readLine();
      }
      assertThat(line).isEqualTo("generating");
    } finally {
      first.destroyForcibly().waitFor(20, TimeUnit.SECONDS);
    }

    try (StudioBench b =
        new StudioBench(folder, Texts.Language.ENGLISH, Theme.DARK, 1280, 800)) {
      assertThat(TestBench.<Boolean>onFx(b.window::recover)).isTrue();
      b.awaitStory();
      var story = b.screen().bench().story();
      assertThat(story.store().story().shots().getFirst().prompt()).isEqualTo(PROMPT);
      assertThat(story.store().undoable()).contains("put-shot");
      var jobs = b.screen().bench().jobs();
      assertThat(jobs.jobs()).hasSize(1);
      StudioBench.await(
          "the job to be done",
          Duration.ofMinutes(3),
          () -> jobs.jobs().getFirst().state() == Job.State.DONE);
      assertThat(story.store().takes("shot-1")).hasSize(2);
    }
  }

  private Process start() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String name :
        List.of("java.awt.headless", "glass.platform", "prism.order", "zoetrope.home")) {
      command.add("-D" + name + "=" + System.getProperty(name, ""));
    }
    command.addAll(List.of("-Xmx1500m", "--enable-native-access=ALL-UNNAMED"));
    String modules = System.getProperty("jdk.module.path", "");
    if (!modules.isEmpty()) {
      command.addAll(List.of("--module-path", modules, "--add-modules", "javafx.controls"));
    }
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            "zoetrope.app.shell.CrashTest$Victim",
            folder.toString()));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  /** What is killed. */
  public static final class Victim {
    private Victim() {}

    public static void main(String[] args) {
      StudioBench b =
          new StudioBench(Path.of(args[0]), Texts.Language.ENGLISH, Theme.DARK, 1280, 800);
      TestBench.fx(() -> ((ButtonBase) StudioBench.find("start-template-ad")).fire());
      b.awaitStory();
      var bench = b.screen().bench();
      TestBench.fx(() -> bench.jobs().submit(new Work.Generate("shot-1", 2, 7), false));
      StudioBench.await(
          "the first steps",
          Duration.ofMinutes(1),
          () -> bench.jobs().jobs().stream().anyMatch(j -> j.done() > 0.05));
      TestBench.fx(() -> bench.story().editShot(s -> ShotChange.prompt(s, PROMPT)));
      System.out.println("generating");
    }
  }
}
