/**
 * The film in time: shots as clips to trim, split, reorder and join, titles, sound with waveforms,
 * and markers.
 */
@NullMarked
package zoetrope.app.timeline;

import org.jspecify.annotations.NullMarked;
