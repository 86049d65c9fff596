/**
 * A film's sound: one {@link zoetrope.film.sound.Mixer} that the studio plays and the export
 * writes, mastered by {@code zoetrope.media.sound}.
 */
@NullMarked
package zoetrope.film.sound;

import org.jspecify.annotations.NullMarked;
