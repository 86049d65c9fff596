/** Stock checkpoints of the Wan2.1 family, read in place. */
@NullMarked
package zoetrope.diffusion.model.wan;

import org.jspecify.annotations.NullMarked;
