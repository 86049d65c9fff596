package zoetrope.film.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zoetrope.film.TestFilm;
import zoetrope.media.AudioReader;
import zoetrope.media.Encoding;
import zoetrope.media.MediaException;
import zoetrope.media.sound.Loudness;
import zoetrope.media.sound.MasteredSound;
import zoetrope.media.sound.Mastering;

class SoundTest {
  private static final double LEVEL = Math.pow(10, -23 / 20.0);

  @TempDir Path folder;

  /**
   * BS.1770: 997 Hz at -23 dBFS on both sides is -23.0 LUFS; the others were measured with FFmpeg's
   * ebur128 on the same tones.
   */
  @ParameterizedTest
  @CsvSource({"997, -23.0", "100, -24.8", "4000, -19.7", "40, -29.3"})
  void loudnessIsThatOfTheRecommendation(double hertz, double lufs) {
    assertThat(Loudness.integrated(tone(hertz, LEVEL, 4))).isCloseTo(lufs, within(0.1));
  }

  @Test
  void pausesDoNotCountAsLoudness() {
    float[] sound = new float[2 * 48_000 * 12];
    float[] tone = tone(997, LEVEL, 4);
    System.arraycopy(tone, 0, sound, 0, tone.length);
    assertThat(Loudness.integrated(sound)).isCloseTo(-23, within(0.3));
    assertThat(Loudness.integrated(new float[96_000])).isEqualTo(Double.NEGATIVE_INFINITY);
  }

  @ParameterizedTest
  @CsvSource({"-16, 0.02", "-16, 0.9", "-23, 0.5", "-14, 0.1"})
  void aFilmsSoundHasTheLoudnessAskedFor(double target, double level) throws IOException {
    Path file = TestFilm.wav(folder.resolve("a.wav"), 4, TestFilm.sine(440, level));
    float[] mixed = mastered(target, film().sound(file, 0, 4, 0, 0, 0.2, 0.2));
    assertThat(Loudness.integrated(mixed)).isCloseTo(target, within(0.5));
  }

  @Test
  void drumsAreLimitedNotClippedAndStillLoudEnough() throws IOException {
    Path file =
        TestFilm.wav(
            folder.resolve("drum.wav"),
            4,
            i -> i % 12_000 < 600 ? 0.9 * Math.sin(i * 0.02) : 0.02 * Math.sin(i * 0.05));
    float[] mixed = mastered(-16, film().sound(file, 0, 4, 0, 0, 0, 0));
    float peak = 0;
    for (float v : mixed) {
      peak = Math.max(peak, Math.abs(v));
    }
    assertThat(20 * Math.log10(peak)).isLessThanOrEqualTo(-1.49);
    assertThat(Loudness.integrated(mixed)).isCloseTo(-16, within(1.0));
  }

  @Test
  void soundStartsWhereItShouldAndFades() throws IOException {
    Path file = TestFilm.wav(folder.resolve("a.wav"), 3, TestFilm.sine(440, 0.3));
    float[] mixed = mastered(-16, film().sound(file, 1, 3, 0.5, 0, 0.5, 1));
    assertThat(mixed).hasSize(2 * 4 * 48_000);
    assertThat(rms(mixed, 0, 0.99)).isZero();
    double full = rms(mixed, 1.6, 1.9);
    assertThat(rms(mixed, 1.2, 1.3) / full).isCloseTo(0.5, within(0.03));
    assertThat(rms(mixed, 2.45, 2.55) / full).isCloseTo(0.5, within(0.03));
    assertThat(rms(mixed, 3, 4)).isZero();
  }

  @Test
  void aSoundThatIsOverBeforeItsPlaceFadesOverItsOwnEnd() throws IOException {
    Path file = TestFilm.wav(folder.resolve("a.wav"), 2, TestFilm.sine(440, 0.3));
    float[] mixed = mastered(-16, film().sound(file, 0, 4, 0, 0, 0, 1));
    double full = rms(mixed, 0.5, 0.9);
    assertThat(rms(mixed, 1.45, 1.55) / full).isCloseTo(0.5, within(0.03));
    assertThat(rms(mixed, 1.95, 2) / full).isLessThan(0.05);
    assertThat(rms(mixed, 2, 4)).isZero();
  }

