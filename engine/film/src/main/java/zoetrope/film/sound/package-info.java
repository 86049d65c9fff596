/**
 * A film's sound: one {@link zoetrope.film.sound.Mixer} that the studio plays and the export
 * writes, which also brings it to a loudness (BS.1770) and holds it below a ceiling.
 */
@NullMarked
package zoetrope.film.sound;

import org.jspecify.annotations.NullMarked;
