package zoetrope.diffusion.model.wan.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zoetrope.diffusion.checkpoint.DType;
import zoetrope.diffusion.model.wan.folder.WanCard;
import zoetrope.diffusion.model.wan.folder.WanCard.Found;
import zoetrope.diffusion.model.wan.folder.WanCard.Part;
import zoetrope.diffusion.runtime.Precision;
import zoetrope.diffusion.runtime.Runtime;

/** Plans follow from the model, the clip and the machine, and say what cannot be made. */
class PlannerTest {
  private static final Path VECTORS = Path.of("..", "..", "src-test", "reference");
  private static final long GIB = 1L << 30;

  private static final WanCard CARD =
      new WanCard(
          VECTORS,
          Optional.of(WanCard.Kind.TEXT),
          Map.of(
              Part.TRANSFORMER, found("t2v/wan"),
              Part.TEXT_ENCODER, found("umt5/wan"),
              Part.AUTOENCODER, found("vae/wan")),
          List.of());

  private static Found found(String part) {
    return new Found(VECTORS.resolve(part), "original", Optional.of(DType.F32), 0);
  }

  private static Plan plan(Clip clip, long memory) {
    return new Planner(CARD, new Machine(Runtime.cpu(), memory, 0, 5e10)).plan(clip);
  }

  private static Clip clip(int frames, int steps, boolean guided) {
    return new Clip(832, 480, frames, steps, guided);
  }

  @Test
  void longerClipsTakeMoreToDenoiseAndNoMoreToDecode() {
    Plan some = plan(clip(81, 20, true), 24 * GIB);
    Plan twice = plan(clip(161, 20, true), 24 * GIB);
    assertThat(some.precision()).isEqualTo(Precision.INT8);
    assertThat(twice.memory().denoising()).isGreaterThan(some.memory().denoising());
    assertThat(twice.memory().decoding()).isEqualTo(some.memory().decoding());
    assertThat(twice.seconds().denoising()).isGreaterThan(2 * some.seconds().denoising());
    assertThat(some.peak()).isLessThan(24 * GIB);
  }

  @Test
  void timeGoesWithStepsAndGuidanceDoublesIt() {
    double ten = plan(clip(17, 10, false), 24 * GIB).seconds().denoising();
    assertThat(plan(clip(17, 20, false), 24 * GIB).seconds().denoising()).isEqualTo(2 * ten);
    assertThat(plan(clip(17, 10, true), 24 * GIB).seconds().denoising()).isEqualTo(2 * ten);
  }

  @Test
  void aSmallMemoryTilesPicturesAndAClipThatDoesNotFitIsRefusedWithOneThatDoes() {
    assertThat(plan(clip(17, 10, false), 24 * GIB).tiles()).isEqualTo(1);
    Plan small = plan(new Clip(832, 480, 17, 10, false), GIB);
    assertThat(small.tiles()).isGreaterThan(1);
    assertThatThrownBy(() -> plan(new Clip(4096, 4096, 161, 10, false), GIB))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("4096x4096 and 161 frames needs")
        .hasMessageContaining("frames of this size would fit");
    assertThatThrownBy(() -> plan(new Clip(8192, 8192, 1, 10, false), GIB / 2))
        .isInstanceOf(RequestException.class)
        .hasMessageMatching("(?s).*\\d+x\\d+ would fit");
    assertThatThrownBy(() -> plan(new Clip(16, 16, 1, 1, false), GIB / 100))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("more memory");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "831 | 480 | 81 | 20 | take 832x480",
        "0 | 480 | 81 | 20 | take 16x480",
        "-16 | 480 | 81 | 20 | take 16x480",
        "2147483647 | 480 | 81 | 20 | take 8192x480",
        "832 | 480 | 80 | 20 | take 77",
        "832 | 480 | 0 | 20 | take 1",
        "832 | 480 | 2147483647 | 20 | take 4097",
        "832 | 480 | 81 | 0 | 1 to 1000",
        "832 | 480 | 81 | -1 | 1 to 1000",
      })
  void impossibleClipsAreRefusedWithTheNearestPossible(
      int width, int height, int frames, int steps, String remedy) {
    assertThatThrownBy(() -> new Clip(width, height, frames, steps, false))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining(remedy);
  }

  @Test
  void thisMachineIsMeasured() {
    Machine here = Machine.here(Runtime.cpu());
    assertThat(here.memory()).isGreaterThan(GIB / 4);
    assertThat(here.speed()).isBetween(1e8, 1e14);
  }

  @Test
  void aPlanIsToldInLines() {
    assertThat(plan(clip(17, 10, true), 24 * GIB).lines())
        .hasSize(5)
        .anyMatch(l -> l.contains("832x480, 17 frames, 10 steps, each with guidance"))
        .anyMatch(l -> l.contains("int8"))
        .anyMatch(l -> l.contains("an estimate"));
  }
}
