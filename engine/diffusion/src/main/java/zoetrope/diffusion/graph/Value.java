package zoetrope.diffusion.graph;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * A tensor in a graph.
 *
 * @param name its ONNX name
 * @param shape sizes, outermost first
 */
public record Value(String name, Shape shape) {

  /** Static sizes of a tensor. */
  public record Shape(long... dims) {
    public Shape {
      dims = dims.clone();
    }

    @Override
    public long[] dims() {
      return dims.clone();
    }

    public int rank() {
      return dims.length;
    }

    /** Size of a dimension; negative ones count from the end. */
    public long dim(int i) {
      return dims[i < 0 ? dims.length + i : i];
    }

    public long elements() {
      return Arrays.stream(dims).reduce(1, Math::multiplyExact);
    }

    /** The same sizes but for one. */
    public Shape with(int i, long size) {
      long[] d = dims.clone();
      d[i < 0 ? d.length + i : i] = size;
      return new Shape(d);
    }

    /**
     * Sizes after NumPy broadcasting of both; throws IllegalArgumentException when they do not fit.
     */
    public Shape broadcast(Shape o) {
      int n = Math.max(rank(), o.rank());
      long[] d = new long[n];
      for (int i = 1; i <= n; i++) {
        long a = i <= rank() ? dim(-i) : 1;
        long b = i <= o.rank() ? o.dim(-i) : 1;
        if (a != b && a != 1 && b != 1) {
          throw new IllegalArgumentException("shapes " + this + " and " + o + " do not broadcast");
        }
        d[n - i] = Math.max(a, b);
      }
      return new Shape(d);
    }

    @Override
    public boolean equals(Object o) {
      return o instanceof Shape s && Arrays.equals(dims, s.dims);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(dims);
    }

    @Override
    public String toString() {
      return Arrays.stream(dims)
          .mapToObj(Long::toString)
          .collect(Collectors.joining("x", "[", "]"));
    }
  }

  /** Size of a dimension; negative ones count from the end. */
  public long dim(int i) {
    return shape.dim(i);
  }
}
