package zoetrope.diffusion.family;

/**
 * How large and long clips are made at once, at the most; what a model was trained for holds too.
 *
 * @param area pixels of a frame
 * @param frames of a window
 * @param memory bytes of those that are free
 */
public record ClipLimits(long area, int frames, long memory) {
  /** Nothing but what models were trained for, in all the memory that is free. */
  public static final ClipLimits NONE = new ClipLimits(Long.MAX_VALUE, Integer.MAX_VALUE);

  /** In all the memory that is free. */
  public ClipLimits(long area, int frames) {
    this(area, frames, Long.MAX_VALUE);
  }
}
