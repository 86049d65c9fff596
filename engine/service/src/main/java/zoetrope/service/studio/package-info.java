/**
 * What the editor needs of pictures, clips and sound, in plain Java types: bitmaps for the canvas,
 * decoded frames for playing, cut-outs of characters.
 */
@NullMarked
package zoetrope.service.studio;

import org.jspecify.annotations.NullMarked;
