package zoetrope.story.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zoetrope.story.MediaRef;

class FilmLengthTest {
  private static final long S = Timeline.TICKS_PER_SECOND;
  private static final FrameRate RATE = FrameRate.of(24);
  private static final MediaRef TUNE = new MediaRef("0".repeat(64), "wav");

  private static Clip clip(String id, long seconds, Transition entry) {
    return new Clip(id, "shot", new TimeRange(0, seconds * S), entry, 0);
  }

  private static Track track(String id, Clip... clips) {
    return new Track(id, List.of(clips));
  }

  private static Title title(long start, long end) {
    return new Title(
        "t", "Fox", new TimeRange(start, end), Title.Position.TOP, Title.Style.HEADLINE);
  }

  private static AudioClip sound(long start, long end, long sourceStart) {
    return new AudioClip("tune", TUNE, new TimeRange(start, end), sourceStart, 0, 0, S);
  }

  private static FilmLength length(List<Track> tracks, List<Title> titles, List<AudioClip> audio) {
    return FilmLength.of(new Timeline(tracks, titles, audio), RATE);
  }

  @Test
  void theFilmIsAsLongAsItsPicturesWithoutTheTimeThatCrossfadesShare() {
    Transition fade = new Transition(Transition.Kind.CROSSFADE, S * 6 / 10);
    Transition dip = new Transition(Transition.Kind.DIP_TO_BLACK, S * 6 / 10);
    Track pictures =
        track("v1", clip("a", 2, Transition.CUT), clip("b", 3, fade), clip("c", 1, dip));
    FilmLength film = length(List.of(pictures, track("v2")), List.of(), List.of());
    assertThat(film.frames()).as("129.6 frames").isEqualTo(130);
    assertThat(film.end()).isEqualTo(RATE.ticks(130));
    assertThat(film.lastFrame()).isEqualTo(129);
  }

  @Test
  void whatLiesBehindTheLastPictureAddsNothing() {
    FilmLength film =
        length(
            List.of(track("v1", clip("a", 5, Transition.CUT))),
            List.of(title(4 * S, 9 * S)),
            List.of(sound(0, 12 * S, 0)));
    assertThat(film.end()).isEqualTo(5 * S);
    assertThat(film.cuts(new TimeRange(0, 12 * S))).isTrue();
    assertThat(film.cuts(new TimeRange(0, 5 * S + 1))).as("rounding is no cut").isFalse();
    assertThat(film.cuts(new TimeRange(0, 5 * S))).isFalse();
  }

  @Test
  void aFilmWithoutPicturesIsAsLongAsItsTitlesAndSounds() {
    assertThat(length(List.of(), List.of(title(S, 3 * S)), List.of()).end()).isEqualTo(3 * S);
    assertThat(
            length(List.of(track("v1")), List.of(title(0, S)), List.of(sound(0, 2 * S, 0))).end())
        .isEqualTo(2 * S);
  }

  @Test
  void aFilmOfNothingIsEmptyAndOneOfLessThanAFrameIsNot() {
    FilmLength nothing = FilmLength.of(Timeline.EMPTY, RATE);
    assertThat(nothing.isEmpty()).isTrue();
    assertThat(nothing.end()).isZero();
    assertThat(nothing.onFrame(7 * S)).isZero();
    FilmLength blink = length(List.of(), List.of(title(0, 1)), List.of());
    assertThat(blink.isEmpty()).isFalse();
    assertThat(blink.frames()).isEqualTo(1);
  }

  @Test
  void timesAreHeldOnTheFramesOfTheFilm() {
    FilmLength film =
        length(List.of(track("v1", clip("a", 2, Transition.CUT))), List.of(), List.of());
    assertThat(film.onFrame(S + 1)).isEqualTo(S);
    assertThat(film.onFrame(Long.MAX_VALUE)).isEqualTo(RATE.ticks(47));
    assertThat(film.onFrame(-S)).isZero();
  }

  @Test
  void aSoundIsHeardUntilThePlaceTheFilmOrTheFileEnds() {
    FilmLength film =
        length(List.of(track("v1", clip("a", 5, Transition.CUT))), List.of(), List.of());
    assertThat(sound(S, 3 * S, 0).heard(film, 60 * S)).contains(new TimeRange(S, 3 * S));
    assertThat(sound(S, 12 * S, 0).heard(film, 60 * S)).contains(new TimeRange(S, 5 * S));
    assertThat(sound(S, 12 * S, S).heard(film, 3 * S)).contains(new TimeRange(S, 3 * S));
    assertThat(sound(S, 12 * S, 0).heard(film, Long.MAX_VALUE)).contains(new TimeRange(S, 5 * S));
    assertThat(sound(5 * S, 12 * S, 0).heard(film, 60 * S)).isEmpty();
    assertThat(sound(0, 12 * S, 4 * S).heard(film, 4 * S)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"24, 1", "24000, 1001", "7, 1", "12, 1", "30000, 1001", "100, 3"})
  void theFrameThatShowsIsTheLastToHaveBegun(int numerator, int denominator) {
    FrameRate rate = new FrameRate(numerator, denominator);
    for (long f = 0; f < 500; f++) {
      assertThat(rate.frameShownAt(rate.ticks(f))).isEqualTo(f);
      assertThat(rate.frameShownAt(rate.ticks(f + 1) - 1)).isEqualTo(f);
    }
  }
}
