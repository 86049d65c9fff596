package zoetrope.film.evaluate;

import zoetrope.story.timeline.Clip;

/**
 * A picture of a frame, drawn over the layers before it.
 *
 * @param clip whose shot's picked take is shown
 * @param seconds into that take
 * @param opacity 0 to 1, below 1 in a crossfade
 * @param brightness 1 as it is, 0 the colour it dips to
 * @param dipsToWhite and not to black
 * @param shape what of the frame it covers
 */
public record Layer(
    Clip clip,
    double seconds,
    double opacity,
    double brightness,
    boolean dipsToWhite,
    Shape shape) {

  /** Whether it hides what is below and looks as its take does. */
  public boolean plain() {
    return opacity == 1 && brightness == 1 && shape instanceof Shape.Whole;
  }
}
