package zoetrope.film.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zoetrope.film.TestFilm;
import zoetrope.media.MediaException;

class MixerTest {
  @TempDir Path folder;
  private TestFilm film;

  /** Overlapping sounds with gains and fades: one cut by the film, one by its own file's end. */
  @BeforeEach
  void film() throws IOException {
    Path low = TestFilm.wav(folder.resolve("low.wav"), 12, TestFilm.sine(110, 0.6));
    Path high = TestFilm.wav(folder.resolve("high.wav"), 2, TestFilm.sine(880, 0.6));
    film =
        new TestFilm()
            .cut(folder.resolve("unseen.mkv"), 60)
            .sound(low, 0, 12, 0.7, 3, 0.5, 2)
            .sound(high, 1.013, 4, 0.25, -4.5, 0.3, 0.6);
  }

  @ParameterizedTest
  @CsvSource({
    "2048, 0",
    "2048, 47993",
    "1, 100000",
    "4096, 100001",
    "65536, 190000",
    "333, 239900"
  })
  void whatIsHeardFromAnywhereIsWhatIsExportedThere(int chunk, int from) {
    float[] exported = Mixer.whole(film.content(), film::sound);
    try (Mixer mixer = Mixer.open(film.content(), film::sound, new SoundLengths())) {
      mixer.seek(from);
      float[] some = new float[2 * chunk];
      for (int at = from; at < Math.min(from + 9 * chunk, exported.length / 2); at += chunk) {
        mixer.read(some);
        assertThat(apart(some, exported, at)).as("from sample " + at).isLessThan(1e-4);
      }
    }
  }

  /** How far the samples are from those of all from a sample on. */
  private static double apart(float[] some, float[] all, int from) {
    double most = 0;
    for (int i = 0; i < Math.min(some.length, all.length - 2 * from); i++) {
      most = Math.max(most, Math.abs(some[i] - all[2 * from + i]));
    }
    return most;
  }

  @Test
  void goingBackIsLikeBeginningThere() {
    float[] exported = Mixer.whole(film.content(), film::sound);
    try (Mixer mixer = Mixer.open(film.content(), film::sound, new SoundLengths())) {
      float[] some = new float[2 * 1000];
      for (int at : new int[] {150_000, 10, 60_000, 59_000}) {
        mixer.seek(at);
        mixer.read(some);
        assertThat(apart(some, exported, at)).as("from sample " + at).isLessThan(1e-4);
      }
    }
  }

  /** A wave that broke off at its crest would step by all of its height. */
  @Test
  void noCutClicks() throws IOException {
    Path file = TestFilm.wav(folder.resolve("a.wav"), 8, i -> 0.8 * Math.cos(0.01 * i));
    TestFilm cut =
        new TestFilm()
            .cut(folder.resolve("unseen.mkv"), 60)
            .sound(file, 0, 1, 0, 0, 0, 0)
            .sound(file, 1.5, 2.25, 3, 0, 0, 0)
            .sound(file, 2.25, 3, 1, -3, 0, 0)
            .sound(file, 3.5, 9, 0, 0, 0, 0);
    float[] heard = Mixer.whole(cut.content(), cut::sound);
    assertThat(Math.abs(heard[0])).isLessThan(0.02f);
    assertThat(Math.abs(heard[heard.length - 1])).isLessThan(0.02f);
    assertThat(greatestStep(heard)).isLessThan(0.8 * (0.01 + 2.0 / 240));
  }

  @Test
  void oneSoundCutInTwoPiecesIsHeardAsOne() throws IOException {
    Path file = TestFilm.wav(folder.resolve("a.wav"), 8, i -> 0.8 * Math.cos(0.01 * i));
    Path picture = folder.resolve("unseen.mkv");
    TestFilm one = new TestFilm().cut(picture, 60).sound(file, 0, 4, 1, 0, 0, 0);
    TestFilm two =
        new TestFilm()
            .cut(picture, 60)
            .sound(file, 0, 1.7, 1, 0, 0, 0)
            .sound(file, 1.7, 4, 2.7, 0, 0, 0);
    assertThat(apart(Mixer.whole(two.content(), two::sound), whole(one), 0)).isLessThan(1e-4);
    TestFilm louder =
        new TestFilm()
            .cut(picture, 60)
            .sound(file, 0, 1.7, 1, -6, 0, 0)
            .sound(file, 1.7, 4, 2.7, 0, 0, 0);
    assertThat(greatestStep(whole(louder))).isLessThan(0.8 * (0.01 + 2.0 / 240));
  }

  private static float[] whole(TestFilm film) {
    return Mixer.whole(film.content(), film::sound);
  }

  private static double greatestStep(float[] stereo) {
    double most = 0;
    for (int i = 2; i < stereo.length; i++) {
      most = Math.max(most, Math.abs(stereo[i] - stereo[i - 2]));
    }
    return most;
  }

  @Test
  void nothingIsHeardAfterTheFilm() {
    try (Mixer mixer = Mixer.open(film.content(), film::sound, new SoundLengths())) {
      mixer.seek(5 * 48_000);
      float[] some = new float[4096];
      Arrays.fill(some, 1);
      mixer.read(some);
      assertThat(some).containsOnly(0);
    }
  }

  @Test
  void aSoundWhoseFileIsGoneIsSilentAndOneThatIsNoneIsTold() throws IOException {
    assertThat(Mixer.whole(film.content(), ref -> Optional.empty())).containsOnly(0);
    Path text = Files.writeString(folder.resolve("a.mp3"), "la la la");
    assertThatThrownBy(() -> Mixer.whole(film.content(), ref -> Optional.of(text)))
        .isInstanceOf(MediaException.class)
        .hasMessageStartingWith(text.toString());
  }
}
