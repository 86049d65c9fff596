package zoetrope.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zoetrope.story.store.Edit;

class StoryModelTest {
  @TempDir Path folder;

  @Test
  void anEditIsSeenAndUndoneAndDoneAgain() throws Exception {
    try (TestBench b = new TestBench(folder)) {
      var story = b.bench.story();
      b.edit(new Edit.SetTitle("Renamed"));
      assertThat(story.story().get().title()).isEqualTo("Renamed");
      assertThat(story.undoable().get()).contains("set-title");
      TestBench.fx(story::undo);
      assertThat(story.story().get().title()).isEqualTo("Test");
      TestBench.fx(story::redo);
      assertThat(story.story().get().title()).isEqualTo("Renamed");
    }
  }

  @Test
  void aRefusedEditBecomesANoticeAndLeavesTheStory() throws Exception {
    try (TestBench b = new TestBench(folder)) {
      b.edit(new Edit.RemoveCharacter("pip"));
      assertThat(b.notices).hasSize(1);
      assertThat(b.bench.story().story().get().characters()).hasSize(1);
    }
  }

  @Test
  void theFirstShotIsSelectedAndTheSelectionFollowsRemoval() throws Exception {
    try (TestBench b = new TestBench(folder)) {
      var story = b.bench.story();
      assertThat(story.selectedShot().get()).contains("one");
      b.edit(new Edit.SetTimeline(zoetrope.story.timeline.Timeline.EMPTY));
      b.edit(new Edit.RemoveShot("one"));
      assertThat(story.selectedShot().get()).contains("two");
      assertThat(story.shot().get().orElseThrow().name()).isEqualTo("City");
    }
  }
}
