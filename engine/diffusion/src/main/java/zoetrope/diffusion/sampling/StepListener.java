package zoetrope.diffusion.sampling;

/** Hears of each finished step. */
@FunctionalInterface
public interface StepListener {
  /**
   * @param done steps finished
   * @param total steps of the run
   * @param guess what the model now takes the clean clip for; not to be written to
   */
  void step(int done, int total, float[] guess);
}
