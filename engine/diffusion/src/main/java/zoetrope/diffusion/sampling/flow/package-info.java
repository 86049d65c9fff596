/** Flow-matching samplers as the code around stock checkpoints has them. */
@NullMarked
package zoetrope.diffusion.sampling.flow;

import org.jspecify.annotations.NullMarked;
