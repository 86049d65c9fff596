package zoetrope.diffusion.model.wan;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import zoetrope.diffusion.sampling.flow.FlowSampler;

/**
 * How a model or a LoRA that was distilled to few steps wants to be run. Nothing in the tensors
 * tells it, so names and what makers write into their files are looked at: a suggestion, never a
 * rule.
 *
 * @param maker whose distillation it is
 * @param sampler that its makers run it with
 * @param sigmas noise levels, before the shift
 * @param shift 1 where the sigmas are bent already
 * @param note for people, may be empty
 */
public record Distillation(
    String maker, WanOptions.Sampler sampler, List<Double> sigmas, double shift, String note) {
  /** All of these have their guidance distilled into them as well. */
  public static final double GUIDANCE = 1;

  private static final String LIGHT = "LightX2V";
  private static final int MOST = 16;
  private static final Pattern STEPS = Pattern.compile("(\\d+)[-_ ]?steps?");

  /** What comes first counts: names tell of what a model was mixed from as well. */
  private static final List<Rule> RULES =
      List.of(
          new Rule("fast[-_ ]?wan", 3, _ -> fastWan()),
          new Rule("fusion[-_ ]?i?x", 8, Distillation::fusionX),
          new Rule("(^|[^a-z])rcm([^a-z]|$)|turbo[-_ ]?(diffusion|wan)", 4, Distillation::rcm),
          new Rule("caus[-_ ]?vid", 6, Distillation::causVid),
          new Rule(
              "lightx2v|step[-_ ]?distill|wan2[._]?[12][-_]lightning"
                  + "|lightning.*\\d[-_ ]?steps?|\\d[-_ ]?steps?.*lightning",
              4,
              Distillation::lightX2v),
          new Rule("self[-_ ]?forcing|[-_]dmd[-_]", 4, Distillation::selfForcing));

  /**
   * How one maker's distillation is known.
   *
   * @param name what names of its files have in them
   * @param steps where a name does not say it
   * @param made for so many steps
   */
  private record Rule(Pattern name, int steps, IntFunction<Distillation> made) {
    Rule(String name, int steps, IntFunction<Distillation> made) {
      this(Pattern.compile(name), steps, made);
    }
  }

  public Distillation {
    sigmas = List.copyOf(sigmas);
  }

  /**
   * Looks at a file's or a folder's name, and at what the file says of itself.
   *
   * @return empty for what does not seem distilled
   */
  public static Optional<Distillation> suggested(String name, Map<String, String> metadata) {
    String said =
        (name + " " + metadata.values().stream().sorted().collect(Collectors.joining(" ")))
            .toLowerCase(Locale.ROOT);
    return RULES.stream()
        .filter(r -> r.name().matcher(said).find())
        .findFirst()
        .map(r -> r.made().apply(steps(said, r.steps())));
  }

  private static int steps(String said, int usual) {
    Matcher m = STEPS.matcher(said);
    while (m.find()) {
      int n = m.group(1).length() > 2 ? 0 : Integer.parseInt(m.group(1));
      if (n >= 1 && n <= MOST) {
        return n;
      }
    }
    return usual;
  }

  /** hao-ai-lab/FastVideo, DmdDenoisingStage: time steps 1000, 757, 522 as the model is told. */
  private static Distillation fastWan() {
    return new Distillation(
        "FastWan (FastVideo)", WanOptions.Sampler.LCM, List.of(1.0, .757, .522), 1, "");
  }

  /** ModelTC/LightX2V, configs/distill/wan21: steps 1000, 750, 500, 250, shift 5. */
  private static Distillation lightX2v(int steps) {
    return new Distillation(LIGHT, WanOptions.Sampler.EULER, FlowSampler.even(steps), 5, "");
  }

  /** vrgamedevgirl84/Wan14BT2VFusioniX, as MeiGen-AI/InfiniteTalk's README runs it. */
  private static Distillation fusionX(int steps) {
    return new Distillation("FusionX", WanOptions.Sampler.UNIPC, FlowSampler.even(steps), 2, "");
  }

  /**
   * NVlabs/rcm and thu-ml/TurboDiffusion, wan2.1_t2v_infer.py: angles atan 80, 1.5, 1.4, 1.0, each
   * as sin / (sin + cos), noised anew; made for one to four steps.
   */
  private static Distillation rcm(int steps) {
    List<Double> sigmas =
        DoubleStream.of(Math.atan(80), 1.5, 1.4, 1)
            .limit(Math.min(steps, 4))
            .map(t -> Math.sin(t) / (Math.sin(t) + Math.cos(t)))
            .boxed()
            .toList();
    return new Distillation("rCM", WanOptions.Sampler.LCM, sigmas, 1, "");
  }

  /** guandeh17/Self-Forcing: steps 1000, 750, 500, 250, bent by 5, noised anew. */
  private static Distillation selfForcing(int steps) {
    return new Distillation("Self-Forcing", WanOptions.Sampler.LCM, FlowSampler.even(steps), 5, "");
  }

  /** The LoRA taken from tianweiy/CausVid, as it is used: UniPC, shift 8. */
  private static Distillation causVid(int steps) {
    return new Distillation(
        "CausVid",
        WanOptions.Sampler.UNIPC,
        FlowSampler.even(steps),
        8,
        "its first version moves more at a strength of 0.3 to 0.5");
  }

  /**
   * The same for Wan2.2's text-to-video model, which ModelTC/Wan2.2-Lightning runs with shift 3,
   * its image-to-video one with 5.
   */
  public Distillation ofText() {
    return maker.equals(LIGHT) ? new Distillation(maker, sampler, sigmas, 3, note) : this;
  }

  /** Model calls of a run. */
  public int steps() {
    return sigmas.size();
  }

  /** A sentence for people. */
  public String words() {
    return "distilled by %s: %d steps (%s), shift %s, guidance 1%s"
        .formatted(
            maker,
            steps(),
            sampler.words(),
            shift == Math.rint(shift) ? Integer.toString((int) shift) : Double.toString(shift),
            note.isEmpty() ? "" : "; " + note);
  }
}
