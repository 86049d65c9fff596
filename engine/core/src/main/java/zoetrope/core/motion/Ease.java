package zoetrope.core.motion;

/**
 * How the speed along a path changes from its first to its last control point: quadratic at one
 * end, smoothstep at both.
 */
public enum Ease {
  /** The same speed throughout. */
  LINEAR,
  /** Starts slowly. */
  IN,
  /** Ends slowly. */
  OUT,
  /** Starts and ends slowly. */
  IN_OUT;

  /** How far along, of 0 to 1, at a moment of 0 to 1. */
  public double at(double u) {
    return switch (this) {
      case LINEAR -> u;
      case IN -> u * u;
      case OUT -> u * (2 - u);
      case IN_OUT -> u * u * (3 - 2 * u);
    };
  }
}
