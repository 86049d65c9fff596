/** Compares the engine with values that the models' original code gave. */
@NullMarked
package zoetrope.diffusion.parity;

import org.jspecify.annotations.NullMarked;
