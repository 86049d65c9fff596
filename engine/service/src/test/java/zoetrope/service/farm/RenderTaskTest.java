package zoetrope.service.farm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zoetrope.media.MediaFormat;
import zoetrope.story.document.Story;
import zoetrope.story.yaml.StoryYaml;

class RenderTaskTest {
  @TempDir Path folder;

  @Test
  void everyTakeOfAShotThatNeedsNoOtherIsATask() throws IOException {
    assertThat(RenderTask.of(story("{id: a, takes: 3}", "{id: b}"), OptionalInt.empty()))
        .containsExactly(
            new RenderTask(0, List.of("a"), 0, 1),
            new RenderTask(1, List.of("a"), 1, 1),
            new RenderTask(2, List.of("a"), 2, 1),
            new RenderTask(3, List.of("b"), 0, 1));
  }

  @Test
  void shotsThatStartFromTheOneBeforeStayWithItOnOneMachine() throws IOException {
    Story story =
        story(
            "{id: a}",
            "{id: b, first_frame: previous, takes: 2}",
            "{id: c, first_frame: previous}",
            "{id: d}");
    assertThat(RenderTask.of(story, OptionalInt.empty()))
        .containsExactly(
            new RenderTask(0, List.of("a", "b", "c"), 0, 2), new RenderTask(1, List.of("d"), 0, 1));
  }

  @Test
  void takesThatAreAskedForGoBeforeWhatTheShotsSay() throws IOException {
    assertThat(RenderTask.of(story("{id: a, takes: 3}"), OptionalInt.of(1)))
        .containsExactly(new RenderTask(0, List.of("a"), 0, 1));
  }

  private Story story(String... shots) throws IOException {
    StringBuilder text =
        new StringBuilder("title: T\nformat: {aspect: \"16:9\", fps: 12, height: 144}\nshots:\n");
    for (String shot : shots) {
      text.append("  - ").append(shot.replace("}", ", prompt: sea, duration: 8f}")).append('\n');
    }
    return new StoryYaml(MediaFormat::media)
        .read(Files.writeString(folder.resolve("s.yaml"), text))
        .story();
  }
}
