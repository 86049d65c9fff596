package zoetrope.app.queue;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import zoetrope.service.studio.ExportPreset;
import zoetrope.story.document.StoryFormat;

/**
 * How long an export takes on this machine: the reference machine's time, times what exports here
 * have taken of it so far. Remembered between starts.
 */
public final class ExportPace {
  private static final String KEY = "pace.export.";

  /** How much the last export counts beside those before it. */
  private static final double NEWEST = .6;

  private final Function<String, Optional<String>> remembered;
  private final BiConsumer<String, String> remember;
  private final Map<String, Begun> begun = new HashMap<>();

  private record Begun(long nanos, ExportPreset preset, Duration estimate) {}

  /** Of what was remembered under a key, and what remembers under it. */
  public ExportPace(
      Function<String, Optional<String>> remembered, BiConsumer<String, String> remember) {
    this.remembered = remembered;
    this.remember = remember;
  }

  /** How long the film will take to write. */
  public Duration estimate(ExportPreset preset, Duration length, StoryFormat format) {
    return scaled(preset.reference(length, format), factor(preset));
  }

  private double factor(ExportPreset preset) {
    try {
      double f = remembered.apply(KEY + preset.name()).map(Double::parseDouble).orElse(1.0);
      return Double.isFinite(f) && f > 0 ? f : 1;
    } catch (NumberFormatException _) {
      return 1;
    }
  }

  private static Duration scaled(Duration d, double by) {
    return Duration.ofMillis(Math.round(d.toMillis() * by));
  }

  /** An export has begun. */
  void begun(String job, ExportPreset preset, Duration length, StoryFormat format, long nanos) {
    begun.put(job, new Begun(nanos, preset, preset.reference(length, format)));
  }

  /** It is done; from now on estimates know. */
  void done(String job, long nanos) {
    Begun b = begun.remove(job);
    if (b != null && b.estimate().toMillis() > 0) {
      double took = (nanos - b.nanos()) / 1e6 / b.estimate().toMillis();
      double mixed =
          remembered.apply(KEY + b.preset().name()).isPresent()
              ? NEWEST * took + (1 - NEWEST) * factor(b.preset())
              : took;
      remember.accept(KEY + b.preset().name(), String.valueOf(mixed));
    }
  }
}
