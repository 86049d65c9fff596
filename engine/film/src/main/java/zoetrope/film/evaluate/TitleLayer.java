package zoetrope.film.evaluate;

import zoetrope.story.timeline.Title;

/**
 * A title of a frame, drawn over its pictures.
 *
 * @param opacity 0 to 1, below 1 while it fades in or out
 */
public record TitleLayer(Title title, double opacity) {}
