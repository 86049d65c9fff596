package zoetrope.diffusion.model.wan.dit;

import zoetrope.diffusion.graph.Value.Shape;

/**
 * Rotary position embedding over frames, rows and columns (Su et al. 2021; the split of a head's
 * pairs is Wan2.1's: two sixths each for rows and columns, what is left for frames, each with
 * frequencies of its own). Computed in 64 bits.
 *
 * @param cos [1, tokens, head size / 2]
 * @param sin the same
 */
@SuppressWarnings("ArrayRecordComponent")
record Rope(int tokens, int half, float[] cos, float[] sin) {
  private static final double THETA = 10_000;

  static Rope of(int frames, int rows, int columns, int headSize) {
    int tokens = frames * rows * columns;
    int half = headSize / 2;
    int third = headSize / 6;
    int[] pairs = {half - 2 * third, third, third};
    float[] cos = new float[tokens * half];
    float[] sin = new float[tokens * half];
    for (int i = 0; i < tokens; i++) {
      int[] at = {i / (rows * columns), i / columns % rows, i % columns};
      int pair = i * half;
      for (int axis = 0; axis < 3; axis++) {
        for (int k = 0; k < pairs[axis]; k++) {
          double angle = at[axis] / Math.pow(THETA, (double) k / pairs[axis]);
          cos[pair] = (float) Math.cos(angle);
          sin[pair++] = (float) Math.sin(angle);
        }
      }
    }
    return new Rope(tokens, half, cos, sin);
  }

  Shape shape() {
    return new Shape(1, tokens, half);
  }
}
