package zoetrope.diffusion.sampling;

import zoetrope.core.task.CancelToken;

/** Ways to follow the flow dx/ds = (x - clean) / s from noise to the clip. */
public sealed interface Solver {

  /**
   * Runs the schedule from {@code noise} and returns the clip.
   *
   * @throws zoetrope.core.task.CancelledException between two steps when cancelled
   */
  float[] run(
      Denoiser model, float[] noise, Schedule schedule, StepListener listener, CancelToken cancel);

  /** Euler's method, first order, one model call a step. */
  record Euler() implements Solver {
    @Override
    public float[] run(
        Denoiser model,
        float[] noise,
        Schedule schedule,
        StepListener listener,
        CancelToken cancel) {
      double[] s = schedule.sigmas();
      float[] x = noise.clone();
      for (int i = 0; i < schedule.steps(); i++) {
        cancel.check();
        float[] clean = model.clean(x, s[i]);
        mix(x, s[i + 1] / s[i], clean, 1 - s[i + 1] / s[i]);
        listener.step(i + 1, schedule.steps(), clean);
      }
      return x;
    }
  }

  /** Heun's method, second order, two model calls a step but for the last. */
  record Heun() implements Solver {
    @Override
    public float[] run(
        Denoiser model,
        float[] noise,
        Schedule schedule,
        StepListener listener,
        CancelToken cancel) {
      double[] s = schedule.sigmas();
      float[] x = noise.clone();
      for (int i = 0; i < schedule.steps(); i++) {
        cancel.check();
        float[] clean = model.clean(x, s[i]);
        float[] y = x.clone();
        mix(y, s[i + 1] / s[i], clean, 1 - s[i + 1] / s[i]);
        if (s[i + 1] > 0) {
          cancel.check();
          float[] second = model.clean(y, s[i + 1]);
          double h = s[i + 1] - s[i];
          for (int j = 0; j < x.length; j++) {
            double v1 = (x[j] - clean[j]) / s[i];
            double v2 = (y[j] - second[j]) / s[i + 1];
            y[j] = (float) (x[j] + h * (v1 + v2) / 2);
          }
        }
        x = y;
        listener.step(i + 1, schedule.steps(), clean);
      }
      return x;
    }
  }

  /**
   * DPM-Solver++(2M) (Lu et al. 2022) for flow matching: second order from the step before, one
   * model call a step. The first step and the last are first order.
   */
  record DpmPlusPlus2M() implements Solver {
    @Override
    public float[] run(
        Denoiser model,
        float[] noise,
        Schedule schedule,
        StepListener listener,
        CancelToken cancel) {
      double[] s = schedule.sigmas();
      float[] x = noise.clone();
      float[] last = new float[0];
      for (int i = 0; i < schedule.steps(); i++) {
        cancel.check();
        float[] clean = model.clean(x, s[i]);
        float[] d = clean;
        if (i > 0 && s[i + 1] > 0) {
          double h = logSnr(s[i + 1]) - logSnr(s[i]);
          double before = logSnr(s[i]) - logSnr(s[i - 1]);
          double k = Double.isInfinite(before) ? 0 : h / before / 2;
          d = clean.clone();
          mix(d, 1 + k, last, -k);
        }
        mix(x, s[i + 1] / s[i], d, 1 - s[i + 1] / s[i]);
        last = clean;
        listener.step(i + 1, schedule.steps(), clean);
      }
      return x;
    }

    private static double logSnr(double s) {
      return StrictMath.log((1 - s) / s);
    }
  }

  private static void mix(float[] x, double a, float[] y, double b) {
    for (int j = 0; j < x.length; j++) {
      x[j] = (float) (a * x[j] + b * y[j]);
    }
  }
}
