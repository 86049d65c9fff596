package zoetrope.film.evaluate;

/**
 * What part of the frame a layer covers and where its picture lies in it. Lengths are in widths and
 * heights of the frame, shares go from 0 to 1.
 */
public sealed interface Shape {
  /** All of the frame. */
  Shape WHOLE = new Whole();

  /** All of the frame. */
  record Whole() implements Shape {}

  /**
   * Up to a soft edge that goes over the frame.
   *
   * @param down from top to bottom and not from left to right
   * @param share of its way; nothing is covered at 0 and all at 1
   */
  record Wiped(boolean down, double share) implements Shape {}

  /**
   * Moved to a side; nothing is covered where it left.
   *
   * @param right in frame widths, to the left below 0
   */
  record Shifted(double right) implements Shape {}

  /**
   * A circle about the middle with a soft edge.
   *
   * @param share nothing is covered at 0 and all at 1
   */
  record Circle(double share) implements Shape {}

  /**
   * Magnified about the middle.
   *
   * @param scale at least 1
   */
  record Magnified(double scale) implements Shape {}
}
