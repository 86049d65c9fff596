package zoetrope.diffusion.model.wan.dit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zoetrope.core.task.CancelToken;
import zoetrope.diffusion.model.wan.Grid;
import zoetrope.diffusion.model.wan.Latent;
import zoetrope.diffusion.model.wan.pipeline.TinyWan;
import zoetrope.diffusion.runtime.Precision;
import zoetrope.diffusion.runtime.Runtime;
import zoetrope.diffusion.sampling.Philox;

/**
 * What Fun-Control and FLF2V add to the graph, held against the graph without, which equals the
 * original code's values (ReferenceVectorsTest).
 */
class ControlGraphTest {
  private static final Grid GRID = new Grid(3, 4, 6);
  private static final CancelToken NEVER = new CancelToken();

  @TempDir private Path place;

  private static Latent random(int channels, Grid grid, long stream) {
    return new Latent(channels, grid, Philox.normals(5, stream, channels * grid.cells()));
  }

  /**
   * Where a reference is embedded with the weights of the sample's own channels, it is the same as
   * one frame more in front, all other channels zero, whose output is thrown away.
   */
  @Test
  void aReferenceIsOneMoreFrameInFront() {
    Path folder = TinyWan.control(place.resolve("control"), true);
    Grid one = new Grid(1, GRID.rows(), GRID.columns());
    Latent clip = random(48, GRID, 0);
    Latent reference = random(16, one, 1);
    try (WanDit dit =
        WanDit.open(
            folder.resolve("diffusion_pytorch_model.safetensors"), Runtime.cpu(), Precision.FP32)) {
      assertThat(dit.shape().inChannels()).isEqualTo(48);
      assertThat(dit.shape().referenceChannels()).isEqualTo(16);
      float[] text = Philox.normals(5, 2, 4 * dit.shape().textSize());
      Optional<float[]> image = Optional.of(Philox.normals(5, 3, 5 * dit.shape().imageSize()));

      float[] asReference =
          dit.velocity(
              clip.values(),
              GRID,
              500,
              dit.context(text, image, Optional.of(reference), NEVER),
              Optional.empty(),
              NEVER);
      Latent longer = reference.over(Latent.empty(32, one)).before(clip);
      float[] asFrame =
          dit.velocity(
              longer.values(),
              longer.grid(),
              500,
              dit.context(text, image, NEVER),
              Optional.empty(),
              NEVER);

      assertThat(asReference)
          .containsExactly(new Latent(16, longer.grid(), asFrame).from(1).values(), within(2e-5f));
      float[] without =
          dit.velocity(
              clip.values(), GRID, 500, dit.context(text, image, NEVER), Optional.empty(), NEVER);
      assertThat(asReference).isNotEqualTo(without);
    }
  }

  /** The table that tells first and last frame apart is added before the projection. */
  @Test
  void twoPicturesAreToldApart() {
    Path two = TinyWan.firstLast(place.resolve("two"));
    Path one = TinyWan.folder(place.resolve("one"), "i2v");
    String file = "diffusion_pytorch_model.safetensors";
    try (WanDit told = WanDit.open(two.resolve(file), Runtime.cpu(), Precision.FP32);
        WanDit plain = WanDit.open(one.resolve(file), Runtime.cpu(), Precision.FP32);
        var tensors = zoetrope.diffusion.checkpoint.Checkpoint.open(two.resolve(file))) {
      int rows = told.shape().imageTokens();
      assertThat(rows).isPositive().isEven();
      float[] image = Philox.normals(5, 3, rows * told.shape().imageSize());
      float[] table = tensors.floats("img_emb.emb_pos");
      float[] sum = image.clone();
      for (int i = 0; i < sum.length; i++) {
        sum[i] += table[i];
      }
      float[] text = new float[told.shape().textSize()];
      float[] expected =
          plain.context(text, Optional.of(sum), NEVER).image().orElseThrow().values();
      assertThat(told.context(text, Optional.of(image), NEVER).image().orElseThrow().values())
          .containsExactly(expected, within(1e-6f));
    }
  }
}
