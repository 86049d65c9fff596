package zoetrope.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Container x property: sounds are read whole, in time, and without noise that is not theirs. */
class SoundTableTest {
  /** Between two silences, so that its place is heard: from 0.5 s to 1.5 s. */
  private static final double FROM = 0.5;

  private static final double TO = 1.5;

  @TempDir Path folder;

  private static double burst(double t) {
    return t >= FROM && t < TO ? 0.4 * Math.sin(2 * Math.PI * 500 * t) : 0;
  }

  private static float[] read(Path file, long from) {
    try (AudioReader r = AudioReader.open(file)) {
      r.seek(from);
      float[] out = new float[2 * 48_000 * 12];
      return Arrays.copyOf(out, r.read(out));
    }
  }

  /** The first and the last sample that is heard. */
  private static int[] heard(float[] stereo) {
    int first = -1;
    int last = -1;
    for (int i = 0; i < stereo.length / 2; i++) {
      if (Math.abs(stereo[2 * i]) > 0.1) {
        first = first < 0 ? i : first;
        last = i;
      }
    }
    return new int[] {first, last};
  }

  private static void inPlace(float[] stereo, double from, int slack) {
    int[] heard = heard(stereo);
    assertThat(heard[0]).isCloseTo((int) Math.round((from + FROM) * 48_000), within(slack + 24));
    assertThat(heard[1]).isCloseTo((int) Math.round((from + TO) * 48_000), within(slack + 24));
  }

  /** A jump gives what reading from the start gives, but for some samples at most. */
  private static void sameFrom(Path file, float[] all, int sample, int slack) {
    float[] later = read(file, sample);
    double least = 1;
    for (int shift = -slack; shift <= slack; shift++) {
      double difference = 0;
      for (int i = 0; i < 4_000; i++) {
        difference += Math.abs(later[i] - all[2 * (sample + shift) + i]);
      }
      least = Math.min(least, difference / 4_000);
    }
    assertThat(least).as("from sample %d on", sample).isLessThan(0.01);
  }

  @ParameterizedTest
  @CsvSource({
    "aiff, pcm_s16be, 48000",
    "aiff, pcm_s24be, 44100",
    "aiff, pcm_s16le, 48000",
    "aiff, pcm_f32be, 48000",
    "caf, pcm_s16be, 44100",
    "caf, alac, 48000",
    "wav, pcm_s24le, 96000",
    "wav, pcm_f32le, 44100",
    "ipod, alac, 44100",
    "ipod, aac, 44100",
    "mp3, libmp3lame, 44100",
    "ogg, libopus, 48000",
    "ogg, flac, 48000",
    "flac, flac, 96000",
    "matroska, pcm_s16le, 48000",
    "webm, libopus, 48000",
    "mpegts, mp2, 48000",
    "mpeg, mp2, 48000"
  })
  void aSoundIsReadFromItsFirstSampleToItsLast(String format, String encoder, int rate) {
    boolean mpeg = format.startsWith("mpeg");
    CodedSound coded = new CodedSound(format, encoder, rate);
    Path file =
        (mpeg ? coded.beside(0) : coded)
            .write(folder.resolve("sound.dat"), 2, SoundTableTest::burst);
    float[] all = read(file, 0);
    // MP2 tells nobody of the 481 samples by which its filters are late.
    inPlace(all, 0, encoder.equals("mp2") ? 530 : 48);
    boolean padded = mpeg || encoder.equals("aac"); // the last frame is whole
    assertThat(all.length / 2).isCloseTo(96_000, within(padded ? 2_600 : 60));
    boolean milliseconds = format.equals("matroska") || format.equals("webm");
    sameFrom(file, all, 48_000, milliseconds ? 48 : 0);
  }

