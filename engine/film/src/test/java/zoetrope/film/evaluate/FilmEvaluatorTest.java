package zoetrope.film.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import zoetrope.story.MediaRef;
import zoetrope.story.timeline.AudioClip;
import zoetrope.story.timeline.Clip;
import zoetrope.story.timeline.FrameRate;
import zoetrope.story.timeline.Speed;
import zoetrope.story.timeline.TimeRange;
import zoetrope.story.timeline.Timeline;
import zoetrope.story.timeline.Title;
import zoetrope.story.timeline.Track;
import zoetrope.story.timeline.Transition;
import zoetrope.story.timeline.Transition.Kind;

class FilmEvaluatorTest {
  private static final long S = Timeline.TICKS_PER_SECOND;
  private static final FrameRate RATE = FrameRate.of(12);

  private static Clip clip(String id, long from, long ticks, Transition entry) {
    return new Clip(id, id, new TimeRange(from, from + ticks), entry, 0);
  }

  private static FilmEvaluator film(Clip... clips) {
    return new FilmEvaluator(
        new Timeline(List.of(new Track("v1", List.of(clips))), List.of(), List.of()), RATE);
  }

  private static Transition of(Kind kind, int frames) {
    return new Transition(kind, RATE.ticks(frames));
  }

  private static List<Double> opacities(FilmEvaluator film, String clip, long from, long to) {
    return LongStream.range(from, to).mapToObj(f -> layer(film.at(f), clip).opacity()).toList();
  }

