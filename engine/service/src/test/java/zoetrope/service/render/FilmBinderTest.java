package zoetrope.service.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static zoetrope.service.render.FilmStory.S;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zoetrope.core.task.CancelToken;
import zoetrope.media.AudioReader;
import zoetrope.media.Encoding;
import zoetrope.media.VideoReader;
import zoetrope.service.export.ExportSettings;
import zoetrope.service.export.FrameSize;
import zoetrope.service.provenance.Delivery;
import zoetrope.story.timeline.AudioClip;
import zoetrope.story.timeline.TimeRange;
import zoetrope.story.timeline.Timeline;
import zoetrope.story.timeline.Title;
import zoetrope.story.timeline.Track;
import zoetrope.story.timeline.Transition;

class FilmBinderTest {
  private static final Transition FADE = new Transition(Transition.Kind.CROSSFADE, S / 2);

  @TempDir Path folder;

  private Path bound(FilmStory story) {
    Path film = folder.resolve("film.mkv");
    new FilmBinder(story.store, Delivery.PLAIN)
        .bind(
            film,
            new ExportSettings(Encoding.LOSSLESS, FrameSize.STORY),
            (_, _, _) -> {},
            new CancelToken());
    return film;
  }

  private static List<byte[]> frames(Path film) {
    List<byte[]> out = new ArrayList<>();
    try (VideoReader r = VideoReader.open(film)) {
      for (Optional<byte[]> f = r.next(); f.isPresent(); f = r.next()) {
        out.add(f.get());
      }
    }
    return out;
  }

  private static float[] heard(Path film) {
    float[] out = new float[2 * 48_000 * 20];
    try (AudioReader r = AudioReader.open(film)) {
      return Arrays.copyOf(out, r.read(out));
    }
  }

  private static double rms(float[] stereo, double from, double to) {
    double sum = 0;
    int a = 2 * (int) (from * 48_000);
    int b = 2 * (int) (to * 48_000);
    for (int i = a; i < b; i++) {
      sum += stereo[i] * stereo[i];
    }
    return Math.sqrt(sum / (b - a));
  }

  private static double mean(byte[] frame) {
    long sum = 0;
    for (byte b : frame) {
      sum += b & 255;
    }
    return (double) sum / frame.length;
  }

  @Test
  void musicThatOutlastsThePicturesFadesOutAtTheFilmsEnd() {
    try (FilmStory s = new FilmStory(folder)) {
      s.grey("a", 30, 90);
      s.grey("b", 30, 90);
      AudioClip music =
          new AudioClip(
              "music",
              s.sound("music.wav", 12, FilmStory.sine(440, .2)),
              new TimeRange(0, 12 * S),
              0,
              0,
              0,
              2 * S);
      Track pictures = new Track("v1", List.of(s.clip("a", Transition.CUT), s.clip("b", FADE)));
      s.timeline(new Timeline(List.of(pictures), List.of(), List.of(music)));
      Path film = bound(s);
      assertThat(frames(film)).hasSize(54);
      float[] heard = heard(film);
      assertThat(heard.length / 2).isEqualTo(54 * 48_000 / 12);
      double full = rms(heard, 1, 2);
      assertThat(rms(heard, 3.45, 3.55) / full).isCloseTo(.5, within(.03));
      assertThat(rms(heard, 4.45, 4.5) / full).isLessThan(.05);
    }
  }

  @Test
  void aTitleThatOutlastsThePicturesFadesAtTheFilmsEndAndALaterOneIsLeftOut() {
    try (FilmStory s = new FilmStory(folder)) {
      s.grey("a", 24, 20);
      Track pictures = new Track("v1", List.of(s.clip("a", Transition.CUT)));
      s.timeline(
          new Timeline(
              List.of(pictures),
              List.of(title("t", S, 9 * S), title("u", 5 * S, 9 * S)),
              List.of()));
      List<byte[]> frames = frames(bound(s));
      assertThat(frames).hasSize(24);
      double full = mean(frames.get(18)) - 20;
      assertThat(full).isGreaterThan(1);
      assertThat(mean(frames.get(23)) - 20).isBetween(full * .2, full * .5);
    }
  }

  @Test
  void aFilmOfTitlesAndSoundIsBlackAndAsLongAsThey() {
    try (FilmStory s = new FilmStory(folder)) {
      AudioClip music =
          new AudioClip(
              "music",
              s.sound("music.wav", 1, FilmStory.sine(440, .2)),
              new TimeRange(0, S),
              0,
              0,
              0,
              0);
      s.timeline(new Timeline(List.of(), List.of(title("t", S, 2 * S)), List.of(music)));
      Path film = bound(s);
      List<byte[]> frames = frames(film);
      assertThat(frames).hasSize(24);
      assertThat(mean(frames.get(6))).isZero();
      assertThat(mean(frames.get(18))).isPositive();
      assertThat(rms(heard(film), .2, .8)).isPositive();
    }
  }

  @Test
  void aFilmOfNothingIsRefused() {
    try (FilmStory s = new FilmStory(folder)) {
      assertThatThrownBy(() -> bound(s))
          .isInstanceOf(RenderException.class)
          .hasMessageContaining("empty");
    }
  }

  private static Title title(String id, long start, long end) {
    return new Title(
        id, "MMMM", new TimeRange(start, end), Title.Position.CENTER, Title.Style.HEADLINE);
  }
}
