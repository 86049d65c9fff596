/** Programs that measure speed and memory, for docs/benchmarks.md. */
@NullMarked
package zoetrope.diffusion.bench;

import org.jspecify.annotations.NullMarked;
