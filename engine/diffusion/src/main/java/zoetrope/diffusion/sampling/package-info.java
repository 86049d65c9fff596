/**
 * From noise to a clip: noise that is the same on every machine, the schedule of noise levels, and
 * the solvers that follow the flow from one level to the next.
 */
@NullMarked
package zoetrope.diffusion.sampling;

import org.jspecify.annotations.NullMarked;
