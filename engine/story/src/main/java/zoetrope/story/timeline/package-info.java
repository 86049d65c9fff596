/**
 * The film's order in time: tracks of clips, the transitions between them, titles and sound. Every
 * time is a long count of ticks over an integer rate and every range is half-open, so that nothing
 * drifts however long the film.
 */
@NullMarked
package zoetrope.story.timeline;

import org.jspecify.annotations.NullMarked;
