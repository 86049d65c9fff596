/**
 * Pictures, clips, sound and films: the only module that touches FFmpeg and OpenCV, through JavaCV.
 */
@NullMarked
package zoetrope.media;

import org.jspecify.annotations.NullMarked;
