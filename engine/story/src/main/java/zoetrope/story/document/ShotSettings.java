package zoetrope.story.document;

import zoetrope.story.InvalidStoryException;

/**
 * How a shot is generated.
 *
 * @param model id of the model
 * @param steps denoising steps, 1 to 200, or 0 for as many as the model advises
 * @param guidance classifier-free guidance up to 30, or 0 for what the model advises
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
  /** Steps and guidance that are left to the model. */
  public static final int AS_ADVISED = 0;

  /** What the embedded model is asked with, and was evaluated with (docs/benchmarks.md). */
  public static final int EMBEDDED_STEPS = 16;

  public static final double EMBEDDED_GUIDANCE = 2;

  /**
   * The model of shots that name none. It is part of the documents' format, as any other default:
   * stories on users' disks leave it out and mean it.
   */
  public static final String DEFAULT_MODEL = "starter";

  public ShotSettings {
    InvalidStoryException.requireText("model", model, 200);
    InvalidStoryException.requireRange("steps", steps, 0, 200);
    InvalidStoryException.requireRange("guidance", guidance, 0, 30);
    InvalidStoryException.requireRange("identity", identity, 0, 1);
    InvalidStoryException.requireRange("motion_strength", motion, 0, 1);
    InvalidStoryException.requireRange("takes", takes, 1, 64);
  }

  /** What a shot gets that asks for nothing: the embedded model, adapters on, one take. */
  public static ShotSettings defaults(String shotId) {
    return defaults(shotId, DEFAULT_MODEL);
  }

  /** The same with another number of takes. */
  public ShotSettings withTakes(int wanted) {
    return new ShotSettings(model, seed, steps, guidance, identity, motion, wanted);
  }

  /** The same with another seed. */
  public ShotSettings withSeed(Seed is) {
    return new ShotSettings(model, is, steps, guidance, identity, motion, takes);
  }

  /**
   * The same with a model, which advises its steps and guidance where it is not the embedded one.
   */
  public static ShotSettings defaults(String shotId, String model) {
    boolean embedded = model.equals(DEFAULT_MODEL);
    return new ShotSettings(
        model,
        Seed.from(shotId),
        embedded ? EMBEDDED_STEPS : AS_ADVISED,
        embedded ? EMBEDDED_GUIDANCE : AS_ADVISED,
        1,
        1,
        1);
  }
}
