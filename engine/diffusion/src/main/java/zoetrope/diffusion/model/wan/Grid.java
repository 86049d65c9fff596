package zoetrope.diffusion.model.wan;

/**
 * A latent's sizes.
 *
 * @param frames latent frames, of which the first stands for one frame and every other for four
 * @param rows an eighth of the picture's
 * @param columns an eighth of the picture's
 */
public record Grid(int frames, int rows, int columns) {
  /** Pixels of a cell's side. */
  public static final int SCALE = 8;

  /** Latent frames of so many frames; the rest of a last group of four is not encoded. */
  public static int latentFrames(int frames) {
    return 1 + (frames - 1) / 4;
  }

  /** Number of cells. */
  public int cells() {
    return frames * rows * columns;
  }
}
