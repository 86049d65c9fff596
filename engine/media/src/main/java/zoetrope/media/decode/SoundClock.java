package zoetrope.media.decode;

/**
 * Keeps sound where its times say that it belongs: what is missing, before the first sample or
 * between two frames, is told in samples at 48 kHz.
 */
final class SoundClock {
  /** Less than this is the roughness of a container's clock, not a gap; seconds. */
  private static final double SLACK = 0.015;

  /** A start closer to that of the picture than this is the same; seconds. */
  private static final double SAME = 0.002;

  /** Longer gaps are errors of the file's clock; seconds. */
  private static final double LONGEST = 3_600;

  private double due = Double.NaN;

  /** Where reading goes on at another place. */
  void restart() {
    due = Double.NaN;
  }

  /** The samples that are missing before a frame of a time and a length, seconds. */
  long missing(double time, double length) {
    double gap = Double.isNaN(due) ? 0 : time - due;
    boolean real = gap > SLACK && gap < LONGEST;
    if (Double.isNaN(due) || real || Math.abs(gap) > 1) {
      due = time;
    }
    due += length;
    return real ? samples(gap) : 0;
  }

  /** The samples between the beginning of the film and of its sound; negative where it is early. */
  static long lead(double seconds) {
    return Math.abs(seconds) < SAME || Math.abs(seconds) > LONGEST ? 0 : samples(seconds);
  }

  private static long samples(double seconds) {
    return Math.round(seconds * SoundDecoder.RATE);
  }
}
