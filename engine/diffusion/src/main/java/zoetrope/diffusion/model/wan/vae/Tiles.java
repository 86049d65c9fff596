package zoetrope.diffusion.model.wan.vae;

import java.util.List;
import java.util.stream.IntStream;
import zoetrope.diffusion.runtime.Tensor;

/**
 * Overlapping windows of one size over a latent's plane, in cells. Where windows overlap, the outer
 * quarter of each is left out, since there it misses its surroundings, and the middle half is
 * faded.
 *
 * @param rows of the plane
 * @param columns of the plane
 * @param height of a window
 * @param width of a window
 * @param tops first rows of the windows' rows
 * @param lefts first columns of the windows' columns
 */
record Tiles(
    int rows, int columns, int height, int width, List<Integer> tops, List<Integer> lefts) {

  /** Cells that neighbours share at least; 64 pixels. */
  static final int OVERLAP = 8;

  Tiles {
    tops = List.copyOf(tops);
    lefts = List.copyOf(lefts);
  }

  /** So many windows down and across, no larger than sharing {@link #OVERLAP} cells asks for. */
  static Tiles of(int rows, int columns, int down, int across) {
    int height = window(rows, down);
    int width = window(columns, across);
    if (down > 1 && height <= OVERLAP || across > 1 && width <= OVERLAP) {
      throw new IllegalArgumentException(
          "%d x %d windows over %d x %d cells are no more than what they share"
              .formatted(down, across, rows, columns));
    }
    return new Tiles(
        rows, columns, height, width, starts(rows, height, down), starts(columns, width, across));
  }

  /** Cells of each of {@code n} windows along an axis. */
  static int window(int all, int n) {
    return Math.ceilDiv(all + (n - 1) * OVERLAP, n);
  }

  /** Spread evenly, the first at the beginning, the last at the end. */
  private static List<Integer> starts(int all, int window, int n) {
    return IntStream.range(0, n)
        .mapToObj(i -> n == 1 ? 0 : Math.round((float) i * (all - window) / (n - 1)))
        .toList();
  }

  /** Cells of all windows together, by which the work grows. */
  long work() {
    return (long) count() * height * width;
  }

  int count() {
    return tops.size() * lefts.size();
  }

  int top(int tile) {
    return tops.get(tile / lefts.size());
  }

  int left(int tile) {
    return lefts.get(tile % lefts.size());
  }

  /**
   * A window's part of the whole.
   *
   * @param x [frames, channels, rows * scale, columns * scale]
   */
  Tensor cut(Tensor x, int tile, int scale) {
    int planes = (int) (x.dims()[0] * x.dims()[1]);
    int h = height * scale;
    int w = width * scale;
    float[] out = new float[planes * h * w];
    for (int p = 0; p < planes; p++) {
      for (int y = 0; y < h; y++) {
        int from =
            (p * rows * scale + top(tile) * scale + y) * columns * scale + left(tile) * scale;
        System.arraycopy(x.values(), from, out, (p * h + y) * w, w);
      }
    }
    return Tensor.of(out, x.dims()[0], x.dims()[1], h, w);
  }

  /**
   * Adds a window's values to the whole, each with its share; after all windows every value is
   * whole.
   *
   * @param part [frames, channels, height * scale, width * scale]
   * @param whole [frames, channels, rows * scale, columns * scale]
   */
  void add(Tensor part, int tile, int scale, float[] whole) {
    int planes = (int) (part.dims()[0] * part.dims()[1]);
    int h = height * scale;
    int w = width * scale;
    float[] down = shares(tops, tile / lefts.size(), height, scale);
    float[] across = shares(lefts, tile % lefts.size(), width, scale);
    for (int p = 0; p < planes; p++) {
      for (int y = 0; y < h; y++) {
        int to = (p * rows * scale + top(tile) * scale + y) * columns * scale + left(tile) * scale;
        int from = (p * h + y) * w;
        for (int x = 0; x < w; x++) {
          whole[to + x] += down[y] * across[x] * part.values()[from + x];
        }
      }
    }
  }

  /** Shares of one window along an axis; those of all windows add up to one everywhere. */
  static float[] shares(List<Integer> starts, int at, int window, int scale) {
    float[] out = new float[window * scale];
    for (int i = 0; i < out.length; i++) {
      float place = starts.get(at) + (i + 0.5f) / scale;
      float all = 0;
      for (int k = 0; k < starts.size(); k++) {
        all += raw(starts, k, window, place);
      }
      out[i] = raw(starts, at, window, place) / all;
    }
    return out;
  }

  /** One inside, falling to nothing over the middle half of what is shared with a neighbour. */
  private static float raw(List<Integer> starts, int at, int window, float place) {
    float from = starts.get(at);
    float before = at == 0 ? 1 : ramp(place - from, starts.get(at - 1) + window - from);
    float to = from + window;
    float after = at == starts.size() - 1 ? 1 : ramp(to - place, to - starts.get(at + 1));
    return Math.min(before, after);
  }

  private static float ramp(float inside, float shared) {
    return Math.clamp((inside - shared / 4) / (shared / 2), 0f, 1f);
  }
}
