package zoetrope.diffusion.fill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PushPullTest {
  @Test
  void aHoleBetweenTwoColoursFadesFromOneToTheOther() {
    int w = 33;
    int h = 9;
    float[] rgb = new float[3 * w * h];
    boolean[] hole = new boolean[w * h];
    for (int i = 0; i < hole.length; i++) {
      Arrays.fill(rgb, 3 * i, 3 * i + 3, i % w < w / 2 ? .2f : .8f);
      hole[i] = i % w > 4 && i % w < 28;
    }
    float[] filled = PushPull.fill(w, h, rgb, hole);
    int row = 4 * w;
    assertThat(filled[3 * (row + 5)]).isLessThan(.35f);
    assertThat(filled[3 * (row + 16)]).isBetween(.35f, .65f);
    assertThat(filled[3 * (row + 27)]).isGreaterThan(.65f);
    for (int i = 0; i < hole.length; i++) {
      if (!hole[i]) {
        assertThat(filled[3 * i]).isEqualTo(rgb[3 * i]);
      }
    }
  }

  @Test
  void whereNothingIsKnownIsMidGrey() {
    boolean[] hole = {true, true, true, true, true, true};
    assertThat(
            PushPull.fill(
                3,
                2,
                new float[] {Float.NaN, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1},
                hole))
        .containsOnly(.5f);
  }
}
