package zoetrope.app.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import zoetrope.story.timeline.Clip;
import zoetrope.story.timeline.FilmLength;
import zoetrope.story.timeline.FrameRate;
import zoetrope.story.timeline.TimeRange;
import zoetrope.story.timeline.Timeline;
import zoetrope.story.timeline.Track;
import zoetrope.story.timeline.Transition;

class CuttingTest {
  private static final long S = Timeline.TICKS_PER_SECOND;
  private static final Transition FADE = new Transition(Transition.Kind.CROSSFADE, S / 2);

  private final Timeline film =
      timeline(
          clip("a", 0, 2 * S, Transition.CUT),
          clip("b", 0, 2 * S, FADE),
          clip("c", 0, S, Transition.CUT));

  private static Clip clip(String id, long from, long to, Transition entry) {
    return new Clip(id, "shot-" + id, new TimeRange(from, to), entry, 0);
  }

  private static Timeline timeline(Clip... clips) {
    return new Timeline(List.of(new Track("v1", List.of(clips))), List.of(), List.of());
  }

  private static long end(Timeline t) {
    return FilmLength.of(t, FrameRate.of(24)).end();
  }

  private static List<String> ids(Timeline t) {
    return new Cutting(t).clips().stream().map(Clip::shotId).toList();
  }

  @Test
  void aSplitLeavesTheFilmAsItLooks() {
    Timeline t = new Cutting(film).split(S, 1);
    assertThat(ids(t)).containsExactly("shot-a", "shot-a", "shot-b", "shot-c");
    assertThat(end(t)).isEqualTo(end(film));
    assertThat(new Cutting(t).clips().get(1).source()).isEqualTo(new TimeRange(S, 2 * S));
  }

  @Test
  void aSplitAtAnEdgeDoesNothing() {
    assertThat(new Cutting(film).split(0, 1)).isEqualTo(film);
    assertThat(new Cutting(film).split(100 * S, 1)).isEqualTo(film);
  }

  @Test
  void deletingClosesUpAndTheNewFirstClipEntersWithACut() {
    Timeline t = new Cutting(film).without("a");
    assertThat(ids(t)).containsExactly("shot-b", "shot-c");
    assertThat(new Cutting(t).clips().getFirst().entry()).isEqualTo(Transition.CUT);
    assertThat(end(t)).isEqualTo(3 * S);
  }

  @Test
  void aClipThatBecomesTooShortShortensItsTransition() {
    Timeline t = new Cutting(film).trimmed("b", new TimeRange(0, S / 4));
    assertThat(new Cutting(t).clip("b").orElseThrow().entry().duration()).isEqualTo(S / 4);
  }

  @Test
  void movingReordersAndKeepsEveryClip() {
    Timeline t = new Cutting(film).moved("c", 0);
    assertThat(ids(t)).containsExactly("shot-c", "shot-a", "shot-b");
  }

  @Test
  void ofTwoThatFadeTheLaterIsUnderThePlayHead() {
    assertThat(new Cutting(film).at(7 * S / 4).orElseThrow().id()).isEqualTo("b");
  }

  @Test
  void aShorterTakeShortensItsClipsAndALongerOneShowsWhole() {
    assertThat(
            new Cutting(new Cutting(film).relength("shot-a", 2 * S, S))
                .clip("a")
                .orElseThrow()
                .source())
        .isEqualTo(new TimeRange(0, S));
    assertThat(
            new Cutting(new Cutting(film).relength("shot-a", 2 * S, 3 * S))
                .clip("a")
                .orElseThrow()
                .source())
        .isEqualTo(new TimeRange(0, 3 * S));
  }
}
