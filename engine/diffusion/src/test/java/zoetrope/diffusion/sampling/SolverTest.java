package zoetrope.diffusion.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import zoetrope.core.task.CancelToken;
import zoetrope.core.task.CancelledException;

/**
 * The solvers on Gaussian data, where the best guess and the end of the flow are known in closed
 * form.
 */
class SolverTest {
  private static final double MEAN = 0.7;
  private static final double DEVIATION = 0.4;

  private static final StepListener DEAF = (done, total, guess) -> {};

  /** E[clip | x] for clip ~ N(MEAN, DEVIATION^2) and x = (1 - s) clip + s noise. */
  private static float[] exact(float[] x, double s) {
    double variance = DEVIATION * DEVIATION;
    double gain = (1 - s) * variance / ((1 - s) * (1 - s) * variance + s * s);
    float[] out = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      out[i] = (float) (MEAN + gain * (x[i] - (1 - s) * MEAN));
    }
    return out;
  }

  /** The flow keeps each point's quantile, so noise n ends at MEAN + DEVIATION n. */
  private static double error(Solver solver, int steps, double shift) {
    float[] noise = {-2, -1, 0.5f, 1, 2};
    float[] x =
        solver.run(
            SolverTest::exact, noise, Schedule.shifted(steps, shift), DEAF, new CancelToken());
    double worst = 0;
    for (int i = 0; i < x.length; i++) {
      worst = Math.max(worst, Math.abs(x[i] - (MEAN + DEVIATION * noise[i])));
    }
    return worst;
  }

  @Test
  void eulerIsFirstOrder() {
    assertThat(order(new Solver.Euler())).isBetween(0.9, 1.1);
  }

  @Test
  void heunIsSecondOrder() {
    assertThat(order(new Solver.Heun())).isBetween(1.8, 2.2);
  }

  @Test
  void dpmPlusPlus2MIsSecondOrder() {
    assertThat(order(new Solver.DpmPlusPlus2M())).isBetween(1.6, 2.4);
  }

  @Test
  void theSecondOrderSolversBeatEulerAtEqualSteps() {
    double euler = error(new Solver.Euler(), 20, 1);
    assertThat(error(new Solver.Heun(), 20, 1)).isLessThan(euler / 5);
    assertThat(error(new Solver.DpmPlusPlus2M(), 20, 1)).isLessThan(euler / 5);
  }

  private static double order(Solver solver) {
    return Math.log(error(solver, 96, 1) / error(solver, 384, 1)) / Math.log(4);
  }

  static List<Solver> solvers() {
    return List.of(new Solver.Euler(), new Solver.Heun(), new Solver.DpmPlusPlus2M());
  }

  @ParameterizedTest
  @MethodSource("solvers")
  void everyStepIsToldAndNoiseIsLeftAsItWas(Solver solver) {
    List<Integer> steps = new ArrayList<>();
    float[] noise = {1, -1};
    float[] a =
        solver.run(
            SolverTest::exact,
            noise,
            Schedule.shifted(4, 7),
            (done, total, guess) -> steps.add(10 * total + done),
            new CancelToken());
    assertThat(steps).containsExactly(41, 42, 43, 44);
    assertThat(noise).containsExactly(1, -1);
    assertThat(
            solver.run(SolverTest::exact, noise, Schedule.shifted(4, 7), DEAF, new CancelToken()))
        .containsExactly(a);
  }

  @ParameterizedTest
  @MethodSource("solvers")
  void cancellingEndsTheRunBeforeTheNextModelCall(Solver solver) {
    CancelToken cancel = new CancelToken();
    List<Double> calls = new ArrayList<>();
    Denoiser counting =
        (x, s) -> {
          calls.add(s);
          if (calls.size() == 3) {
            cancel.cancel();
          }
          return exact(x, s);
        };
    assertThatThrownBy(
            () -> solver.run(counting, new float[] {1}, Schedule.shifted(10, 1), DEAF, cancel))
        .isInstanceOf(CancelledException.class);
    assertThat(calls).hasSize(3);
  }

  @Test
  void theShiftBendsLevelsTowardNoiseOnce() {
    assertThat(Schedule.shifted(4, 1).sigmas()).containsExactly(1, 0.75, 0.5, 0.25, 0);
    assertThat(Schedule.shifted(2, 3).sigmas()).containsExactly(1, 0.75, 0);
    assertThatThrownBy(() -> Schedule.shifted(0, 1)).hasMessageContaining("at least one step");
    assertThatThrownBy(() -> Schedule.shifted(3, 0)).hasMessageContaining("positive shift");
    assertThatThrownBy(() -> new Schedule(new double[] {1, 0.5, 0.5, 0}))
        .hasMessageContaining("must fall");
    assertThatThrownBy(() -> new Schedule(new double[] {1, Double.NaN, 0}))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
