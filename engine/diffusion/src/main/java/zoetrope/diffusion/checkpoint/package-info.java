/**
 * Checkpoints read in place: safetensors headers are checked before a byte of weights is trusted,
 * tensors are views of the mapped file, and errors name the file, the problem and the remedy.
 */
@NullMarked
package zoetrope.diffusion.checkpoint;

import org.jspecify.annotations.NullMarked;
