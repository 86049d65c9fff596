package zoetrope.diffusion.runtime;

/** How a model's matrices are multiplied. */
public enum Precision {
  /** 32-bit floats. */
  FP32,
  /**
   * Weights as 8-bit integers with a scale a column, activations quantised as they come; the
   * default on CPUs.
   */
  INT8,
  /**
   * 16-bit floats in matrix products and attention, 32-bit ones between them, for GPUs. UMT5 is
   * kept in 32 bits: its values are too large for these.
   */
  FP16,
  /** As {@link #FP16} with the range of 32-bit floats; no CPU has kernels for it. */
  BF16
}
