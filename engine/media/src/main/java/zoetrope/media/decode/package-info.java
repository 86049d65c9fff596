/**
 * Files taken apart: which containers are opened at all, packets to frames and sound, colours to
 * plain red, green and blue, and the heads of pictures that are looked at before anything is
 * decoded. Not exported; of the front room it knows only the exception.
 */
@NullMarked
package zoetrope.media.decode;

import org.jspecify.annotations.NullMarked;
