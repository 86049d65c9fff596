package zoetrope.diffusion.runtime;

/** How a model's matrices are multiplied. */
public enum Precision {
  /** 32-bit floats. */
  FP32,
  /**
   * Weights as 8-bit integers with a scale a column, activations quantised as they come; the
   * default on CPUs.
   */
  INT8
}
