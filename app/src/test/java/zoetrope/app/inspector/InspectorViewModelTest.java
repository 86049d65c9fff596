package zoetrope.app.inspector;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zoetrope.app.PlainUi;
import zoetrope.app.TestBench;
import zoetrope.app.model.StoryModel;
import zoetrope.story.document.FrameSource;
import zoetrope.story.document.Shot;
import zoetrope.story.document.Story;
import zoetrope.story.timeline.Clip;
import zoetrope.story.timeline.TimeRange;
import zoetrope.story.timeline.Timeline;

@Tag("ui")
class InspectorViewModelTest {
  private static final long S = Timeline.TICKS_PER_SECOND;

  @TempDir Path folder;
  private TestBench b;
  private StoryModel story;
  private InspectorViewModel shot;

  @BeforeEach
  void open() throws Exception {
    b = TestBench.withoutToolkit(folder, new PlainUi());
    story = b.bench.story();
    shot = new InspectorViewModel(b.bench);
  }

  @AfterEach
  void close() {
    b.close();
  }

  private Shot now() {
    return story.shot().get().orElseThrow();
  }

  private List<TimeRange> clips() {
    return story.story().get().timeline().pictures().clips().stream().map(Clip::source).toList();
  }

  @Test
  void anotherLengthAndItsClipsAreOneStepOfUndo() {
    Story before = story.story().get();
    shot.seconds(3);
    assertThat(now().frames()).isEqualTo(72);
    assertThat(shot.seconds()).isEqualTo(3);
    assertThat(clips()).containsExactly(new TimeRange(0, 3 * S), new TimeRange(0, 2 * S));
    story.undo();
    assertThat(story.story().get()).isEqualTo(before);
    assertThat(story.undoable().get()).isEmpty();
  }

  @Test
  void typingIsOneStepOfUndoUntilTheFieldIsLeft() {
    shot.nextGesture();
    shot.prompt("a");
    shot.prompt("a sea");
    shot.nextGesture();
    shot.prompt("a sea at dawn");
    story.undo();
    assertThat(now().prompt()).isEqualTo("a sea");
    story.undo();
    assertThat(now().prompt()).isEqualTo("@pip walks over a green meadow");
  }

  @Test
  void whatLeavesTheShotAsItIsMakesNoStep() {
    shot.name(now().name());
    shot.name(" ");
    shot.prompt("x".repeat(Shot.MAX_PROMPT + 1));
    shot.takes(now().settings().takes());
    shot.seed("no number");
    shot.model(now().settings().model());
    assertThat(story.undoable().get()).isEmpty();
  }

  @Test
  void eachSettingChangesAlone() {
    Shot was = now();
    shot.steps(20);
    shot.guidance(3);
    shot.identity(.5);
    shot.motion(.25);
    shot.takes(4);
    shot.seed(" 77 ");
    shot.lock(true);
    var k = now().settings();
    assertThat(List.of(k.steps(), k.takes())).containsExactly(20, 4);
    assertThat(List.of(k.guidance(), k.identity(), k.motion())).containsExactly(3.0, .5, .25);
    assertThat(k.seed().value()).isEqualTo(77);
    assertThat(k.seed().locked()).isTrue();
    assertThat(now().withSettings(was.settings())).isEqualTo(was);
  }

  @Test
  void aFirstFrameOfTheShotBeforeNeedsOne() {
    FrameViewModel first = new FrameViewModel(b.bench, FrameViewModel.End.FIRST);
    assertThat(first.previous()).as("the first shot has none before it").isFalse();
    assertThat(b.notices).hasSize(1);
    assertThat(first.source()).isEqualTo(FrameViewModel.Source.NONE);
    story.selectedShot().set(java.util.Optional.of("two"));
    assertThat(first.previous()).isTrue();
    assertThat(now().firstFrame()).isEqualTo(new FrameSource.PreviousShot());
    assertThat(first.source()).isEqualTo(FrameViewModel.Source.PREVIOUS);
    assertThat(first.none()).isTrue();
    assertThat(now().firstFrame()).isEqualTo(new FrameSource.None());
  }

  @Test
  void aCharacterLeavesTheShot() {
    CastViewModel cast = new CastViewModel(story);
    assertThat(cast.members()).containsExactly("pip");
    cast.leave("pip");
    assertThat(cast.members()).isEmpty();
    story.undo();
    assertThat(cast.members()).containsExactly("pip");
  }
}
