package zoetrope.media.sound;

import java.util.Optional;
import zoetrope.media.Encoding;
import zoetrope.media.encode.CodecRoundTrip;
import zoetrope.media.filter.LoudnessMeter;

/**
 * How loud sound is after EBU R 128.
 *
 * @param lufs integrated loudness (ITU-R BS.1770); negative infinity below the gate of -70
 * @param truePeak the greatest value of the wave between the samples too, dBTP
 */
public record Loudness(double lufs, double truePeak) {
  /** One gating block of BS.1770, 400 ms, in samples a side. */
  private static final int BLOCK = 19_200;

  private static final int CHUNK = 4_800;

  /** Measures sound. What is shorter than a gating block is as loud as if it went on and on. */
  public static Loudness of(SoundSource sound) {
    return of(sound, Chain.NONE, Optional.empty());
  }

  /** Integrated loudness of stereo at 48 kHz, left and right interleaved, LUFS. */
  public static double integrated(float[] stereo) {
    return of(SoundSource.of(stereo)).lufs();
  }

  /**
   * Measures what a chain makes of sound.
   *
   * @param coded measures what is heard of it after it was coded so
   */
  static Loudness of(SoundSource sound, Chain chain, Optional<Encoding> coded) {
    Loudness once = measured(sound, chain, coded, 1);
    if (sound.samples() == 0 || sound.samples() >= BLOCK) {
      return once;
    }
    // Not for the peak: where the end meets the beginning there may be one that is not in it.
    int times = (int) (3 * BLOCK / sound.samples());
    return new Loudness(measured(sound, chain, coded, times).lufs(), once.truePeak());
  }

  private static Loudness measured(
      SoundSource sound, Chain chain, Optional<Encoding> coded, int times) {
    try (LoudnessMeter meter = new LoudnessMeter()) {
      if (coded.isPresent()) {
        try (CodecRoundTrip trip = new CodecRoundTrip(coded.get(), meter)) {
          run(sound, chain, times, trip::put);
          trip.end();
        }
      } else {
        run(sound, chain, times, meter::put);
      }
      return new Loudness(meter.lufs(), meter.truePeak());
    }
  }

  /** Takes sound piece by piece: values from one index up to another. */
  @FunctionalInterface
  private interface Sink {
    void put(float[] stereo, int from, int to);
  }

  private static void run(SoundSource sound, Chain chain, int times, Sink sink) {
    float[] some = new float[2 * CHUNK];
    for (int i = 0; i < times; i++) {
      try (MasteredSound mastered = new MasteredSound(sound, chain)) {
        for (long left = sound.samples(); left > 0; left -= CHUNK) {
          mastered.read(some);
          sink.put(some, 0, 2 * (int) Math.min(CHUNK, left));
        }
      }
    }
  }
}
