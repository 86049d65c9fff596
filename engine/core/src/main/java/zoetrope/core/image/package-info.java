/**
 * Pictures, clips and masks in plain arrays, and how a picture goes into a frame of another shape.
 */
@NullMarked
package zoetrope.core.image;

import org.jspecify.annotations.NullMarked;
