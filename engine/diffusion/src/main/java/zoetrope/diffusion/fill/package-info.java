/**
 * Fills holes of a picture: what was behind a thing that moves away. {@link
 * zoetrope.diffusion.fill.HoleFiller} copies texture and continues lines from the rest of the
 * picture, {@link zoetrope.diffusion.fill.PushPull} is the quick and smooth guess. Plain arrays in
 * and out, no model and no weights; knows no other package.
 */
@NullMarked
package zoetrope.diffusion.fill;

import org.jspecify.annotations.NullMarked;
