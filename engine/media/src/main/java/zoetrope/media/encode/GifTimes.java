package zoetrope.media.encode;

/**
 * When the frames of a GIF are shown, in whole hundredths of a second. None is shown for less than
 * two: viewers take one for a mistake and show it for ten. Of films of more than 50 frames a second
 * some are left out, evenly, and the film stays as long as it is.
 */
final class GifTimes {
  private static final double MOST = 50;

  private final double rate;
  private final double kept;

  /**
   * @param rate frames a second of the film
   */
  GifTimes(double rate) {
    this.rate = rate;
    kept = Math.min(rate, MOST);
  }

  /** Whether a frame of the film is in the GIF. */
  boolean shown(long n) {
    return rate <= MOST || index(n) > index(n - 1);
  }

  /** How many frames of the GIF have begun when a frame of the film is over. */
  private long index(long n) {
    return n < 0 ? 0 : (long) Math.floor(n * kept / rate + 1e-9) + 1;
  }

  /** When a frame of the GIF begins. */
  long start(long n) {
    return Math.round(100 * n / kept);
  }
}
