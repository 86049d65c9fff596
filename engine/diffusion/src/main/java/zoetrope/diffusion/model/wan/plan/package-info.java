/** What a clip will take in memory and time, told before it is begun. */
@NullMarked
package zoetrope.diffusion.model.wan.plan;

import org.jspecify.annotations.NullMarked;
