package zoetrope.diffusion.score;

/**
 * Where a character is in one frame.
 *
 * @param x centre of its trimmed box, 0 at the left edge of the frame, 1 at the right
 * @param y centre of its trimmed box, 0 at the top, 1 at the bottom
 * @param size longer side of its trimmed box as a fraction of the frame's shorter side, over 0
 */
public record Placement(double x, double y, double size) {
  public Placement {
    if (!Double.isFinite(x) || !Double.isFinite(y) || !(size > 0 && size <= 4)) {
      throw new IllegalArgumentException(
          "placement (%s, %s) of size %s: coordinates must be finite and the size in (0, 4]"
              .formatted(x, y, size));
    }
  }
}
