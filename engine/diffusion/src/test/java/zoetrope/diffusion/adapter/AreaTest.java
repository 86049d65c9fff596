package zoetrope.diffusion.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zoetrope.core.image.Mask;
import zoetrope.diffusion.Area;

/** Areas become pixels at the size of the model that is asked, and at no other before. */
class AreaTest {
  private static final Area BOX = new Area.Box(.1, .25, .3, .5);

  /** The starter's, Wan's, and one that nobody has yet. */
  @ParameterizedTest
  @CsvSource({"512, 288", "832, 480", "1920, 1088"})
  void aBoxHasSharpEdgesAtEverySize(int width, int height) {
    float[] cover = Layer.cover(BOX, width, height);
    int inside = 0;
    for (float v : cover) {
      assertThat(v).isIn(0f, 1f);
      inside += (int) v;
    }
    int columns = (int) (Math.round(.4 * width) - Math.round(.1 * width));
    assertThat(inside).isEqualTo(columns * height / 2);
  }

  @Test
  void whatWasPaintedIsTakenAsLargeAsTheFrame() {
    Area painted = new Area.Painted(new Mask(2, 1, new float[] {1, 0}));
    assertThat(Layer.cover(painted, 4, 2)).startsWith(1).endsWith(0).hasSize(8);
  }
}
