package zoetrope.diffusion.sampling;

/** A model that guesses the clean clip. */
@FunctionalInterface
public interface Denoiser {
  /**
   * @param x the noisy clip, left as it is
   * @param sigma its noise level, over 0 to 1
   * @return the guess, a new array as long as {@code x}
   */
  float[] clean(float[] x, double sigma);
}
