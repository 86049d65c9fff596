package zoetrope.service.models;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import zoetrope.diffusion.model.wan.WanOptions;
import zoetrope.diffusion.sampling.StepCache;

/**
 * How a user wants a model sampled, where that differs from what its makers advise.
 *
 * @param sampler the model's own where it is empty
 * @param shift of the noise levels towards the noisy end, over 0 and at most 100; the model's own
 *     where it is empty
 * @param cache threshold of EasyCache ({@link StepCache.Settings}): steps that would hardly change
 *     anything are left out; all are computed where it is empty
 * @param cfgZero guides by CFG-Zero*
 */
public record Tuning(
    Optional<WanOptions.Sampler> sampler,
    OptionalDouble shift,
    OptionalDouble cache,
    boolean cfgZero) {
  private static final double MOST_SHIFT = 100;

  /** As its makers advise. */
  public static final Tuning NONE =
      new Tuning(Optional.empty(), OptionalDouble.empty(), OptionalDouble.empty(), false);

  /** Throws IllegalArgumentException, in words for people, for what no run can be made with. */
  public Tuning {
    if (shift.isPresent() && !(shift.getAsDouble() > 0 && shift.getAsDouble() <= MOST_SHIFT)) {
      throw new IllegalArgumentException(
          "a shift is over 0 and at most " + (int) MOST_SHIFT + ", not " + shift.getAsDouble());
    }
    caching(cache);
  }

  private static Optional<StepCache.Settings> caching(OptionalDouble threshold) {
    return threshold.isPresent()
        ? Optional.of(
            new StepCache.Settings(threshold.getAsDouble(), StepCache.Settings.USUAL.first()))
        : Optional.empty();
  }

  /** Options of a run, before LoRAs and what distilled models want. */
  WanOptions options() {
    return new WanOptions(
        sampler, shift, List.of(), OptionalDouble.empty(), List.of(), caching(cache), cfgZero);
  }

  /** What was chosen, for people; nothing where all is as the makers advise. */
  public List<String> words() {
    return options().words();
  }
}
