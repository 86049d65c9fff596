package zoetrope.diffusion.model.wan.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import zoetrope.diffusion.model.wan.Grid;
import zoetrope.diffusion.model.wan.Latent;

/** Time-to-Move's overwriting. */
class LatentConstraintTest {
  private static final Grid GRID = new Grid(2, 1, 2);

  private static Latent filled(float v) {
    float[] all = new float[2 * GRID.cells()];
    Arrays.fill(all, v);
    return new Latent(2, GRID, all);
  }

  @Test
  void theSampleIsOverwrittenInsideTheRegionOnlyWithTheClipAtTheStepsNoise() {
    LatentConstraint held = new LatentConstraint(filled(4), new float[] {0, 1, 0, 0}, 3);
    Latent sample = filled(9);
    float[] noise = new float[8];
    Arrays.fill(noise, 2);

    held.hold(sample, 3, .25f, noise);

    assertThat(sample.values()).containsExactly(9, 3.5f, 9, 9, 9, 3.5f, 9, 9);
  }

  @Test
  void afterTheStrongStepNothingIsOverwritten() {
    LatentConstraint held = new LatentConstraint(filled(4), new float[] {1, 1, 1, 1}, 3);
    Latent sample = filled(9);
    held.hold(sample, 4, 0, new float[8]);
    assertThat(sample.values()).containsOnly(9);
  }

  @Test
  void aShorterClipStandsAtTheStart() {
    Grid one = new Grid(1, 1, 2);
    LatentConstraint held = LatentConstraint.whole(new Latent(2, one, new float[] {1, 2, 3, 4}));
    Latent sample = filled(9);
    held.hold(sample, 1000, 0, new float[8]);
    assertThat(sample.values()).containsExactly(1, 2, 9, 9, 3, 4, 9, 9);
  }

  @Test
  void aCellIsAsSureAsItsFirstPixel() {
    float[] right = new float[16 * 8];
    right[8] = 1;
    float[] inside = new float[4];
    LatentConstraint.cells(right, GRID, 1, inside);
    assertThat(inside).containsExactly(0, 0, 0, 1);
  }
}
