/**
 * What every part of the engine shares: pictures, clips and the question a shot puts to a model.
 */
@NullMarked
package zoetrope.diffusion;

import org.jspecify.annotations.NullMarked;
