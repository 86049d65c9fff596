package zoetrope.app.model;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import zoetrope.service.models.ModelProfile;
import zoetrope.story.document.Shot;
import zoetrope.story.document.ShotSettings;
import zoetrope.story.timeline.FrameRate;

/**
 * How long takes of a shot will take on this machine: what a step of a frame has taken of late with
 * the same model, times steps, frames and takes. Remembered between starts. Of a model that has
 * made nothing here yet nothing is known.
 */
public final class TakePace {
  private static final String KEY = "pace.take.";

  private final Pace pace;
  private final Map<String, Begun> begun = new HashMap<>();

  private record Begun(String model, double work, long nanos) {}

  /** Of what was remembered under a key, and what remembers under it. */
  public TakePace(
      Function<String, Optional<String>> remembered, BiConsumer<String, String> remember) {
    pace = new Pace(remembered, remember);
  }

  /** How long takes of a shot will take; empty where nothing was measured yet. */
  public Optional<Duration> estimate(Shot shot, int takes, ModelProfile model, FrameRate rate) {
    return pace.of(KEY + model.id()) // milliseconds of one step of one frame
        .map(p -> Duration.ofMillis(Math.round(p * work(shot, takes, model, rate))));
  }

  private static double work(Shot shot, int takes, ModelProfile model, FrameRate rate) {
    double seconds = rate.rate().seconds(shot.frames());
    int asked = shot.settings().steps();
    int steps =
        asked == ShotSettings.AS_ADVISED || model.advice().fixed() ? model.advice().steps() : asked;
    return Math.max(1, seconds * model.advice().rate()) * steps * takes;
  }

  /** A job has begun to make takes. */
  public void begun(
      String job, Shot shot, int takes, ModelProfile model, FrameRate rate, long nanos) {
    begun.put(job, new Begun(model.id(), work(shot, takes, model, rate), nanos));
  }

  /** It is done; from now on estimates know. */
  public void done(String job, long nanos) {
    Begun b = begun.remove(job);
    if (b != null && b.work() > 0) {
      pace.measured(KEY + b.model(), (nanos - b.nanos()) / 1e6 / b.work());
    }
  }
}
