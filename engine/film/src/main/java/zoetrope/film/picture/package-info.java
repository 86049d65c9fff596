/**
 * Draws the frames of a film: one {@link zoetrope.film.picture.Compositor} for the screen and for
 * export, which differ only in where the pixels of a take come from.
 */
@NullMarked
package zoetrope.film.picture;

import org.jspecify.annotations.NullMarked;
