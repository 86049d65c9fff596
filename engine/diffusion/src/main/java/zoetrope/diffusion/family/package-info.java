/**
 * The seam for families of models: what the rest of the program asks of one. A family is a package
 * with a {@link zoetrope.diffusion.family.ModelFamily} and a line that registers it.
 */
@NullMarked
package zoetrope.diffusion.family;

import org.jspecify.annotations.NullMarked;
