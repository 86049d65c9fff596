package zoetrope.diffusion.sampling.flow;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * How a velocity model is followed from noise to the clip, in the exact variants that Wan2.1 and
 * diffusers use. The shift bends the sigmas: s' = k s / (1 + (k - 1) s) (Esser et al. 2024).
 */
public sealed interface FlowSampler {
  /** Time steps of the trained model: level 1 is step 1000. */
  double TRAINED = 1000;

  /**
   * @param steps model calls
   * @param shift 1 for even sigmas, more for more time at high noise
   */
  FlowRun start(int steps, double shift);

  /** FlowMatchEulerDiscreteScheduler of diffusers, which bends the lowest level twice. */
  record Euler() implements FlowSampler {
    @Override
    public FlowRun start(int steps, double shift) {
      DoubleUnaryOperator bend = bent(shift);
      double lowest = (float) bend.applyAsDouble((float) (1 / TRAINED));
      return EulerRun.of(even(1, lowest, steps, steps - 1).map(bend).toArray());
    }
  }

  /**
   * Euler's method over given sigmas, which the shift then bends; distilled models name theirs.
   *
   * @param sigmas falling, without the 0 at the end
   */
  record EulerAt(List<Double> sigmas) implements FlowSampler {
    public EulerAt {
      sigmas = List.copyOf(sigmas);
    }

    /** Even sigmas from 1, the steps' number as with the other samplers. */
    public static EulerAt even(int steps) {
      return new EulerAt(FlowSampler.even(steps));
    }

    @Override
    public FlowRun start(int steps, double shift) {
      return EulerRun.of(bent(sigmas, shift));
    }
  }

  /**
   * UniPC of second order (Zhao et al. 2023), B(h) = expm1(h), predicting the clip, with its
   * corrector.
   */
  record UniPc(Spacing sigmas) implements FlowSampler {
    /** Where the sigmas lie. */
    public enum Spacing {
      /** Wan2.1's FlowUniPCMultistepScheduler: from .999 to 0. */
      WAN,
      /** UniPCMultistepScheduler of diffusers with flow sigmas: from 1 to .001. */
      DIFFUSERS
    }

    @Override
    public FlowRun start(int steps, double shift) {
      double[] s =
          switch (sigmas) {
            case WAN -> even((float) (1 - 1 / TRAINED), 0, steps, steps).map(bent(shift)).toArray();
            case DIFFUSERS -> even(1, 1 / TRAINED, steps, steps).map(bent(shift)).toArray();
          };
      return new UniPcRun(lowered(s));
    }
  }

  /** Wan2.1's FlowDPMSolverMultistepScheduler: DPM-Solver++(2M), midpoint (Lu et al. 2022). */
  record DpmPlusPlus() implements FlowSampler {
    @Override
    public FlowRun start(int steps, double shift) {
      return new DpmRun(even(1, 0, steps, steps).map(bent(shift)).toArray());
    }
  }

  /**
   * UniPC over given sigmas, which the shift then bends.
   *
   * @param sigmas falling, without the 0 at the end
   */
  record UniPcAt(List<Double> sigmas) implements FlowSampler {
    public UniPcAt {
      sigmas = List.copyOf(sigmas);
    }

    @Override
    public FlowRun start(int steps, double shift) {
      return new UniPcRun(lowered(bent(sigmas, shift)));
    }
  }

  /**
   * DPM-Solver++(2M) over given sigmas, which the shift then bends.
   *
   * @param sigmas falling, without the 0 at the end
   */
  record DpmPlusPlusAt(List<Double> sigmas) implements FlowSampler {
    public DpmPlusPlusAt {
      sigmas = List.copyOf(sigmas);
    }

    @Override
    public FlowRun start(int steps, double shift) {
      return new DpmRun(bent(sigmas, shift));
    }
  }

  /** The logarithm of the signal's share must be finite. */
  private static double[] lowered(double[] sigmas) {
    if (Math.abs(sigmas[0] - 1) < 1e-6) {
      sigmas[0] -= 1e-6;
    }
    return sigmas;
  }

  /**
   * Jumps to the clip and back to the next level with fresh noise, for distilled models.
   *
   * @param sigmas falling, without the 0 at the end; the shift then bends them
   * @param seed the take's
   * @param window of the shot, so that no noise is used twice
   */
  record Renoise(List<Double> sigmas, long seed, int window) implements FlowSampler {
    /** Streams of a seed that windows begin with are taken by their first noise. */
    private static final long STREAMS = 1L << 32;

    public Renoise {
      sigmas = List.copyOf(sigmas);
    }

    @Override
    public FlowRun start(int steps, double shift) {
      return new RenoiseRun(bent(sigmas, shift), seed, STREAMS * (window + 1));
    }
  }

  /** Even sigmas from 1 of so many steps: 1, 3/4, 1/2, 1/4. */
  static List<Double> even(int steps) {
    return even(1, 0, steps, steps).boxed().toList();
  }

  private static double[] bent(List<Double> sigmas, double shift) {
    if (sigmas.isEmpty()) {
      throw new IllegalArgumentException("a run needs at least one noise level");
    }
    double before = Double.POSITIVE_INFINITY;
    for (double s : sigmas) {
      if (!(s > 0 && s <= 1 && s < before)) {
        throw new IllegalArgumentException("sigmas must fall from at most 1: " + sigmas);
      }
      before = s;
    }
    return sigmas.stream()
        .mapToDouble(s -> bent(shift).applyAsDouble((float) (double) s))
        .toArray();
  }

  private static DoubleUnaryOperator bent(double shift) {
    return s -> shift * s / (1 + (shift - 1) * s);
  }

  /** The first {@code count} of {@code parts + 1} even sigmas. */
  private static java.util.stream.DoubleStream even(double from, double to, int count, int parts) {
    if (count < 1) {
      throw new IllegalArgumentException("a run needs at least one step, got " + count);
    }
    // Rounded as numpy.linspace rounds, since time steps are cut to whole numbers.
    double step = parts == 0 ? 0 : (to - from) / parts;
    return IntStream.range(0, count).mapToDouble(i -> i * step + from);
  }
}
