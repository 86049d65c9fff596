package zoetrope.service.models;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import zoetrope.diffusion.model.starter.StarterModel;
import zoetrope.diffusion.model.wan.WanOptions;
import zoetrope.diffusion.sampling.StepCache;

/**
 * How a user wants a model sampled, where that differs from what its makers advise.
 *
 * @param sampler the model's own where it is empty
 * @param shift of the noise levels towards the noisy end, over 0 and at most 100; the model's own
 *     where it is empty
 * @param cache threshold of EasyCache ({@link StepCache.Settings}): steps that would hardly change
 *     anything are left out; 0 computes all, and where it is empty the model's own custom holds
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
    return threshold.orElse(0) != 0
        ? Optional.of(
            new StepCache.Settings(threshold.getAsDouble(), StepCache.Settings.USUAL.first()))
        : Optional.empty();
  }

  /** Options of a run, before LoRAs and what distilled models want. */
  WanOptions options() {
    return new WanOptions(
        sampler, shift, List.of(), OptionalDouble.empty(), List.of(), caching(cache), cfgZero);
  }

  /** Whether there is nothing but what the starter model understands. */
  boolean onlyCaching() {
    return sampler.isEmpty() && shift.isEmpty() && !cfgZero;
  }

  /** How the starter model leaves out steps. */
  public Optional<StepCache.Settings> starterCaching() {
    return cache.isPresent() ? caching(cache) : Optional.of(StarterModel.USUAL_CACHING);
  }

  /** What was chosen, for people; nothing where all is as the makers advise. */
  public List<String> words() {
    return cache.isPresent() && cache.getAsDouble() == 0
        ? Stream.concat(options().words().stream(), Stream.of(StepCache.ALL_STEPS)).toList()
        : options().words();
  }
}
