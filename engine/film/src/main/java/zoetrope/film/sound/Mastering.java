package zoetrope.film.sound;

/** Brings a finished mix to a loudness. */
public final class Mastering {
  /** Peaks stay below this, so that lossy coding does not clip: -1.5 dBFS. */
  private static final double CEILING = Math.pow(10, -1.5 / 20);

  private Mastering() {}

  /**
   * Scales a mix in place until its integrated loudness is the one asked for, peaks held below the
   * ceiling; silence stays silence. Limiting takes a little loudness away, hence three rounds.
   *
   * @param stereo left and right interleaved at {@link Loudness#RATE}
   * @param lufs EBU R 128 asks -23, streaming services about -16
   */
  public static void master(float[] stereo, double lufs) {
    for (int round = 0; round < 3; round++) {
      double now = Loudness.integrated(stereo);
      if (Double.isInfinite(now)) {
        return;
      }
      double k = Math.pow(10, (lufs - now) / 20);
      for (int i = 0; i < stereo.length; i++) {
        stereo[i] = (float) (stereo[i] * k);
      }
      Limiter.limit(stereo, CEILING);
    }
  }
}
