package zoetrope.diffusion.model.wan;

/**
 * A latent's sizes.
 *
 * @param frames latent frames, of which the first stands for one frame and every other for four
 * @param rows an eighth of the picture's
 * @param columns an eighth of the picture's
 */
public record Grid(int frames, int rows, int columns) {
  /** Number of cells. */
  public int cells() {
    return frames * rows * columns;
  }
}
