/** Measures, run by hand; docs/benchmarks.md says how. */
@NullMarked
package zoetrope.service.bench;

import org.jspecify.annotations.NullMarked;
