package zoetrope.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.Observable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zoetrope.story.edit.Edit;
import zoetrope.story.edit.ShotEdits;
import zoetrope.story.timeline.Timeline;

@Tag("ui")
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
      b.edit(new Edit.SetTimeline(Timeline.EMPTY));
      b.edit(new Edit.RemoveShot("one"));
      assertThat(story.selectedShot().get()).contains("two");
      assertThat(story.shot().get().orElseThrow().name()).isEqualTo("City");
    }
  }

  /** Whatever is listened to, all that can be asked is of one moment. */
  @Test
  void everyListenerSeesStoryShotAndSelectionOfOneMoment() throws Exception {
    try (TestBench b = new TestBench(folder)) {
      var story = b.bench.story();
      List<String> torn = new ArrayList<>();
      Runnable look =
          () -> {
            var selected = story.selectedShot().get();
            var now = selected.flatMap(story.story().get()::shot);
            if (!now.equals(story.shot().get())) {
              torn.add(now + " is not " + story.shot().get());
            }
            if (!story.undoable().get().equals(story.store().undoable())) {
              torn.add("undo is of another moment");
            }
          };
      TestBench.fx(
          () -> {
            story.story().addListener((o, was, is) -> look.run());
            story.shot().addListener((o, was, is) -> look.run());
            story.selectedShot().addListener((o, was, is) -> look.run());
            story.undoable().addListener((o, was, is) -> look.run());
            story.redoable().addListener((o, was, is) -> look.run());
            story.takes().addListener((Observable o) -> look.run());
            story.editShot(s -> ShotEdits.cast(s, List.of()));
            story.editShot(s -> s.withPrompt("a red ball"));
            story.selectedShot().set(Optional.of("two"));
            story.undo();
            story.redo();
            story.apply(new Edit.SetTimeline(Timeline.EMPTY));
            story.apply(new Edit.RemoveShot("two"));
          });
      assertThat(torn).isEmpty();
      assertThat(story.selectedShot().get()).contains("one");
    }
  }

  @Test
  void aListenerThatEditsIsHeardOfOnceByTheOthers() throws Exception {
    try (TestBench b = new TestBench(folder)) {
      var story = b.bench.story();
      List<String> titles = new ArrayList<>();
      TestBench.fx(
          () -> {
            story
                .story()
                .addListener(
                    (o, was, is) -> {
                      if (is.title().equals("one")) {
                        story.apply(new Edit.SetTitle("two"));
                      }
                    });
            story.undoable().addListener((o, was, is) -> titles.add(story.story().get().title()));
            story.apply(new Edit.SetTitle("one"));
          });
      assertThat(titles).containsExactly("two");
    }
  }
}
