/** What a clip will take in memory and time on a machine, told before it is begun. */
@NullMarked
package zoetrope.diffusion.plan;

import org.jspecify.annotations.NullMarked;
