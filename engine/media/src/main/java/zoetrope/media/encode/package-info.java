/**
 * Frames and sound into files: one sink a family of formats, each leaving either a complete file or
 * none. Not exported; of the front room it knows the formats, the picture and the exception.
 */
@NullMarked
package zoetrope.media.encode;

import org.jspecify.annotations.NullMarked;
