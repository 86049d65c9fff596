package zoetrope.story.timeline;

import zoetrope.story.InvalidStoryException;

/**
 * How fast a clip plays its piece of a take: from the speed of its first moment to that of its
 * last, changing evenly over the time that it takes in the film. 1 is as the take was made, 0.5
 * half as fast.
 *
 * @param from {@value #SLOWEST} to {@value #FASTEST}
 * @param to the same
 */
public record Speed(double from, double to) {
  public static final double SLOWEST = .1;
  public static final double FASTEST = 10;

  /** As the take was made. */
  public static final Speed NORMAL = new Speed(1, 1);

  public Speed {
    InvalidStoryException.requireRange("speed", from, SLOWEST, FASTEST);
    InvalidStoryException.requireRange("speed", to, SLOWEST, FASTEST);
  }

  /** One speed throughout. */
  public static Speed of(double speed) {
    return new Speed(speed, speed);
  }

  /** Over the whole clip. */
  public double mean() {
    return (from + to) / 2;
  }

  /** At a part of the clip's time, 0 to 1. */
  public double at(double part) {
    return from + (to - from) * part;
  }

  /**
   * How much of the piece has been played when a part of the clip's time is over; beyond its ends
   * as if it went on with the speed there.
   */
  public double played(double part) {
    double inside = Math.clamp(part, 0, 1);
    double ramp = from * inside + (to - from) * inside * inside / 2;
    return (ramp + (part - inside) * at(inside)) / mean();
  }
}
