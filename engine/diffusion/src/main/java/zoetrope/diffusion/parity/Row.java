package zoetrope.diffusion.parity;

/**
 * One comparison.
 *
 * @param name the vector's id, and the tensor's name
 * @param absolute largest absolute error
 * @param relative largest error as a share of the expected value, over values that are not 0
 * @param tolerance in words
 * @param passed whether every element lies within the tolerance
 */
public record Row(String name, double absolute, double relative, String tolerance, boolean passed) {
  /** A row for what could not be compared at all. */
  static Row failed(String name, String why) {
    return new Row(name, Double.NaN, Double.NaN, why, false);
  }
}
