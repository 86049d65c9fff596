package zoetrope.story.document;

import zoetrope.story.InvalidStoryException;

/**
 * How a shot is generated.
 *
 * @param model id of the model
 * @param steps denoising steps, 1 to 200
 * @param guidance classifier-free guidance, 0 to 30
 * @param identity strength of the identity adapter, 0 (off) to 1
 * @param motion strength of the trajectory adapter, 0 (off) to 1
 * @param takes how many takes are wanted, 1 to 64
 */
public record ShotSettings(
    String model,
    Seed seed,
    int steps,
    double guidance,
    double identity,
    double motion,
    int takes) {
  public ShotSettings {
    InvalidStoryException.requireText("model", model, 200);
    InvalidStoryException.requireRange("steps", steps, 1, 200);
    InvalidStoryException.requireRange("guidance", guidance, 0, 30);
    InvalidStoryException.requireRange("identity", identity, 0, 1);
    InvalidStoryException.requireRange("motion_strength", motion, 0, 1);
    InvalidStoryException.requireRange("takes", takes, 1, 64);
  }

  /** What a shot gets that asks for nothing: the embedded model, adapters on, one take. */
  public static ShotSettings defaults(String shotId) {
    return new ShotSettings("starter", Seed.from(shotId), 24, 3.0, 1, 1, 1);
  }
}
