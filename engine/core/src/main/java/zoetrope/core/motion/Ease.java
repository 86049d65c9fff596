package zoetrope.core.motion;

/** How the speed along a path changes from its first to its last control point. */
public enum Ease {
  /** The same pace throughout. */
  LINEAR,
  /** Starts slowly. */
  IN,
  /** Ends slowly. */
  OUT,
  /** Starts and ends slowly. */
  IN_OUT
}
