/**
 * Colours of any origin to sRGB: what stored values mean (profiles, primaries, transfer functions)
 * and the maths from there. Plain Java; no FFmpeg, no files.
 */
@NullMarked
package zoetrope.media.colour;

import org.jspecify.annotations.NullMarked;
