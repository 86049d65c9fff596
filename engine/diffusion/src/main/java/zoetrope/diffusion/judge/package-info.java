/** Judges that only the evaluation asks, trained on true renders and never on what a model made. */
@NullMarked
package zoetrope.diffusion.judge;

import org.jspecify.annotations.NullMarked;
