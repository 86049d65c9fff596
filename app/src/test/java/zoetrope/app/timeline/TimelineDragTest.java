package zoetrope.app.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zoetrope.app.PlainUi;
import zoetrope.app.TestBench;
import zoetrope.app.model.StoryModel;
import zoetrope.story.document.Story;
import zoetrope.story.edit.SoundEdits;
import zoetrope.story.timeline.AudioClip;
import zoetrope.story.timeline.Clip;
import zoetrope.story.timeline.TimeRange;
import zoetrope.story.timeline.Timeline;
import zoetrope.story.timeline.Transition;

@Tag("ui")
class TimelineDragTest {
  private static final long S = Timeline.TICKS_PER_SECOND;

  @TempDir Path folder;
  private TestBench b;
  private StoryModel story;
  private TimelineModel model;

  @BeforeEach
  void open() throws Exception {
    b = TestBench.withoutToolkit(folder, new PlainUi());
    story = b.bench.story();
    model = new TimelineModel(b.bench);
  }

  @AfterEach
  void close() {
    b.close();
  }

  private void drag(String id, Lanes.Part part, long... ways) {
    TimelineDrag drag = new TimelineDrag(model, new Lanes.Hit(id, part));
    for (long by : ways) {
      drag.to(by, by);
    }
  }

  private void undone(Story before) {
    story.undo();
    assertThat(story.story().get()).as("one step takes it all back").isEqualTo(before);
  }

  @Test
  void aTrimIsOneStepHoweverManyMovesItHad() {
    Story before = story.story().get();
    drag("c1", Lanes.Part.END, -S / 4, -S / 2, -S);
    assertThat(model.pictures().clip("c1").orElseThrow().source()).isEqualTo(new TimeRange(0, S));
    assertThat(model.pictures().placement("c2")).contains(new TimeRange(S, 3 * S));
    undone(before);
    drag("c2", Lanes.Part.START, S / 2, S);
    assertThat(model.pictures().clip("c2").orElseThrow().source())
        .isEqualTo(new TimeRange(S, 2 * S));
    undone(before);
  }

  @Test
  void aClipGoesWhereItIsDropped() {
    Story before = story.story().get();
    drag("c1", Lanes.Part.BODY, S, 7 * S / 2);
    assertThat(model.pictures().clips()).extracting(Clip::id).containsExactly("c2", "c1");
    undone(before);
  }

  @Test
  void titlesSoundsAndMarkersMoveAndSnap() {
    model.addTitle("Hello");
    String title = model.chosen().get().orElseThrow();
    var look = story.story().get().characters().getFirst().images().getFirst();
    story.apply(SoundEdits.put(new AudioClip("s", look, new TimeRange(0, S), 0, 0, S / 4, S / 4)));
    model.addMarker();
    String marker = model.timeline().markers().getFirst().id();
    Story before = story.story().get();
    drag(title, Lanes.Part.BODY, S / 3, 2 * S + 900);
    assertThat(model.timeline().title(title).orElseThrow().place().start())
        .as("it snaps to the clip's start")
        .isEqualTo(2 * S);
    undone(before);
    drag("s", Lanes.Part.START, S / 2);
    assertThat(model.timeline().sound("s").orElseThrow().sourceStart()).isEqualTo(S / 2);
    undone(before);
    drag("s", Lanes.Part.END, -9 * S / 10, 3 * S);
    assertThat(model.timeline().sound("s").orElseThrow().fadeIn())
        .as("a drag leaves no trace of where it went on its way")
        .isEqualTo(S / 4);
    undone(before);
    drag(marker, Lanes.Part.BODY, S);
    assertThat(model.timeline().marker(marker).orElseThrow().at()).isEqualTo(S);
    undone(before);
  }

  @Test
  void theCommandsAreOneStepEach() {
    Story before = story.story().get();
    story.playhead().set(S);
    model.split();
    assertThat(model.pictures().clips()).hasSize(3);
    undone(before);
    model.trimToPlayhead(true);
    assertThat(model.length().end()).isEqualTo(3 * S);
    undone(before);
    model.choose(Optional.of("c2"));
    model.shift(-1);
    assertThat(model.pictures().clips().getFirst().id()).isEqualTo("c2");
    undone(before);
    model.shift(-9);
    undone(before);
    model.choose(Optional.of("c2"));
    model.enter(Transition.Kind.CROSSFADE);
    model.transition("c2", S, TimelineModel.gesture());
    assertThat(model.length().end()).isEqualTo(3 * S);
    story.undo();
    undone(before);
    model.trimToPlayhead(true);
    model.choose(Optional.of("c1"));
    model.slip(-1);
    assertThat(model.pictures().clip("c1").orElseThrow().source().start())
        .isEqualTo(S - model.frame());
    story.undo();
    undone(before);
    model.choose(Optional.of("c1"));
    model.delete();
    assertThat(model.length().end()).isEqualTo(2 * S);
    undone(before);
  }
}
