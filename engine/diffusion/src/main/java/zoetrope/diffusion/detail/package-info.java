/**
 * Detail of the user's own pictures in finished clips: what a model paints small is joined with
 * what the source shows in full, at the film's size. Works on any model's frames; knows no model.
 */
@NullMarked
package zoetrope.diffusion.detail;

import org.jspecify.annotations.NullMarked;
