package zoetrope.diffusion.runtime;

import java.util.Arrays;

/**
 * Row-major values that go into or come out of a session.
 *
 * @param dims sizes, outermost first
 * @param values as many as the sizes multiply to; shared, not copied
 */
@SuppressWarnings("ArrayRecordComponent")
public record Tensor(long[] dims, float[] values) {
  public Tensor {
    if (Arrays.stream(dims).reduce(1, Math::multiplyExact) != values.length) {
      throw new IllegalArgumentException(
          values.length + " values do not fill " + Arrays.toString(dims));
    }
  }

  public static Tensor of(float[] values, long... dims) {
    return new Tensor(dims, values);
  }
}
