package zoetrope.diffusion.model.wan.pipeline;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import zoetrope.diffusion.family.RunConfig;
import zoetrope.diffusion.model.wan.Distillation;
import zoetrope.diffusion.model.wan.WanOptions;
import zoetrope.diffusion.model.wan.WanOptions.Sampler;
import zoetrope.diffusion.sampling.StepCache;
import zoetrope.diffusion.tuning.Setting;
import zoetrope.diffusion.tuning.Tuning;
import zoetrope.diffusion.tuning.TuningSchema;

/** What can be chosen about a Wan2.1 model, and the options of a run that it means. */
final class WanTuning {
  private static final String SAMPLER = "sampler";
  private static final String SHIFT = "shift";
  private static final String CACHE = "cache";
  private static final String CFG_ZERO = "cfg_zero";
  private static final double MOST_SHIFT = 100;

  static final TuningSchema SCHEMA =
      new TuningSchema(
          List.of(
              new Setting.Choice(
                  SAMPLER,
                  "How the flow is followed.",
                  Arrays.stream(Sampler.values())
                      .map(s -> new Setting.Choice.Option(s.name(), s.words()))
                      .toList()),
              new Setting.Figure(
                  SHIFT,
                  "More of the steps go to noisy levels, the more the larger it is.",
                  "a shift",
                  0,
                  true,
                  MOST_SHIFT,
                  false),
              StepCache.setting(
                  CACHE, "0.05 is the paper's for Wan2.1, whose models else compute all."),
              new Setting.Flag(CFG_ZERO, "Guides by CFG-Zero*.")));

  private WanTuning() {}

  /**
   * Options of a run: as the user chose; where nothing was chosen and a LoRA, or the model itself,
   * is known as a distilled one, as that wants it.
   */
  static WanOptions options(RunConfig config, Optional<Distillation> distilled) {
    WanOptions chosen = options(config.tuning()).with(config.loras());
    return distilled.map(chosen::suited).orElse(chosen);
  }

  private static WanOptions options(Tuning t) {
    return new WanOptions(
        t.text(SAMPLER).map(Sampler::named),
        t.number(SHIFT),
        List.of(),
        OptionalDouble.empty(),
        List.of(),
        StepCache.Settings.of(t.number(CACHE)),
        t.on(CFG_ZERO));
  }

  /** What was chosen, for people; that all steps are computed too, as they are anyway. */
  static List<String> words(Tuning t) {
    List<String> words = options(t).words();
    return t.number(CACHE).equals(OptionalDouble.of(0))
        ? Stream.concat(words.stream(), Stream.of(StepCache.ALL_STEPS)).toList()
        : words;
  }
}
