package zoetrope.app.takes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zoetrope.app.PlainUi;
import zoetrope.app.TestBench;
import zoetrope.app.model.StoryModel;
import zoetrope.story.document.Shot;
import zoetrope.story.document.Take;
import zoetrope.story.timeline.TimeRange;
import zoetrope.story.timeline.Timeline;

@Tag("ui")
class TakesViewModelTest {
  private static final long S = Timeline.TICKS_PER_SECOND;

  @TempDir Path folder;
  private TestBench b;
  private StoryModel story;
  private TakesViewModel takes;
  private Take good;
  private Take better;

  @BeforeEach
  void open() throws Exception {
    b = TestBench.withoutToolkit(folder, new PlainUi());
    story = b.bench.story();
    takes = new TakesViewModel(story, b.bench.texts(), b.bench.notices());
    Shot then = story.shot().get().orElseThrow().withFrames(24).withPrompt("a beach");
    good = take("good", 5, then, .5);
    better = take("better", 6, then, .9);
    story.store().addTake(good);
    story.store().addTake(better);
    story.refresh();
  }

  private static Take take(String id, long seed, Shot recipe, double score) {
    return new Take(
        id, "one", seed, recipe, Map.of("combined", score), Map.of(), Instant.EPOCH, false);
  }

  @AfterEach
  void close() {
    b.close();
  }

  @Test
  void theBestIsFirstAndIsComparedWithThePick() {
    assertThat(takes.ranked()).extracting(Take::id).containsExactly("better", "good");
    assertThat(takes.rival(better)).contains(good);
    takes.pick(good);
    assertThat(takes.picked(good)).isTrue();
    assertThat(takes.rival(better)).contains(good);
    assertThat(takes.rival(good)).contains(better);
    assertThat(takes.called(good)).contains("2", b.bench.texts().get("takes.picked"));
  }

  @Test
  void aTakesSettingsComeBackWithItsClipsInOneStep() {
    var before = story.story().get();
    takes.reuse(better);
    Shot now = story.shot().get().orElseThrow();
    assertThat(now.prompt()).isEqualTo("a beach");
    assertThat(now.name()).isEqualTo("Meadow");
    assertThat(now.settings().seed().value()).isEqualTo(6);
    assertThat(story.story().get().timeline().pictures().clip("c1").orElseThrow().source())
        .as("the film shows what there is of the shorter shot")
        .isEqualTo(new TimeRange(0, S));
    story.undo();
    assertThat(story.story().get()).isEqualTo(before);
  }

  @Test
  void aDeletedTakeLeavesTheFilm() {
    takes.pick(better);
    takes.discard(better);
    assertThat(takes.ranked()).containsExactly(good);
    assertThat(story.story().get().pick("one")).isEmpty();
    takes.star(good, true);
    assertThat(takes.ranked().getFirst().starred()).isTrue();
  }
}
