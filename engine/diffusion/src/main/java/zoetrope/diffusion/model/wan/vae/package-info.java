/** The causal 3D autoencoder, streamed frame group by frame group. */
@NullMarked
package zoetrope.diffusion.model.wan.vae;

import org.jspecify.annotations.NullMarked;
