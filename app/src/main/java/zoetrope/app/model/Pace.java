package zoetrope.app.model;

import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * What work takes on this machine, as it was measured of late: the newest counts most. Remembered
 * between starts.
 */
public final class Pace {
  /** How much the last measurement counts beside those before it. */
  private static final double NEWEST = .6;

  private final Function<String, Optional<String>> remembered;
  private final BiConsumer<String, String> remember;

  /** Of what was remembered under a key, and what remembers under it. */
  public Pace(Function<String, Optional<String>> remembered, BiConsumer<String, String> remember) {
    this.remembered = remembered;
    this.remember = remember;
  }

  /** What was measured, over 0; empty where nothing was, or what is kept is no such number. */
  public Optional<Double> of(String key) {
    try {
      return remembered
          .apply(key)
          .map(Double::parseDouble)
          .filter(p -> Double.isFinite(p) && p > 0);
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  /** Counts a measurement in. */
  public void measured(String key, double took) {
    double mixed = of(key).map(p -> NEWEST * took + (1 - NEWEST) * p).orElse(took);
    remember.accept(key, String.valueOf(mixed));
  }
}
