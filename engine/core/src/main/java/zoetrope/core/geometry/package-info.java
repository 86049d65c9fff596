/**
 * Places in a frame and maps between them. Places are fractions of the frame, (0, 0) at its top
 * left and (1, 1) at its bottom right, unless a method says pixels.
 */
@NullMarked
package zoetrope.core.geometry;

import org.jspecify.annotations.NullMarked;
