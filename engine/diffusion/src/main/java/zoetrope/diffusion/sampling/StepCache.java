package zoetrope.diffusion.sampling;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import zoetrope.diffusion.tuning.Setting;

/**
 * Leaves out steps whose result hardly differs from the one before, without training and for any
 * velocity model: EasyCache (Zhou et al. 2025, arXiv 2507.02860). While the ratio of the output's
 * change to the input's stays as it was, the next change of the output is foretold from the input;
 * as long as the sum of what was foretold stays under a threshold, a step takes {@code x + (v - x)}
 * of the last computed one. One for each run; not thread-safe.
 *
 * <p>When a step is computed again, what the cache would have said is compared with it: that is the
 * error of the last step left out or a little more, measured, not foretold.
 */
public final class StepCache {
  /** For people, where nothing is left out. */
  public static final String ALL_STEPS = "all steps computed";

  private final Settings settings;
  private final int steps;
  private final Map<Integer, float[]> offsets = new HashMap<>();
  private final List<Double> strides = new ArrayList<>();
  private float[] computedIn = new float[0];
  private float[] computedOut = new float[0];
  private float[] lastIn = new float[0];
  private double rate = Double.NaN;
  private double foretold;
  private int skipped;
  private double worst;
  private double drift;

  /**
   * @param threshold sum of the relative changes foretold since the last computed step; 0 leaves
   *     nothing out. The paper takes .05 for Wan2.1-1.3B
   * @param first share of the run that is computed in any case, since it lays out the clip
   */
  public record Settings(double threshold, double first) {
    /** The paper's for Wan2.1, of whose 50 steps it computes the first 10. */
    public static final Settings USUAL = new Settings(.05, .2);

    /** For people. */
    public String words() {
      return "EasyCache, which leaves out steps, threshold " + threshold;
    }

    /** By what a user chose; empty where nothing was, and for 0, which leaves nothing out. */
    public static Optional<Settings> of(OptionalDouble threshold) {
      return threshold.orElse(0) != 0
          ? Optional.of(new Settings(threshold.getAsDouble(), USUAL.first()))
          : Optional.empty();
    }

    public Settings {
      if (!(threshold >= 0 && threshold < 1) || !(first >= 0 && first <= 1)) {
        throw new IllegalArgumentException(
            "a cache's threshold is from 0 to under 1, its first share from 0 to 1, not "
                + threshold
                + " and "
                + first);
      }
    }
  }

  /**
   * The threshold as something to be chosen about a model.
   *
   * @param about what is usual for it, a sentence
   */
  public static Setting setting(String key, String about) {
    return new Setting.Figure(
        key,
        "Leaves out steps that would change the clip by less than about this (EasyCache); 0"
            + " computes all. "
            + about,
        "a cache's threshold",
        0,
        false,
        1,
        true);
  }

  /**
   * What a run left out and what that cost.
   *
   * @param steps of the run
   * @param skipped of them
   * @param worst largest relative error measured when a step was computed again, as |a - b| / |b|
   *     (Euclidean lengths)
   * @param latent estimate of the whole clip's relative error: errors that grow evenly to what was
   *     measured, times the noise levels crossed with them, over the clip's length. Later steps
   *     mostly pull a sample back, so that the truth is less
   */
  public record Report(int steps, int skipped, double worst, double latent) {}

  /**
   * @param steps of the run
   */
  public StepCache(Settings settings, int steps) {
    this.settings = settings;
    this.steps = steps;
  }

  /**
   * Whether a step may be left out; asked once a step.
   *
   * @param step its number, from 0
   * @param x its input
   * @param stride noise levels that it crosses
   */
  public boolean reuses(int step, float[] x, double stride) {
    boolean kept = step < Math.max(2, settings.first() * steps) || step >= steps - 1;
    if (!kept && !Double.isNaN(rate)) {
      foretold += rate * change(x, lastIn) / size(computedOut);
    }
    lastIn = x;
    if (!kept && foretold < settings.threshold()) {
      skipped++;
      strides.add(Math.abs(stride));
      return true;
    }
    foretold = 0;
    return false;
  }

  /** What a pass would give, from what it last gave. */
  public float[] reused(int pass, float[] x) {
    float[] out = offsets.get(pass).clone();
    for (int i = 0; i < out.length; i++) {
      out[i] += x[i];
    }
    return out;
  }

  /** Whether steps were left out since the last computed one. */
  public boolean stale() {
    return !strides.isEmpty();
  }

  /**
   * Compares what a step turned out to be with what the cache would have said.
   *
   * @param out both passes guided together
   * @param said the same from {@link #reused}
   */
  public void measured(float[] out, float[] said) {
    double error = 0;
    double whole = 0;
    for (int i = 0; i < out.length; i++) {
      error += (out[i] - (double) said[i]) * (out[i] - (double) said[i]);
      whole += (double) out[i] * out[i];
    }
    worst = Math.max(worst, Math.sqrt(error / Math.max(whole, Double.MIN_NORMAL)));
    for (int i = 0; i < strides.size(); i++) {
      drift += strides.get(i) * Math.sqrt(error) * (i + 1) / (strides.size() + 1);
    }
    strides.clear();
  }

  /**
   * Keeps what a pass gave.
   *
   * @param pass 0 for the one that decides, which must have been computed at every step that was
   */
  public void keep(int pass, float[] x, float[] out) {
    float[] offset = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      offset[i] = out[i] - x[i];
    }
    offsets.put(pass, offset);
    if (pass == 0) {
      if (computedOut.length > 0) {
        rate = change(out, computedOut) / change(x, computedIn);
      }
      computedIn = x;
      computedOut = out;
    }
  }

  /**
   * @param clip the run's result
   */
  public Report report(float[] clip) {
    double length = 0;
    for (float v : clip) {
      length += (double) v * v;
    }
    return new Report(
        steps, skipped, worst, drift / Math.sqrt(Math.max(length, Double.MIN_NORMAL)));
  }

  private static double change(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += Math.abs((double) a[i] - b[i]);
    }
    return sum / a.length;
  }

  private static double size(float[] a) {
    double sum = 0;
    for (float v : a) {
      sum += Math.abs(v);
    }
    return sum / a.length;
  }
}