  private static Layer layer(FilmFrame frame, String clip) {
    return frame.layers().stream()
        .filter(l -> l.clip().id().equals(clip))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aCrossfadeShowsBothClipsAndTheLaterEvenlyMore() {
    FilmEvaluator film =
        film(
            clip("a", 0, RATE.ticks(8), Transition.CUT),
            clip("b", 0, RATE.ticks(8), of(Kind.CROSSFADE, 3)));
    assertThat(film.length().frames()).isEqualTo(13);
    assertThat(opacities(film, "b", 5, 9)).containsExactly(.25, .5, .75, 1.0);
    assertThat(opacities(film, "a", 5, 8)).containsOnly(1.0);
    assertThat(film.at(8).layers()).hasSize(1);
    assertThat(film.at(6).layers()).extracting(l -> l.clip().id()).containsExactly("a", "b");
  }

  /** Half a frame more or less: the transition rounds one way, the ends of the clips another. */
  @ParameterizedTest
  @ValueSource(longs = {1, 3_333, 9_999, 10_000, 10_001, 13_333, 19_999, 30_000, 50_000, 70_001})
  void aCrossfadeThatIsNoWholeNumberOfFramesLeavesNoHole(long ticks) {
    for (long length = RATE.ticks(6); length < RATE.ticks(7); length += 1_999) {
      FilmEvaluator film =
          film(
              clip("a", 0, length, Transition.CUT),
              clip("b", 0, S, new Transition(Kind.CROSSFADE, ticks)));
      for (long f = 0; f < film.length().frames(); f++) {
        FilmFrame frame = film.at(f);
        assertThat(frame.layers().getFirst().opacity())
            .as("crossfade %d after %d ticks, frame %d", ticks, length, f)
            .isEqualTo(1);
      }
    }
  }

  @Test
  void aDipDarkensOneClipThenBrightensTheNext() {
    FilmEvaluator film =
        film(
            clip("a", 0, RATE.ticks(6), Transition.CUT),
            clip("b", 0, RATE.ticks(6), of(Kind.DIP_TO_BLACK, 4)));
    assertThat(LongStream.range(3, 9).mapToObj(f -> film.at(f).layers().getFirst().brightness()))
        .containsExactly(1.0, .75, .25, .25, .75, 1.0);
    assertThat(film.length().frames()).isEqualTo(12);
  }

  @ParameterizedTest
  @EnumSource(value = Kind.class, names = "CUT", mode = EnumSource.Mode.EXCLUDE)
  void aTransitionBeginsAfterTheEarlierClipAloneAndEndsInTheLaterOneAlone(Kind kind) {
    FilmEvaluator film =
        film(clip("a", 0, RATE.ticks(8), Transition.CUT), clip("b", 0, RATE.ticks(8), of(kind, 4)));
    long shared = kind.overlaps() ? 4 : 0;
    long half = kind.dips() ? 2 : 0;
    assertThat(film.length().frames()).isEqualTo(16 - shared);
    assertThat(film.at(8 - shared - half - 1).layers())
        .allMatch(Layer::plain)
        .extracting(l -> l.clip().id())
        .containsExactly("a");
    assertThat(film.at(8 + half).layers())
        .allMatch(Layer::plain)
        .extracting(l -> l.clip().id())
        .containsExactly("b");
    for (long f = 8 - shared - half; f < 8 + half; f++) {
      assertThat(film.at(f).layers()).as("frame %d", f).anyMatch(l -> !l.plain());
    }
  }

  @Test
  void aPushMovesBothClipsByTheSameWay() {
    FilmEvaluator film =
        film(
            clip("a", 0, RATE.ticks(8), Transition.CUT),
            clip("b", 0, RATE.ticks(8), of(Kind.PUSH, 4)));
    for (long f = 4; f < 8; f++) {
      double old = ((Shape.Shifted) layer(film.at(f), "a").shape()).right();
      double now = ((Shape.Shifted) layer(film.at(f), "b").shape()).right();
      assertThat(now - old).isCloseTo(1, within(1e-12));
    }
  }

  @Test
  void aClipShowsItsTakeFromItsInPointOn() {
    FilmEvaluator film = film(clip("a", S / 2, S, Transition.CUT));
    assertThat(film.at(0).layers().getFirst().seconds()).isEqualTo(.5);
    assertThat(film.at(6).layers().getFirst().seconds()).isCloseTo(1, within(1e-12));
    assertThat(film.at(12).layers()).isEmpty();
  }

  @Test
  void aClipTwiceAsFastShowsEverySecondFrameOfItsTake() {
    Clip fast = clip("a", S / 2, S, Transition.CUT).with(Speed.of(2));
    FilmEvaluator film = film(fast);
    assertThat(film.length().frames()).isEqualTo(RATE.frameAt(S) / 2);
    for (int f = 0; f < film.length().frames(); f++) {
      assertThat(film.at(f).layers().getFirst().seconds() * RATE.frameAt(S))
          .isCloseTo(RATE.frameAt(S) / 2.0 + 2 * f, within(1e-9));
    }
  }

  @Test
  void aRampPlaysAllOfItsPieceEverFaster() {
    FilmEvaluator film = film(clip("a", 0, S, Transition.CUT).with(new Speed(.5, 1.5)));
    double before = 0;
    double step = 0;
    for (int f = 1; f < film.length().frames(); f++) {
      double now = film.at(f).layers().getFirst().seconds();
      assertThat(now - before).isGreaterThan(step);
      step = now - before;
      before = now;
    }
    assertThat(film.length().frames()).isEqualTo(RATE.frameAt(S));
    assertThat(before + step).isCloseTo(1, within(.01));
  }

  @Test
  void theTimeOfAFrameShowsThatFrameUntilTheNextBegins() {
    FilmEvaluator film = film(clip("a", 0, S, Transition.CUT));
    assertThat(film.atTime(RATE.ticks(5))).isEqualTo(film.at(5));
    assertThat(film.atTime(RATE.ticks(6) - 1)).isEqualTo(film.at(5));
    assertThat(film.atTime(RATE.ticks(6))).isEqualTo(film.at(6));
  }

  @Test
  void theUpperTrackCoversTheLowerOne() {
    Track low = new Track("v1", List.of(clip("a", 0, S, Transition.CUT)));
    Track high =
        new Track(
            "v2", List.of(new Clip("b", "b", new TimeRange(0, S / 2), Transition.CUT, S / 4)));
    FilmEvaluator film =
        new FilmEvaluator(new Timeline(List.of(low, high), List.of(), List.of()), RATE);
    assertThat(film.at(2).layers()).extracting(l -> l.clip().id()).containsExactly("a");
    assertThat(film.at(3).layers()).extracting(l -> l.clip().id()).containsExactly("a", "b");
  }

  @Test
  void aTitleFadesOverAQuarterOfASecondAtBothEndsOfWhatIsSeen() {
    Title title =
        new Title("t", "Fox", new TimeRange(S / 2, 9 * S), Title.Position.TOP, Title.Style.CAPTION);
    Track pictures = new Track("v1", List.of(clip("a", 0, 2 * S, Transition.CUT)));
    FilmEvaluator film =
        new FilmEvaluator(new Timeline(List.of(pictures), List.of(title), List.of()), RATE);
    assertThat(film.at(5).titles()).isEmpty();
    assertThat(LongStream.range(6, 10).mapToObj(f -> film.at(f).titles().getFirst().opacity()))
        .containsExactly(1 / 3.0, 2 / 3.0, 1.0, 1.0);
    assertThat(LongStream.range(20, 24).mapToObj(f -> film.at(f).titles().getFirst().opacity()))
        .containsExactly(1.0, 1.0, 2 / 3.0, 1 / 3.0);
  }

  @Test
  void aSoundsGainFallsToNothingWhereItIsLastHeard() {
    AudioClip music =
        new AudioClip(
            "m", new MediaRef("0".repeat(64), "wav"), new TimeRange(S, 9 * S), S, -6, S / 2, S);
    Track pictures = new Track("v1", List.of(clip("a", 0, 5 * S, Transition.CUT)));
    FilmEvaluator film =
        new FilmEvaluator(new Timeline(List.of(pictures), List.of(), List.of(music)), RATE);
    SoundCue cue = film.cue(music, 4 * 48_000).orElseThrow();
    double level = Math.pow(10, -6 / 20.0);
    assertThat(cue.start()).isEqualTo(48_000);
    assertThat(cue.end()).as("the file is over").isEqualTo(4 * 48_000);
    assertThat(cue.sourceAt(48_000)).isEqualTo(48_000);
    assertThat(cue.gain(48_000)).isZero();
    assertThat(cue.gain(60_000)).isCloseTo(level / 2, within(1e-9));
    assertThat(cue.gain(100_000)).isCloseTo(level, within(1e-9));
    assertThat(cue.gain(cue.end() - 24_000)).isCloseTo(level / 2, within(1e-9));
    assertThat(film.cue(music, 100 * 48_000).orElseThrow().end())
        .as("the film is over")
        .isEqualTo(5 * 48_000);
    assertThat(film.cue(music, 48_000)).as("nothing of the file is left").isEmpty();
    assertThat(film.samples()).isEqualTo(5 * 48_000);
  }
}
