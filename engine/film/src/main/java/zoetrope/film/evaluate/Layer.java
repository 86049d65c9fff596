package zoetrope.film.evaluate;

import zoetrope.story.timeline.Clip;

/**
 * A picture of a frame, drawn over the layers before it.
 *
 * @param clip whose shot's picked take is shown
 * @param seconds into that take
 * @param opacity 0 to 1, below 1 in a crossfade
 * @param brightness 0 (black) to 1, below 1 in a dip to black
 */
public record Layer(Clip clip, double seconds, double opacity, double brightness) {}
