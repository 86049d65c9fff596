/**
 * The front room of the only module that touches FFmpeg and OpenCV: what is asked for (pictures,
 * film plans, formats) and who answers (readers, writers, films). The work is done behind it, in
 * {@code decode}, {@code sound} and {@code encode}, which know the words of this package but none
 * of its doors.
 */
@NullMarked
package zoetrope.media;

import org.jspecify.annotations.NullMarked;
