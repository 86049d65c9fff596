package zoetrope.media.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import zoetrope.core.time.Rate;
import zoetrope.media.AudioReader;
import zoetrope.media.Encoding;
import zoetrope.media.MovieWriter;
import zoetrope.media.Tags;

class MasteringTest {
  private static final int RATE = 48_000;

  @TempDir Path folder;

  /** What peaks between its samples, or grows peaks when it is coded. */
  private enum Hot {
    /** Three decibels between the samples. */
    QUARTER_RATE(i -> Math.sin(Math.PI / 2 * i + Math.PI / 4) * (i / 4_800 % 10 == 0 ? 1 : 0.02)),
    SQUARE(i -> Math.signum(Math.sin(2 * Math.PI * 220 * i / RATE)) * (i % 24_000 < 4_800 ? 1 : 0)),
    CLIPPED_NOISE(i -> (noise(i) > 0 ? 1 : -1) * (i % 24_000 < 6_000 ? 1 : 0.01)),
    CLICKS(i -> i % 12_000 < 20 ? 1 : 0.01 * Math.sin(0.05 * i));

    private final IntToDoubleFunction wave;

    Hot(IntToDoubleFunction wave) {
      this.wave = wave;
    }

    private static double noise(int i) {
      return new Random(i * 31L + 7).nextGaussian();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "QUARTER_RATE, MP4",
    "QUARTER_RATE, WEBM",
    "QUARTER_RATE, PRORES",
    "SQUARE, MP4",
    "SQUARE, WEBM",
    "SQUARE, LOSSLESS",
    "CLIPPED_NOISE, MP4",
    "CLIPPED_NOISE, WEBM",
    "CLIPPED_NOISE, LOSSLESS",
    "CLICKS, MP4",
    "CLICKS, PRORES"
  })
  void theTruePeakOfWhatIsHeardIsHeldBelowMinusOne(Hot hot, Encoding encoding) {
    for (LoudnessTarget target : new LoudnessTarget[] {LoudnessTarget.OFF, LoudnessTarget.WEB}) {
      float[] heard = written(tone(4, hot.wave), target, encoding);
      assertThat(Loudness.of(SoundSource.of(heard)).truePeak())
          .as(hot + " " + target)
          .isLessThanOrEqualTo(Mastering.TRUE_PEAK);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"WEB", "MOBILE", "BROADCAST"})
  void theTargetIsReachedFromLouderAndFromQuieter(LoudnessTarget target) {
    for (double level : new double[] {0.03, 0.9}) {
      float[] sine = tone(4, i -> level * Math.sin(2 * Math.PI * 997 * i / RATE));
      assertThat(Loudness.integrated(mastered(sine, 0, target.lufs())))
          .isCloseTo(target.lufs().orElseThrow(), within(0.2));
    }
  }

  @Test
  void withoutATargetASoundBelowTheCeilingIsLeftToTheBit() {
    float[] sine = tone(2, i -> 0.5 * Math.sin(2 * Math.PI * 997 * i / RATE));
    assertThat(mastered(sine, 0, OptionalDouble.empty())).isEqualTo(sine);
  }

  @Test
  void hissStaysHiss() {
    Random random = new Random(5);
    float[] hiss = tone(20, i -> 0.0004 * random.nextGaussian());
    double before = Loudness.integrated(hiss);
    assertThat(before).isBetween(-66.0, -60.5);
    assertThat(Loudness.integrated(mastered(hiss, 0, OptionalDouble.of(-16))))
        .isCloseTo(before, within(0.1));
  }

