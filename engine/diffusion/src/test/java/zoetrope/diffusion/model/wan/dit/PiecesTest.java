package zoetrope.diffusion.model.wan.dit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zoetrope.core.task.CancelToken;
import zoetrope.diffusion.model.wan.Grid;
import zoetrope.diffusion.model.wan.Latent;
import zoetrope.diffusion.model.wan.pipeline.TinyWan;
import zoetrope.diffusion.runtime.Precision;
import zoetrope.diffusion.runtime.Runtime;
import zoetrope.diffusion.sampling.Philox;

/** A transformer brought into memory some blocks at a time gives the same numbers as the whole. */
class PiecesTest {
  private static final Path VECTORS = Path.of("..", "..", "src-test", "reference");
  private static final CancelToken NEVER = new CancelToken();

  @ParameterizedTest
  @CsvSource({
    "t2v/wan, 1, FP32",
    "i2v/wan, 1, FP32",
    "vace/wan, 1, FP32",
    "vace/diffusers, 2, FP32",
    "t2v/wan, 1, INT8"
  })
  void piecesGiveWhatTheWholeGives(String model, int blocks, Precision precision) {
    compare(VECTORS.resolve(model), blocks, precision);
  }

  @Test
  void theReferenceOfAControlModelComesWithTheFirstPiece(@TempDir Path place) {
    compare(TinyWan.control(place, false), 1, Precision.FP32);
  }

  private static void compare(Path model, int blocks, Precision precision) {
    float[] whole = velocity(model, 0, precision);
    float[] pieces = velocity(model, blocks, precision);
    assertThat(pieces).hasSameSizeAs(whole);
    for (int i = 0; i < whole.length; i++) {
      assertThat(Math.abs(pieces[i] - whole[i])).isLessThan(2e-6f);
    }
  }

  private static float[] velocity(Path model, int blocks, Precision precision) {
    try (WanDit dit = open(model, precision, blocks)) {
      WanShape s = dit.shape();
      assertThat(s.layers()).isGreaterThan(1);
      Grid grid = new Grid(2, 6, 4);
      Optional<float[]> image =
          s.imageSize() > 0
              ? Optional.of(Philox.normals(1, 1, 2 * s.imageSize()))
              : Optional.empty();
      Grid picture = new Grid(1, grid.rows(), grid.columns());
      int c = s.referenceChannels();
      Optional<Latent> reference =
          c > 0
              ? Optional.of(new Latent(c, picture, Philox.normals(1, 4, c * picture.cells())))
              : Optional.empty();
      float[] text = Philox.normals(1, 0, 3 * s.textSize());
      WanDit.Context said = dit.context(text, image, reference, NEVER);
      Optional<WanDit.VaceHint> side =
          s.sideChannels() > 0
              ? Optional.of(
                  new WanDit.VaceHint(Philox.normals(1, 2, s.sideChannels() * grid.cells()), 0.7f))
              : Optional.empty();
      float[] x = Philox.normals(1, 3, s.inChannels() * grid.cells());
      return dit.velocity(x, grid, 500, said, side, NEVER);
    }
  }

  private static WanDit open(Path model, Precision precision, int blocks) {
    return WanDit.open(model, List.of(), Runtime.cpu(), precision, blocks);
  }
}
