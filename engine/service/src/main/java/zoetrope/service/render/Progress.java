package zoetrope.service.render;

import zoetrope.core.image.RgbClip;

/** Hears how a rendering goes. */
@FunctionalInterface
public interface Progress {
  /** Hears nothing. */
  Progress NONE = (what, done, total) -> {};

  /**
   * @param what is being done, a stable word with the shot or file after a space
   * @param done parts finished
   * @param total parts in all
   */
  void step(String what, int done, int total);

  /** Take {@code index} of {@code count} of a shot begins, counted from 0. */
  default void take(int index, int count) {}

  /** A small clip of what the take is becoming. */
  default void preview(RgbClip clip) {}
}
