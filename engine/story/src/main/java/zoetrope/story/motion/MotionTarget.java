package zoetrope.story.motion;

/** What of a shot can be given motion. */
public sealed interface MotionTarget {
  /** Nothing yet; a brush begins a new region. */
  record Nothing() implements MotionTarget {}

  /** A brushed region or a box, by its place among the shot's regions. */
  record Region(int index) implements MotionTarget {}

  /** A character of the shot. */
  record Character(String id) implements MotionTarget {}

  /** The camera: where its view ends. */
  record Camera() implements MotionTarget {}
}