  @Test
  void aSoundThatOutlastsTheFilmFadesOverTheFilmsEnd() throws IOException {
    Path file = TestFilm.wav(folder.resolve("a.wav"), 12, TestFilm.sine(440, 0.3));
    float[] mixed = mastered(-16, film().sound(file, 1, 12, 0, 0, 0, 1));
    double full = rms(mixed, 1.5, 2.5);
    assertThat(rms(mixed, 3.45, 3.55) / full).isCloseTo(0.5, within(0.03));
    assertThat(rms(mixed, 3.95, 4) / full).isLessThan(0.05);
  }

  @Test
  void gainWeighsSoundsAgainstEachOther() throws IOException {
    Path file = TestFilm.wav(folder.resolve("a.wav"), 4, TestFilm.sine(440, 0.3));
    float[] mixed =
        mastered(-20, film().sound(file, 0, 2, 0, 0, 0, 0).sound(file, 2, 4, 0, -6, 0, 0));
    assertThat(20 * Math.log10(rms(mixed, 0.5, 1.5) / rms(mixed, 2.5, 3.5)))
        .isCloseTo(6, within(0.05));
  }

  /** A film whose only sound is turned down is quieter than the target by as much. */
  @ParameterizedTest
  @CsvSource({"0, -16", "-3, -19", "-12, -28", "3, -13"})
  void theGainOfASoleSoundIsHeard(double gain, double lufs) throws IOException {
    Path file = TestFilm.wav(folder.resolve("a.wav"), 4, TestFilm.sine(440, 0.1));
    float[] mixed = mastered(-16, film().sound(file, 0, 4, 0, gain, 0, 0));
    assertThat(Loudness.integrated(mixed)).isCloseTo(lufs, within(0.3));
  }

  @Test
  void roomToneIsNotRaisedAndItsGainIsHeard() throws IOException {
    java.util.Random random = new java.util.Random(3);
    Path file = TestFilm.wav(folder.resolve("hiss.wav"), 4, i -> 0.0003 * random.nextGaussian());
    double before = Loudness.integrated(TestFilm.heard(file));
    assertThat(before).isBetween(-69.0, -62.0);
    float[] plain = mastered(-16, film().sound(file, 0, 4, 0, 0, 0, 0));
    assertThat(Loudness.integrated(plain)).isCloseTo(before, within(0.5));
    float[] down = mastered(-16, film().sound(file, 0, 4, 0, -12, 0, 0));
    assertThat(20 * Math.log10(rms(down, 1, 3) / rms(plain, 1, 3))).isCloseTo(-12, within(0.1));
  }

  @Test
  void whatIsNoSoundIsTold() throws IOException {
    Path text = Files.writeString(folder.resolve("a.mp3"), "la la la");
    assertThatThrownBy(() -> AudioReader.open(text))
        .isInstanceOf(MediaException.class)
        .hasMessageStartingWith(text.toString());
    Path silent = TestFilm.grey(folder, "silent.mkv", 9, 2);
    assertThatThrownBy(() -> AudioReader.open(silent))
        .isInstanceOf(MediaException.class)
        .hasMessageContaining("no sound");
    assertThatThrownBy(() -> AudioReader.open(folder.resolve("gone.wav")))
        .isInstanceOf(MediaException.class)
        .hasMessageContaining("no such file");
  }

  /** Four seconds of a picture. */
  private TestFilm film() {
    return new TestFilm().cut(folder.resolve("unseen.mkv"), 48);
  }

  private static float[] mastered(double loudness, TestFilm film) {
    try (Mixer mixer = Mixer.open(film.content(), film::sound, new SoundLengths());
        MasteredSound mastered =
            Mastering.open(
                mixer, mixer.loudestGain(), OptionalDouble.of(loudness), Encoding.LOSSLESS)) {
      float[] all = new float[Math.toIntExact(2 * mixer.samples())];
      mastered.read(all);
      return all;
    }
  }

  private static float[] tone(double hertz, double level, int seconds) {
    float[] out = new float[2 * seconds * 48_000];
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) TestFilm.sine(hertz, level).applyAsDouble(i / 2);
    }
    return out;
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
}
