package zoetrope.app.queue;

import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import zoetrope.app.model.Pace;
import zoetrope.service.export.ExportEstimate;
import zoetrope.service.export.ExportSettings;
import zoetrope.story.document.StoryFormat;

/**
 * How long an export takes on this machine: the reference machine's time, times what exports here
 * have taken of it so far. Remembered between starts.
 */
public final class ExportPace {
  private static final String KEY = "pace.export.";

  private final Pace pace;
  private final Map<String, Begun> begun = new HashMap<>();

  private record Begun(long nanos, ExportSettings settings, Duration estimate) {}

  /** Of what was remembered under a key, and what remembers under it. */
  public ExportPace(
      Function<String, Optional<String>> remembered, BiConsumer<String, String> remember) {
    pace = new Pace(remembered, remember);
  }

  /** How long the film will take to write. */
  public Duration estimate(ExportSettings settings, Duration length, StoryFormat format) {
    return scaled(reference(settings, length, format), pace.of(key(settings)).orElse(1.0));
  }

  private static Duration reference(ExportSettings settings, Duration length, StoryFormat format) {
    return new ExportEstimate(settings, length, format).reference();
  }

  /** The reference knows of sizes; machines differ in how they write each format. */
  private static String key(ExportSettings settings) {
    return KEY + settings.encoding().name().toLowerCase(Locale.ROOT);
  }

  private static Duration scaled(Duration d, double by) {
    return Duration.ofMillis(Math.round(d.toMillis() * by));
  }

  /** An export has begun. */
  void begun(String job, ExportSettings settings, Duration length, StoryFormat format, long nanos) {
    begun.put(job, new Begun(nanos, settings, reference(settings, length, format)));
  }

  /** It is done; from now on estimates know. */
  void done(String job, long nanos) {
    Begun b = begun.remove(job);
    if (b != null && b.estimate().toMillis() > 0) {
      pace.measured(key(b.settings()), (nanos - b.nanos()) / 1e6 / b.estimate().toMillis());
    }
  }
}
