package zoetrope.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.FrameRecorder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import zoetrope.core.time.Rate;

class AudioReaderTest {
  @TempDir Path folder;

  @Test
  void samplesOfAWavComeBackAsTheyAre() throws IOException {
    Path file = Samples.wav(folder.resolve("a.wav"), 1, Samples.sine(440, 0.5));
    float[] all = read(file, 0, 200_000);
    assertThat(all).hasSize(96_000);
    for (int i = 0; i < 48_000; i += 97) {
      assertThat(all[2 * i])
          .isCloseTo((float) (0.5 * Math.sin(2 * Math.PI * 440 * i / 48_000)), within(1e-4f));
      assertThat(all[2 * i + 1]).isEqualTo(all[2 * i]);
    }
  }

  @Test
  void aMonoFileOfAnotherRateIsResampledToItsEnd() throws IOException {
    Path file = recorded("wav", "pcm_s16le", 22_050, 1, 2);
    float[] all = read(file, 0, 400_000);
    long stored = (Files.size(file) - 78) / 2; // the recorder keeps back a part of its last frame
    assertThat((long) all.length / 2).isCloseTo(stored * 48_000 / 22_050, within(8L));
    for (int i = 1000; i < 95_000; i += 991) {
      double expected = 0.3 * Math.sin(2 * Math.PI * 300 * i / 48_000);
      assertThat((double) all[2 * i]).isCloseTo(expected, within(0.02));
      assertThat(all[2 * i + 1]).isEqualTo(all[2 * i]);
    }
  }

  /** The last column is how far, in samples, a jump may land beside its aim. */
  @ParameterizedTest
  @CsvSource({
    "wav, pcm_s16le, 48000, 0",
    "flac, flac, 48000, 0",
    "mp3, libmp3lame, 48000, 0",
    "adts, aac, 48000, 0",
    "ipod, aac, 48000, 0",
    "ogg, libopus, 48000, 0",
    "matroska, aac, 48000, 48",
    "webm, libopus, 48000, 48",
    "flac, flac, 44100, 2"
  })
  void aJumpLandsOnItsSample(String format, String codec, int rate, int slack)
      throws FrameRecorder.Exception {
    Path file = recorded(format, codec, rate, 2, 6);
    float[] all = read(file, 0, 2 * 48_000 * 7);
    try (AudioReader r = AudioReader.open(file)) {
      for (int sample : new int[] {200_000, 96_123, 3, 240_001, 50_000}) {
        float[] some = new float[4_000];
        r.seek(sample);
        assertThat(r.read(some)).isEqualTo(4_000);
        assertThat(offset(some, all, sample, slack))
            .as("difference at sample %d", sample)
            .isLessThan(0.01);
      }
    }
  }

  /** The least mean difference over the shifts allowed. */
  private static double offset(float[] some, float[] all, int at, int slack) {
    double least = 1;
    for (int shift = -slack; shift <= slack; shift++) {
      double sum = 0;
      for (int i = 0; i < some.length; i++) {
        int from = 2 * (at + shift) + i;
        sum += from < 0 ? 1 : Math.abs(some[i] - all[from]);
      }
      least = Math.min(least, sum / some.length);
    }
    return least;
  }

  /** The resampler would be busy with the one for hours, and fill the memory with the other. */
  @ParameterizedTest
  @ValueSource(ints = {1_845_501_760, 768_001, 999, 1})
  void aRateThatNoSoundHasIsRefused(int rate) throws IOException {
    Path file = Samples.wav(folder.resolve("a.wav"), 1, Samples.sine(440, 0.5));
    byte[] bytes = Files.readAllBytes(file);
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(24, rate);
    Files.write(file, bytes);
    assertThatThrownBy(() -> read(file, 0, 100))
        .isInstanceOf(MediaException.class)
        .hasMessageContaining("a.wav")
        .hasMessageContaining("samples a second");
  }

