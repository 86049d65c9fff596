/** A shot to a clip with a stock checkpoint: prompt, conditions, denoising, decoding. */
@NullMarked
package zoetrope.diffusion.model.wan.pipeline;

import org.jspecify.annotations.NullMarked;
