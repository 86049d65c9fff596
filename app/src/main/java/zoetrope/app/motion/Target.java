package zoetrope.app.motion;

/** What of a shot is being worked on. */
public sealed interface Target {
  /** Nothing yet; the brush begins a new region. */
  record Nothing() implements Target {}

  /** A brushed region or a box, by its place among the shot's regions. */
  record Region(int index) implements Target {}

  /** A character of the shot. */
  record Character(String id) implements Target {}

  /** The camera: where its view ends. */
  record Camera() implements Target {}
}
