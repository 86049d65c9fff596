package zoetrope.app.queue;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import zoetrope.app.model.Pace;
import zoetrope.service.studio.ExportPreset;
import zoetrope.story.document.StoryFormat;

/**
 * How long an export takes on this machine: the reference machine's time, times what exports here
 * have taken of it so far. Remembered between starts.
 */
public final class ExportPace {
  private static final String KEY = "pace.export.";

  private final Pace pace;
  private final Map<String, Begun> begun = new HashMap<>();

  private record Begun(long nanos, ExportPreset preset, Duration estimate) {}

  /** Of what was remembered under a key, and what remembers under it. */
  public ExportPace(
      Function<String, Optional<String>> remembered, BiConsumer<String, String> remember) {
    pace = new Pace(remembered, remember);
  }

  /** How long the film will take to write. */
  public Duration estimate(ExportPreset preset, Duration length, StoryFormat format) {
    return scaled(preset.reference(length, format), pace.of(KEY + preset.name()).orElse(1.0));
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
      pace.measured(KEY + b.preset().name(), (nanos - b.nanos()) / 1e6 / b.estimate().toMillis());
    }
  }
}
