/** diffusion. */
@NullMarked
package zoetrope.diffusion;

import org.jspecify.annotations.NullMarked;
