package zoetrope.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zoetrope.app.inspector.Reusing;
import zoetrope.app.model.StoryModel;
import zoetrope.media.ClipWriter;
import zoetrope.media.Encoding;
import zoetrope.media.Tags;
import zoetrope.service.provenance.Recipes;
import zoetrope.story.document.Shot;

class ReusingTest {
  @TempDir Path folder;

  @Test
  void aTakesSettingsGoOntoTheSelectedShotAndOneUndoTakesThemBack() throws Exception {
    try (TestBench b = new TestBench(folder)) {
      StoryModel story = b.bench.story();
      Shot one = story.shot().get().orElseThrow();
      Shot two = story.story().get().shot("two").orElseThrow();
      Path take = clip("take.mkv", Recipes.ofTake(story.story().get(), two, 77, Map.of()));
      new Reusing(b.bench).from(take);
      said(b, 1);
      Shot now = story.story().get().shot("one").orElseThrow();
      assertThat(now.prompt()).isEqualTo(two.prompt());
      assertThat(now.name()).as("the name stays").isEqualTo(one.name());
      assertThat(now.settings().seed().value()).isEqualTo(77);
      assertThat(b.notices).containsExactly("The settings are on this shot now.");
      TestBench.fx(story::undo);
      assertThat(story.story().get().shot("one")).contains(one);
    }
  }

  @Test
  void aFileWithoutSettingsIsSaidAndChangesNothing() throws Exception {
    try (TestBench b = new TestBench(folder)) {
      Shot one = b.bench.story().shot().get().orElseThrow();
      new Reusing(b.bench).from(clip("plain.mp4", Tags.NONE));
      new Reusing(b.bench).from(Files.writeString(folder.resolve("note.txt"), "no film"));
      said(b, 2);
      assertThat(b.notices).anyMatch(n -> n.contains("plain.mp4"));
      assertThat(b.bench.story().shot().get()).contains(one);
    }
  }

  private Path clip(String name, Tags tags) {
    Path file = folder.resolve(name);
    ClipWriter.write(file, Encoding.of(file), 16, 16, 12, new byte[16 * 16 * 3 * 2], tags);
    return file;
  }

  private static void said(TestBench b, int count) {
    for (int i = 0; i < 200 && TestBench.onFx(() -> b.notices.size()) < count; i++) {
      TestBench.settle();
    }
    assertThat(b.notices).hasSize(count);
  }
}
