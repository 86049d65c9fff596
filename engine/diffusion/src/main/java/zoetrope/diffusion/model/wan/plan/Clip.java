package zoetrope.diffusion.model.wan.plan;

import zoetrope.diffusion.model.wan.Grid;
import zoetrope.diffusion.plan.ClipSize;
import zoetrope.diffusion.plan.RequestException;

/**
 * What is asked for.
 *
 * @param width pixels, a multiple of 16
 * @param height pixels, a multiple of 16
 * @param frames one more than a multiple of four
 * @param steps denoising steps
 * @param guided whether each step takes a second pass, for the negative prompt
 */
public record Clip(int width, int height, int frames, int steps, boolean guided) {
  /** Pixels of a token's side. */
  private static final int SIDE = 16;

  private static final int LARGEST = 8192;
  private static final int LONGEST = 4097;

  /**
   * @throws RequestException when no model of the family can make it
   */
  public Clip {
    if (width < SIDE
        || height < SIDE
        || width > LARGEST
        || height > LARGEST
        || width % SIDE != 0
        || height % SIDE != 0) {
      throw new RequestException(
          "a clip of %dx%d cannot be made".formatted(width, height),
          "Width and height are multiples of 16 from 16 to 8192: take %dx%d"
              .formatted(fitting(width), fitting(height)));
    }
    if (frames < 1 || frames > LONGEST || frames % 4 != 1) {
      throw new RequestException(
          "a clip of %d frames cannot be made".formatted(frames),
          "Frames are one more than a multiple of four, up to 4097: take %d"
              .formatted(Math.clamp(frames - 1L, 0, LONGEST - 1) / 4 * 4 + 1));
    }
    if (steps < 1 || steps > 1000) {
      throw new RequestException(steps + " steps cannot be made", "Take 1 to 1000");
    }
  }

  /** A clip of a size; fails as the constructor does. */
  public static Clip of(ClipSize size) {
    return new Clip(size.width(), size.height(), size.frames(), size.steps(), size.guided());
  }

  private static int fitting(int size) {
    return Math.clamp(Math.round(size / (float) SIDE), 1, LARGEST / SIDE) * SIDE;
  }

  /** Its latent. */
  public Grid grid() {
    return new Grid(Grid.latentFrames(frames), height / Grid.SCALE, width / Grid.SCALE);
  }

  Clip of(int otherWidth, int otherHeight, int otherFrames) {
    return new Clip(otherWidth, otherHeight, otherFrames, steps, guided);
  }
}
