package zoetrope.media.sound;

import java.util.Locale;
import java.util.OptionalDouble;

/**
 * What mastering does to a mix.
 *
 * @param gain decibels
 * @param ceiling what the wave's true peaks are limited to, dBTP; empty without a limiter
 */
record Chain(double gain, OptionalDouble ceiling) {
  static final Chain NONE = new Chain(0, OptionalDouble.empty());

  /**
   * Four times as many samples, for the limiter to see what lies between them; 5 ms of look-ahead,
   * made up for, so that nothing is heard late.
   */
  private static final String LIMITER =
      "aresample=192000,alimiter=limit=%.6f:attack=5:release=50:level=disabled:latency=1";

  /** In FFmpeg's syntax. */
  String filters() {
    String volume = String.format(Locale.ROOT, "volume=%.4fdB:precision=float", gain);
    return ceiling.isEmpty()
        ? volume
        : volume
            + ","
            + String.format(Locale.ROOT, LIMITER, Math.pow(10, ceiling.getAsDouble() / 20));
  }
}