  /** Louder in is never quieter out, up to the target. */
  @Test
  void theBoostGrowsSteadilyFromNothingToItsBound() {
    double before = Double.NEGATIVE_INFINITY;
    for (double lufs = -69; lufs <= 0; lufs += 0.5) {
      double gain = Mastering.gain(lufs, -16);
      assertThat(gain).isLessThanOrEqualTo(Mastering.MOST_BOOST);
      assertThat(lufs + gain).isGreaterThanOrEqualTo(before - 1e-9).isLessThanOrEqualTo(-16 + 1e-9);
      before = lufs + gain;
    }
    assertThat(before).isCloseTo(-16, within(1e-9));
    assertThat(Mastering.gain(-60, -16)).isZero();
    assertThat(Mastering.gain(-40, -16)).isEqualTo(Mastering.MOST_BOOST);
  }

  /** Four frames of a film of twelve a second; BS.1770 measures from 0.4 s on. */
  @Test
  void aSoundOfFourFramesHasTheLoudnessOfTheSameThatGoesOn() {
    float[] some = tone(4.0 / 12, i -> 0.05 * Math.sin(2 * Math.PI * 600 * i / RATE));
    float[] out = mastered(some, 0, OptionalDouble.of(-16));
    float[] longer = tone(3, i -> 0.05 * Math.sin(2 * Math.PI * 600 * i / RATE));
    float[] expected = mastered(longer, 0, OptionalDouble.of(-16));
    assertThat(out).hasSize(some.length);
    assertThat(peak(out)).isCloseTo(peak(expected), within(0.01));
  }

  @Test
  void whatIsSilentOrEmptyStaysSo() {
    assertThat(mastered(new float[48_000], 0, OptionalDouble.of(-14))).containsOnly(0);
    assertThat(mastered(new float[0], 0, OptionalDouble.of(-14))).isEmpty();
  }

  @Test
  void aLimitedSoundIsHeardNeitherLateNorShort() {
    float[] clicks = tone(2, i -> i % 12_000 == 6_000 ? 1 : 0.001 * Math.sin(0.05 * i));
    float[] out = mastered(clicks, 0, OptionalDouble.empty());
    assertThat(out).hasSize(clicks.length);
    for (int n = 0; n < 8; n++) {
      assertThat(greatest(out, n * 12_000, (n + 1) * 12_000)).isEqualTo(n * 12_000 + 6_000);
    }
  }

  private static int greatest(float[] stereo, int from, int to) {
    int best = from;
    for (int i = from; i < to; i++) {
      best = Math.abs(stereo[2 * i]) > Math.abs(stereo[2 * best]) ? i : best;
    }
    return best;
  }

  private static float[] mastered(float[] stereo, double loudest, OptionalDouble target) {
    try (MasteredSound out =
        Mastering.open(SoundSource.of(stereo), loudest, target, Encoding.LOSSLESS)) {
      float[] all = new float[stereo.length];
      out.read(all);
      return all;
    }
  }

  /** What is heard of a film of black with a sound. */
  private float[] written(float[] stereo, LoudnessTarget target, Encoding encoding) {
    Path file = folder.resolve("film." + encoding.extension());
    try (MasteredSound sound = Mastering.open(SoundSource.of(stereo), 0, target.lufs(), encoding);
        MovieWriter out = MovieWriter.open(file, encoding, 64, 36, Rate.of(10), Tags.NONE)) {
      float[] some = new float[2 * RATE / 10];
      for (int at = 0; at < stereo.length; at += some.length) {
        sound.read(some);
        out.frame(new byte[64 * 36 * 3], false);
        out.sound(some, 0, some.length);
      }
      out.finish();
    }
    try (AudioReader r = AudioReader.open(file)) {
      float[] all = new float[stereo.length];
      assertThat(r.read(all)).isEqualTo(stereo.length);
      return all;
    }
  }

  private static float[] tone(double seconds, IntToDoubleFunction wave) {
    float[] out = new float[2 * (int) Math.round(seconds * RATE)];
    for (int i = 0; i < out.length; i += 2) {
      out[i] = out[i + 1] = (float) wave.applyAsDouble(i / 2);
    }
    return out;
  }

  private static double peak(float[] stereo) {
    double most = 0;
    for (float v : stereo) {
      most = Math.max(most, Math.abs(v));
    }
    return most;
  }
}