  /** A track that begins later or earlier than the picture is heard where it belongs. */
  @ParameterizedTest
  @CsvSource({
    "mp4, aac, 0, 0.48",
    "mov, pcm_s16le, 0, 0.48",
    "mov, pcm_s16le, 0.48, 0",
    "mp4, aac, 0.4, 0.2",
    "matroska, pcm_s16le, 0, 0.48",
    "matroska, aac, 0.2, 0",
    "webm, libopus, 0, 0.3",
    "mpegts, mp2, 0, 0.36",
    "mpeg, mp2, 0, 0.36",
    "avi, pcm_s16le, 0, 0"
  })
  void aTrackBeginsWhereItBelongsBesideThePicture(
      String format, String encoder, double picture, double sound) {
    Path file =
        new CodedSound(format, encoder, 48_000)
            .beside(picture)
            .from(sound)
            .write(folder.resolve("both"), 2, SoundTableTest::burst);
    int slack = encoder.equals("mp2") ? 530 : 100;
    inPlace(read(file, 0), sound - picture, slack);
    float[] all = read(file, 0);
    boolean milliseconds = format.equals("matroska") || format.equals("webm");
    sameFrom(file, all, 60_000, milliseconds ? 48 : 0);
    sameFrom(file, all, 5_000, 0);
  }

  /** An edit list alone, without a picture to compare with. */
  @ParameterizedTest
  @CsvSource({"mov, pcm_s16le", "ipod, aac", "matroska, flac"})
  void silenceBeforeATrackIsPartOfIt(String format, String encoder) {
    Path file =
        new CodedSound(format, encoder, 48_000)
            .from(0.5)
            .write(folder.resolve("late"), 2, SoundTableTest::burst);
    inPlace(read(file, 0), 0.5, 100);
  }

  /** What kind of damage, and how many bytes of the middle it takes. */
  @ParameterizedTest
  @CsvSource({
    "mp3, libmp3lame, noise, 900",
    "mp3, libmp3lame, noise, 9000",
    "mp3, libmp3lame, zeros, 6000",
    "mp3, libmp3lame, ones, 3000",
    "adts, aac, noise, 900",
    "adts, aac, zeros, 9000"
  })
  void damageTakesNoTimeAndMakesNoSpikes(String format, String encoder, String kind, int bytes)
      throws IOException {
    Path file = folder.resolve("damaged");
    new CodedSound(format, encoder, 44_100)
        .write(file, 6, t -> t < 5 ? 0.3 * Math.sin(2 * Math.PI * 440 * t) : burst(t - 5 + FROM));
    int whole = heard(read(file, 0))[1];
    byte[] all = Files.readAllBytes(file);
    Random random = new Random(3);
    for (int i = all.length / 3; i < all.length / 3 + bytes; i++) {
      all[i] = (byte) (kind.equals("noise") ? random.nextInt(256) : kind.equals("ones") ? -1 : 0);
    }
    Files.write(file, all);
    float[] heard = read(file, 0);
    assertThat(heard(heard)[1]).isCloseTo(whole, within(1_300)); // a frame, at most
    float peak = 0;
    for (float v : heard) {
      peak = Math.max(peak, Math.abs(v));
    }
    assertThat(peak).isLessThan(1f);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void scatteredDamageMakesNoSpikes(long seed) throws IOException {
    Path file = folder.resolve("scattered.mp3");
    Random noise = new Random(seed);
    new CodedSound("mp3", "libmp3lame", 48_000).write(file, 8, _ -> 0.2 * noise.nextGaussian() / 3);
    byte[] all = Files.readAllBytes(file);
    for (int i = 0; i < 400; i++) {
      all[2_000 + noise.nextInt(all.length - 2_000)] ^= (byte) (1 << noise.nextInt(8));
    }
    Files.write(file, all);
    float[] heard = read(file, 0);
    assertThat(heard.length / 2).isCloseTo(384_000, within(3_000));
    for (float v : heard) {
      assertThat(Math.abs(v)).isLessThan(1.5f);
    }
  }

  @Test
  void aSilentGapBetweenFramesIsLetInSoftly() throws IOException {
    Path file = folder.resolve("gap.aac");
    new CodedSound("adts", "aac", 48_000)
        .write(file, 4, t -> 0.5 * Math.sin(2 * Math.PI * 300 * t));
    byte[] all = Files.readAllBytes(file);
    Arrays.fill(all, all.length / 2, all.length / 2 + 4_000, (byte) 0);
    Files.write(file, all);
    float[] heard = read(file, 0);
    float step = 0;
    for (int i = 4_000; i < heard.length / 2 - 4_000; i++) {
      step = Math.max(step, Math.abs(heard[2 * i] - heard[2 * i - 2]));
    }
    assertThat(step).isLessThan(0.08f); // the tone's own steps are 0.02
  }
}
