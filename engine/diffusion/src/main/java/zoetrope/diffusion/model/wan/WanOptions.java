package zoetrope.diffusion.model.wan;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import zoetrope.diffusion.model.lora.Lora;
import zoetrope.diffusion.sampling.StepCache;
import zoetrope.diffusion.sampling.flow.FlowRun;
import zoetrope.diffusion.sampling.flow.FlowSampler;

/**
 * How a clip is sampled, where that should differ from what a model's makers advise.
 *
 * @param sampler UniPC where it is empty
 * @param shift the model's own where it is empty
 * @param sigmas noise levels before the shift, which then also say how many steps there are; even
 *     ones where it is empty
 * @param guidance the shot's where it is empty
 * @param loras laid upon the transformer
 * @param caching leaves out steps that hardly change anything, where it is present
 * @param cfgZero guides by CFG-Zero* instead of plainly
 */
public record WanOptions(
    Optional<Sampler> sampler,
    OptionalDouble shift,
    List<Double> sigmas,
    OptionalDouble guidance,
    List<Lora> loras,
    Optional<StepCache.Settings> caching,
    boolean cfgZero) {

  /** Nothing but what a model's makers advise. */
  public static final WanOptions USUAL =
      new WanOptions(
          Optional.empty(),
          OptionalDouble.empty(),
          List.of(),
          OptionalDouble.empty(),
          List.of(),
          Optional.empty(),
          false);

  /** Ways to follow the flow. */
  public enum Sampler {
    UNIPC("UniPC"),
    DPM("DPM++ 2M"),
    EULER("Euler"),
    /** Noises anew after every step, as distilled models want it. */
    LCM("LCM");

    private final String words;

    Sampler(String words) {
      this.words = words;
    }

    /** For people. */
    public String words() {
      return words;
    }

    /** By its name in any case; throws IllegalArgumentException for others. */
    public static Sampler named(String name) {
      return valueOf(name.toUpperCase(Locale.ROOT));
    }
  }

  public WanOptions {
    sigmas = List.copyOf(sigmas);
    loras = List.copyOf(loras);
  }

  /** The same with LoRAs; what one of them wants as a distilled one is not looked at. */
  public WanOptions with(List<Lora> others) {
    return new WanOptions(sampler, shift, sigmas, guidance, others, caching, cfgZero);
  }

  /** The same, run as a distilled model wants it; what was chosen already stays chosen. */
  public WanOptions suited(Distillation d) {
    return new WanOptions(
        sampler.or(() -> Optional.of(d.sampler())),
        shift.isPresent() ? shift : OptionalDouble.of(d.shift()),
        sigmas.isEmpty() ? d.sigmas() : sigmas,
        guidance.isPresent() ? guidance : OptionalDouble.of(Distillation.GUIDANCE),
        loras,
        caching,
        cfgZero);
  }

  /** What differs from the makers' advice, for people; nothing where nothing does. */
  public List<String> words() {
    List<String> out = new ArrayList<>();
    loras.forEach(l -> out.add("LoRA " + l.file().getFileName() + " at " + figure(l.strength())));
    sampler.ifPresent(s -> out.add("sampler " + s.words()));
    shift.ifPresent(s -> out.add("shift " + figure(s)));
    if (!sigmas.isEmpty()) {
      out.add(sigmas.size() + " steps");
    }
    guidance.ifPresent(g -> out.add("guidance " + figure(g)));
    caching.map(StepCache.Settings::words).ifPresent(out::add);
    if (cfgZero) {
      out.add("CFG-Zero*");
    }
    return List.copyOf(out);
  }

  private static String figure(double value) {
    return new BigDecimal(value, new MathContext(3)).stripTrailingZeros().toPlainString();
  }

  /** Steps of a run. */
  public int steps(int asked) {
    return sigmas.isEmpty() ? asked : sigmas.size();
  }

  /** Guidance of a run. */
  public double guidance(double asked) {
    return guidance.orElse(asked);
  }

  /**
   * A fresh run.
   *
   * @param asked steps, where no sigmas are given
   * @param usual the model's own shift
   * @param seed the take's, for samplers that noise anew
   * @param window of the shot
   */
  public FlowRun start(int asked, double usual, long seed, int window) {
    int n = steps(asked);
    List<Double> at = sigmas.isEmpty() ? FlowSampler.even(n) : sigmas;
    FlowSampler chosen =
        switch (sampler.orElse(Sampler.UNIPC)) {
          case UNIPC ->
              even(at)
                  ? new FlowSampler.UniPc(FlowSampler.UniPc.Spacing.WAN)
                  : new FlowSampler.UniPcAt(at);
          case DPM -> even(at) ? new FlowSampler.DpmPlusPlus() : new FlowSampler.DpmPlusPlusAt(at);
          case EULER -> new FlowSampler.EulerAt(at);
          case LCM -> new FlowSampler.Renoise(at, seed, window);
        };
    return chosen.start(n, shift.orElse(usual));
  }

  private static boolean even(List<Double> sigmas) {
    return sigmas.equals(FlowSampler.even(sigmas.size()));
  }

  /** How a fresh run is followed. */
  public Denoising denoising(FlowRun run, double asked) {
    return denoising(run, guidance(asked), run.steps());
  }

  /**
   * How a part of a run is followed.
   *
   * @param scale of guidance
   * @param steps of the part
   */
  public Denoising denoising(FlowRun run, double scale, int steps) {
    return new Denoising(
        run,
        cfgZero ? Guidance.Zero.of(scale, run.steps()) : new Guidance.Plain(scale),
        caching.map(c -> new StepCache(c, steps)));
  }
}
