package zoetrope.media.sound;

import java.nio.file.Path;
import java.util.Optional;
import zoetrope.media.FilmPlan;
import zoetrope.media.decode.SoundDecoder;

/**
 * Mixes a film's sounds into one stereo track at 48 kHz and brings it to the loudness asked for.
 */
public final class SoundMixer {
  /** Peaks stay below this, so that lossy coding does not clip: -1.5 dBFS. */
  private static final double CEILING = Math.pow(10, -1.5 / 20);

  private SoundMixer() {}

  /** Left and right interleaved, as long as the film; silence where the film has no sound. */
  public static float[] mix(FilmPlan plan) {
    float[] out = new float[2 * (int) Math.round(plan.seconds() * Loudness.RATE)];
    for (FilmPlan.Sound s : plan.sounds()) {
      double needed = s.sourceStart() + s.end() - s.start();
      add(out, s, decode(s.file(), 2 * (long) Math.ceil(needed * Loudness.RATE)));
    }
    normalise(out, plan.loudness());
    return out;
  }

  private static void add(float[] out, FilmPlan.Sound s, float[] sound) {
    int from = (int) Math.round(s.start() * Loudness.RATE);
    int skip = (int) Math.round(s.sourceStart() * Loudness.RATE);
    int place = (int) Math.round((s.end() - s.start()) * Loudness.RATE);
    // the fade-out belongs to the end that is heard: the place's, the film's or the file's own
    int length = Math.min(place, Math.min(out.length / 2 - from, sound.length / 2 - skip));
    double gain = Math.pow(10, s.gain() / 20);
    for (int i = 0; i < length; i++) {
      int src = 2 * (skip + i);
      int dst = 2 * (from + i);
      double in = s.fadeIn() > 0 ? Math.min(1, i / (s.fadeIn() * Loudness.RATE)) : 1;
      double end = s.fadeOut() > 0 ? Math.min(1, (length - i) / (s.fadeOut() * Loudness.RATE)) : 1;
      double k = gain * in * end;
      out[dst] += (float) (k * sound[src]);
      out[dst + 1] += (float) (k * sound[src + 1]);
    }
  }

  /** Limiting takes a little loudness away, hence the second and third round. */
  private static void normalise(float[] out, double target) {
    for (int round = 0; round < 3; round++) {
      double now = Loudness.integrated(out);
      if (Double.isInfinite(now)) {
        return;
      }
      double k = Math.pow(10, (target - now) / 20);
      for (int i = 0; i < out.length; i++) {
        out[i] = (float) (out[i] * k);
      }
      Limiter.limit(out, CEILING);
    }
  }

  /** A file's sound, stereo at 48 kHz, until {@code enough} values are there. */
  public static float[] decode(Path file, long enough) {
    float[] all = new float[1 << 16];
    int n = 0;
    try (SoundDecoder sound = SoundDecoder.open(file)) {
      for (Optional<float[]> f = sound.next(); f.isPresent() && n < enough; f = sound.next()) {
        float[] some = f.get();
        if (n + some.length > all.length) {
          all = java.util.Arrays.copyOf(all, Math.max(2 * all.length, n + some.length));
        }
        System.arraycopy(some, 0, all, n, some.length);
        n += some.length;
      }
    }
    return java.util.Arrays.copyOf(all, n);
  }
}
