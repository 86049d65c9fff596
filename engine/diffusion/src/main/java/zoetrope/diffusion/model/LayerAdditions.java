package zoetrope.diffusion.model;

import zoetrope.diffusion.graph.Value;

/** What adapters add to a checkpoint's layers in one graph. */
public interface LayerAdditions {
  /**
   * A linear layer's output with what is added to it.
   *
   * @param layer its name, without {@code .weight}
   * @param x its input [m, in]
   * @param y its own output [m, out]
   */
  Value output(String layer, Value x, Value y);

  /**
   * A tensor that is no linear layer's matrix, with what is added to it: a bias, a norm's factors,
   * a modulation, a convolution's kernel.
   */
  Value tensor(String name, Value own);

  /** Nothing. */
  static LayerAdditions none() {
    return new LayerAdditions() {
      @Override
      public Value output(String layer, Value x, Value y) {
        return y;
      }

      @Override
      public Value tensor(String name, Value own) {
        return own;
      }
    };
  }
}
