/**
 * The only place that knows ONNX Runtime: sessions, execution providers, precision and
 * cancellation.
 */
@NullMarked
package zoetrope.diffusion.runtime;

import org.jspecify.annotations.NullMarked;
