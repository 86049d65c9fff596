package zoetrope.diffusion.model.starter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import zoetrope.diffusion.adapter.Layer;

class BackdropTest {
  private static final int SIDE = 40;

  @Test
  void keepsWhatWasSeenBeforeSomethingCoveredIt() {
    Backdrop b = new Backdrop(SIDE, SIDE);
    b.see(grey(0.2f), cover(0, 10));
    b.see(grey(0.8f), cover(10, 20));
    assertThat(b.layer().v()[4 * 5]).as("seen in the second frame only").isEqualTo(0.8f);
    assertThat(b.layer().v()[4 * 15]).as("covered in the second frame").isEqualTo(0.2f);
    assertThat(b.layer().v()[4 * 30]).as("never covered: the newest").isEqualTo(0.8f);
  }

  @Test
  void whatWasNeverSeenStaysEmpty() {
    Backdrop b = new Backdrop(SIDE, SIDE);
    b.see(grey(0.2f), cover(0, 20));
    assertThat(b.layer().v()[4 * 5 + 3]).isZero();
  }

  private static Layer grey(float v) {
    Layer l = Layer.empty(SIDE, SIDE);
    Arrays.fill(l.v(), v);
    for (int i = 3; i < l.v().length; i += 4) {
      l.v()[i] = 1;
    }
    return l;
  }

  /** Columns from..to are covered. */
  private static float[] cover(int from, int to) {
    float[] c = new float[SIDE * SIDE];
    for (int i = 0; i < c.length; i++) {
      c[i] = i % SIDE >= from && i % SIDE < to ? 1 : 0;
    }
    return c;
  }
}
