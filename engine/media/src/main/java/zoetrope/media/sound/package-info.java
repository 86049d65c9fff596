/**
 * The loudness of sound, measured and set by FFmpeg: EBU R 128 and a limiter that holds the true
 * peak.
 */
@NullMarked
package zoetrope.media.sound;

import org.jspecify.annotations.NullMarked;
