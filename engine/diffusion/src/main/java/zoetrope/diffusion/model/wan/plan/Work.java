package zoetrope.diffusion.model.wan.plan;

import zoetrope.diffusion.model.wan.dit.WanShape;

/**
 * Multiplications that a transformer's step takes, counted from its sizes.
 *
 * @param linear in layers, one pass
 * @param attention in attention, one pass
 */
record Work(double linear, double attention) {

  /**
   * @param hidden width of the feed-forward layers
   * @param tokens of the clip
   */
  static Work of(WanShape s, int hidden, int tokens) {
    double n = tokens;
    double d = s.dim();
    double text = s.textLength();
    double image = s.imageSize() > 0 ? 257 : 0;
    double blocks = s.layers() + s.sideLayers().size();
    double linear = n * (6 * d * d + 2 * d * hidden) + (text + image) * 2 * d * d;
    double side = s.sideLayers().isEmpty() ? 0 : n * d * d * (1 + s.sideLayers().size());
    return new Work(blocks * linear + side, blocks * 2 * n * d * (n + text + image));
  }
}
