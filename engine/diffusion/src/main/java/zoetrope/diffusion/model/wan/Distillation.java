package zoetrope.diffusion.model.wan;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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

  private static final int MOST = 16;
  private static final Pattern STEPS = Pattern.compile("(\\d+)[-_ ]?steps?");
  private static final Pattern FAST_WAN = Pattern.compile("fast[-_ ]?wan");
  private static final Pattern SELF_FORCING = Pattern.compile("self[-_ ]?forcing|[-_]dmd[-_]");
  private static final Pattern CAUS_VID = Pattern.compile("caus[-_ ]?vid");
  private static final Pattern LIGHT_X2V =
      Pattern.compile("lightx2v|step[-_ ]?distill|wan2[._]?[12][-_]lightning");

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
    if (FAST_WAN.matcher(said).find()) {
      return Optional.of(fastWan());
    }
    if (CAUS_VID.matcher(said).find()) {
      return Optional.of(causVid(steps(said, 6)));
    }
    if (LIGHT_X2V.matcher(said).find()) {
      return Optional.of(lightX2v(steps(said, 4)));
    }
    return SELF_FORCING.matcher(said).find()
        ? Optional.of(selfForcing(steps(said, 4)))
        : Optional.empty();
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
    return new Distillation("LightX2V", WanOptions.Sampler.EULER, FlowSampler.even(steps), 5, "");
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
