package zoetrope.diffusion.model;

import zoetrope.diffusion.checkpoint.CheckpointException;
import zoetrope.diffusion.checkpoint.TensorInfo;
import zoetrope.diffusion.checkpoint.TensorSource;
import zoetrope.diffusion.runtime.InferenceException;

/**
 * Says why a model answered with NaN or infinity. Weights are looked through only then: a pass over
 * all of them before the first step would take as long as loading them.
 */
public final class Finite {
  private Finite() {}

  /**
   * Hands values on.
   *
   * @param what the part of the model, for people
   * @throws CheckpointException naming the first tensor that is not finite, when values are not
   * @throws InferenceException when all weights are finite and the values are not
   */
  public static float[] checked(float[] values, TensorSource weights, String what) {
    for (float v : values) {
      if (!Float.isFinite(v)) {
        throw cause(weights, what);
      }
    }
    return values;
  }

  private static RuntimeException cause(TensorSource weights, String what) {
    for (String name : weights.names()) {
      TensorInfo t = weights.info(name);
      if (t.dtype().readable()) {
        for (float v : weights.floats(name)) {
          if (!Float.isFinite(v)) {
            return broken(t);
          }
        }
      }
    }
    return new InferenceException(
        "the " + what + " gave values that are no numbers, though all its weights are",
        "Use fp32, and check what it was given");
  }

  static CheckpointException broken(TensorInfo t) {
    return new CheckpointException(
        t.file(),
        "tensor " + t.name() + " holds NaN or infinity",
        "Download the file again; if it stays so, take another version of the model");
  }
}
