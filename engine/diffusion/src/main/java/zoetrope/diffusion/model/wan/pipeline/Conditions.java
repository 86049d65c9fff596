package zoetrope.diffusion.model.wan.pipeline;

import java.util.List;
import java.util.Optional;
import zoetrope.diffusion.model.wan.Grid;
import zoetrope.diffusion.model.wan.Latent;
import zoetrope.diffusion.model.wan.dit.WanDit;

/**
 * What a window's passes are told besides prompt and sample.
 *
 * @param grid of the sample, references included
 * @param references latent frames before the clip's own, to be cut off before decoding
 * @param concatenated channels after the sample's own
 * @param vace VACE's context
 * @param image rows of CLIP's vision tower
 * @param reference a latent frame to look like
 * @param constraints what the sample is held to
 * @param start what it starts from, and at which step
 */
record Conditions(
    Grid grid,
    int references,
    Optional<Latent> concatenated,
    Optional<WanDit.VaceHint> vace,
    Optional<float[]> image,
    Optional<Latent> reference,
    List<LatentConstraint> constraints,
    Optional<Start> start) {
  Conditions {
    constraints = List.copyOf(constraints);
  }

  /** A clip with noise instead of noise alone. */
  record Start(LatentConstraint clip, int step) {}
}
