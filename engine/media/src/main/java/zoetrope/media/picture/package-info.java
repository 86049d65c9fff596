/**
 * Single pictures: what their containers say beside the pixels (orientation, colours, shape of
 * pixels), and their pixels decoded by Java's readers or FFmpeg, all through one step to upright
 * 8-bit sRGB of square pixels. Not exported.
 */
@NullMarked
package zoetrope.media.picture;

import org.jspecify.annotations.NullMarked;
