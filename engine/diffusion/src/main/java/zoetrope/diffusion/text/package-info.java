/**
 * Prompts to vectors: published sentence encoders, English and Chinese, run by the engine's own
 * runtime.
 */
@NullMarked
package zoetrope.diffusion.text;

import org.jspecify.annotations.NullMarked;