  @Test
  void behindTheEndThereIsNothingAndOneCanComeBack() throws IOException {
    Path file = Samples.wav(folder.resolve("a.wav"), 1, Samples.sine(440, 0.5));
    try (AudioReader r = AudioReader.open(file)) {
      r.seek(500_000);
      assertThat(r.read(new float[100])).isZero();
      r.seek(47_990);
      assertThat(r.read(new float[100])).isEqualTo(20);
      assertThat(r.seconds()).isCloseTo(1, within(0.01));
    }
  }

  @Test
  void aWaveformHasTheLeastAndGreatestOfEachStretch() throws IOException {
    Path file =
        Samples.wav(
            folder.resolve("a.wav"), 1.01, i -> i < 24_000 ? 0 : i % 100 == 0 ? 0.8 : -0.25);
    AudioReader.Waveform w = AudioReader.waveform(file, 4_800);
    assertThat(w.least()).hasSize(11);
    assertThat(w.greatest()).hasSize(11);
    assertThat(w.seconds()).isCloseTo(1.01, within(1e-9));
    for (int b = 0; b < 11; b++) {
      assertThat(w.least()[b]).isCloseTo(b < 5 ? 0 : -0.25f, within(1e-3f));
      assertThat(w.greatest()[b]).isCloseTo(b < 5 ? 0 : 0.8f, within(1e-3f));
    }
  }

  @Test
  void aWaveformOfAFilmIsThatOfItsSound() throws IOException {
    Path film = folder.resolve("film.mp4");
    float[] tone = new float[2 * 2 * AudioReader.RATE];
    for (int i = tone.length / 2; i < tone.length; i++) {
      tone[i] = (float) Samples.sine(440, 0.3).applyAsDouble(i / 2);
    }
    try (MovieWriter out =
        MovieWriter.open(
            film, Encoding.MP4, Samples.W, Samples.H, Rate.of(Samples.RATE), Tags.NONE)) {
      int each = tone.length / 24;
      for (int f = 0; f < 24; f++) {
        out.frame(Samples.plain(Samples.W, Samples.H, 90, 90, 90), false);
        out.sound(tone, f * each, (f + 1) * each);
      }
      out.finish();
    }
    AudioReader.Waveform w = AudioReader.waveform(film, 12_000);
    assertThat(w.seconds()).isCloseTo(2, within(0.1));
    assertThat(Arrays.copyOfRange(w.greatest(), 0, 3)).containsOnly(new float[] {0}, within(0.02f));
    assertThat(w.greatest()[5]).isGreaterThan(0.1f);
    assertThat(w.least()[5]).isLessThan(-0.1f);
  }

  @Test
  void aVideoWithoutSoundIsTold() {
    Path silent = Samples.grey(folder, "silent.mkv", 90, 4);
    assertThatThrownBy(() -> AudioReader.open(silent))
        .isInstanceOf(MediaException.class)
        .hasMessageContaining("no sound");
  }

  private static float[] read(Path file, long from, int enough) {
    try (AudioReader r = AudioReader.open(file)) {
      r.seek(from);
      float[] out = new float[enough];
      return Arrays.copyOf(out, r.read(out));
    }
  }

  /** A tone that changes slowly, so that no stretch of it is like another. */
  private Path recorded(String format, String codec, int rate, int channels, int seconds)
      throws FrameRecorder.Exception {
    Path file = folder.resolve("sound");
    try (FFmpegFrameRecorder r = new FFmpegFrameRecorder(file.toFile(), channels)) {
      r.setFormat(format);
      r.setAudioCodecName(codec);
      r.setSampleRate(rate);
      r.setAudioBitrate(192_000);
      r.start();
      short[] tone = new short[rate * channels * seconds];
      for (int i = 0; i < tone.length; i++) {
        double t = (double) (i / channels) / rate;
        double hertz = channels == 1 ? 300 : 300 + 40 * t;
        tone[i] = (short) (32_767 * 0.3 * Math.sin(2 * Math.PI * hertz * t));
      }
      r.recordSamples(rate, channels, ShortBuffer.wrap(tone));
    }
    return file;
  }
}
