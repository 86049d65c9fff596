/**
 * Stored bytes of weights as 32-bit floats, row by row: plain numbers of every type, and the forms
 * in which weights are quantised. Arithmetic alone: what a file means is told by its reader.
 */
@NullMarked
package zoetrope.diffusion.checkpoint.decode;

import org.jspecify.annotations.NullMarked;
