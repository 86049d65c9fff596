package zoetrope.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import zoetrope.core.motion.MotionPath;
import zoetrope.core.motion.MotionPath.Point;

class MotionPathTest {
  @Test
  void aSlowStartIsBehindAndASlowEndAhead() {
    List<Point> line = List.of(new Point(0, 0), new Point(1, 0));
    assertThat(new MotionPath(line, MotionPath.Pace.SLOW_START).sample(3).get(1).x())
        .isLessThan(.3);
    assertThat(new MotionPath(line, MotionPath.Pace.SLOW_END).sample(3).get(1).x())
        .isGreaterThan(.7);
  }

  @Test
  void onePointMeansStayThere() {
    assertThat(MotionPath.at(0.3, 0.7).sample(5)).containsOnly(new Point(0.3, 0.7)).hasSize(5);
  }

  @Test
  void beginsAndEndsAtItsEnds() {
    List<Point> p =
        new MotionPath(List.of(new Point(0.1, 0.2), new Point(0.5, 0.9), new Point(0.8, 0.3)), true)
            .sample(24);
    assertThat(p.getFirst().x()).isCloseTo(0.1, within(1e-9));
    assertThat(p.getLast().y()).isCloseTo(0.3, within(1e-9));
  }

  @Test
  void pointsWithoutTimesArePassedAtEvenSpeed() {
    List<Point> p =
        new MotionPath(List.of(new Point(0, 0), new Point(0.2, 0), new Point(1, 0)), false)
            .sample(11);
    for (int i = 0; i < 11; i++) {
      assertThat(p.get(i).x()).isCloseTo(i / 10.0, within(0.01));
    }
  }

  @Test
  void aTimedPointIsReachedAtItsTime() {
    List<Point> p =
        new MotionPath(
                List.of(new Point(0, 0, 0), new Point(0.2, 0, 0.8), new Point(1, 0, 1)), false)
            .sample(11);
    assertThat(p.get(8).x()).isCloseTo(0.2, within(0.01));
    assertThat(p.get(4).x()).isLessThan(0.15);
  }

  @Test
  void easingStartsAndEndsSlowly() {
    List<Point> p = new MotionPath(List.of(new Point(0, 0), new Point(1, 0)), true).sample(21);
    assertThat(p.get(1).x()).isLessThan(0.02);
    assertThat(p.get(10).x()).isCloseTo(0.5, within(0.01));
    assertThat(p.get(19).x()).isGreaterThan(0.98);
  }

  @Test
  void noPointIsNoPath() {
    assertThatIllegalArgumentException().isThrownBy(() -> new MotionPath(List.of(), false));
  }
}
