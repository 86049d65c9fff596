/** Time in exact fractions: what is counted in frames stays on its frames. */
@NullMarked
package zoetrope.core.time;

import org.jspecify.annotations.NullMarked;
