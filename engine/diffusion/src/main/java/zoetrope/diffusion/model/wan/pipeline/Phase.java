package zoetrope.diffusion.model.wan.pipeline;

import java.util.List;
import java.util.stream.Stream;
import zoetrope.diffusion.model.wan.folder.WanCard.Part;
import zoetrope.diffusion.sampling.flow.FlowRun;
import zoetrope.diffusion.sampling.flow.FlowSampler;

/**
 * Steps of a run that one transformer takes. Wan2.2 A14B has two: the first takes the steps whose
 * time is at least the boundary's, the second the rest (Wan2.2:wan/text2video.py, image2video.py).
 *
 * @param part the transformer
 * @param begin its first step
 * @param end the step after its last
 * @param guidance 1 for the prompt's pass alone
 */
record Phase(Part part, int begin, int end, double guidance) {
  /**
   * The phases of a run that has any steps, in their order; a sample that begins late may pass over
   * the first transformer.
   *
   * @param guidance as the shot has it, which is the first transformer's
   */
  static List<Phase> of(WanVariant variant, FlowRun run, double guidance) {
    if (variant.experts().isEmpty()) {
      return List.of(new Phase(Part.TRANSFORMER, 0, run.steps(), guidance));
    }
    WanVariant.Experts at = variant.experts().get();
    float[] times = run.timesteps();
    int split = 0;
    while (split < times.length && times[split] >= at.boundary() * FlowSampler.TRAINED) {
      split++;
    }
    return Stream.of(
            new Phase(Part.TRANSFORMER, 0, split, guidance),
            new Phase(Part.LOW_NOISE, split, run.steps(), at.low(guidance)))
        .filter(p -> p.begin() < p.end())
        .toList();
  }
}
