/**
 * A film's sound: mixed from its tracks, brought to a loudness (BS.1770) and held below a ceiling.
 * Not exported; it knows the film plan of the front room and the decoder.
 */
@NullMarked
package zoetrope.media.sound;

import org.jspecify.annotations.NullMarked;
