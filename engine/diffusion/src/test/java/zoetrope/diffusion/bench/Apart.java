package zoetrope.diffusion.bench;

import java.util.Locale;
import zoetrope.diffusion.sampling.StepCache;

/** How far two latents of one seed lie apart. */
public final class Apart {
  private Apart() {}

  /** A line for people. */
  public static String line(
      double threshold, StepCache.Report report, float[] whole, float[] quick) {
    double error = 0;
    double length = 0;
    float low = Float.POSITIVE_INFINITY;
    float high = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < whole.length; i++) {
      error += Math.pow((double) quick[i] - whole[i], 2);
      length += Math.pow(whole[i], 2);
      low = Math.min(low, whole[i]);
      high = Math.max(high, whole[i]);
    }
    return String.format(
        Locale.ROOT,
        "threshold %.3f: %d of %d steps left out, relative L2 %.4f, PSNR %.1f dB,"
            + " reported: worst step %.4f, clip about %.4f",
        threshold,
        report.skipped(),
        report.steps(),
        Math.sqrt(error / length),
        10 * Math.log10(Math.pow((double) high - low, 2) / (error / whole.length)),
        report.worst(),
        report.latent());
  }
}
