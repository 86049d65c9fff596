package zoetrope.diffusion.model.wan.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import zoetrope.diffusion.checkpoint.Checkpoint;
import zoetrope.diffusion.checkpoint.DType;
import zoetrope.diffusion.checkpoint.GgufReference;
import zoetrope.diffusion.checkpoint.RawGguf;
import zoetrope.diffusion.checkpoint.SafetensorsWriter;
import zoetrope.diffusion.model.wan.folder.WanCard;
import zoetrope.diffusion.model.wan.folder.WanCard.Found;
import zoetrope.diffusion.model.wan.folder.WanCard.Part;
import zoetrope.diffusion.plan.Machine;
import zoetrope.diffusion.plan.RequestException;
import zoetrope.diffusion.plan.Speed;
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
    return planner(Runtime.cpu(), memory, memory, Precision.INT8).plan(clip, new Speed(5e10, 1e11));
  }

  private static Planner planner(Runtime runtime, long memory, long card, Precision asked) {
    return new Planner(CARD, new Machine(runtime, memory, card), asked);
  }

  private static Clip clip(int frames, int steps, boolean guided) {
    return new Clip(832, 480, frames, steps, guided);
  }

  @Test
  void longerClipsTakeMoreToDenoiseAndNoMoreToDecode() {
    Plan some = plan(clip(81, 20, true), 24 * GIB);
    Plan twice = plan(clip(161, 20, true), 24 * GIB);
    assertThat(some.placement().transformer()).isEqualTo(Precision.INT8);
    assertThat(twice.placement().memory().denoising())
        .isGreaterThan(some.placement().memory().denoising());
    assertThat(twice.placement().memory().decoding())
        .isEqualTo(some.placement().memory().decoding());
    assertThat(twice.seconds().denoising()).isGreaterThan(2 * some.seconds().denoising());
    assertThat(some.told().peak()).isLessThan(24 * GIB);
  }

  @Test
  void layersOfBytesTakeAsLongAsTheProcessorNeedsForBytes() {
    Planner planner = planner(Runtime.cpu(), 24 * GIB, 24 * GIB, Precision.INT8);
    Clip clip = clip(17, 10, false);
    double slow = planner.plan(clip, new Speed(5e10, 5e10)).seconds().denoising();
    double fast = planner.plan(clip, new Speed(5e10, 2e11)).seconds().denoising();
    assertThat(fast).isLessThan(slow);
    Planner exact = planner(Runtime.cpu(), 24 * GIB, 24 * GIB, Precision.FP32);
    assertThat(exact.plan(clip, new Speed(5e10, 2e11)).seconds().denoising())
        .isEqualTo(exact.plan(clip, new Speed(5e10, 5e10)).seconds().denoising())
        .isEqualTo(slow);
  }

  /** Only one is in memory at a time, and each step is one's. */
  @Test
  void twoTransformersTakeTheMemoryOfTheLargerAndTheTimeOfOne() {
    Map<Part, Found> parts = new java.util.EnumMap<>(CARD.parts());
    parts.put(Part.LOW_NOISE, found("t2v/wan"));
    WanCard two = new WanCard(VECTORS, CARD.kind(), parts, List.of());
    Machine machine = new Machine(Runtime.cpu(), 24 * GIB, 24 * GIB);
    Clip clip = clip(17, 10, true);
    Plan plan = new Planner(two, machine, Precision.INT8).plan(clip, new Speed(5e10, 1e11));
    Plan one = plan(clip, 24 * GIB);
    assertThat(plan.placement().memory()).isEqualTo(one.placement().memory());
    assertThat(plan.seconds()).isEqualTo(one.seconds());
    assertThat(plan.placement().remarks()).anyMatch(r -> r.contains("one after the other"));
    assertThat(one.placement().remarks()).noneMatch(r -> r.contains("one after the other"));
  }

  @Test
  void timeGoesWithStepsAndGuidanceDoublesIt() {
    double ten = plan(clip(17, 10, false), 24 * GIB).seconds().denoising();
    assertThat(plan(clip(17, 20, false), 24 * GIB).seconds().denoising()).isEqualTo(2 * ten);
    assertThat(plan(clip(17, 10, true), 24 * GIB).seconds().denoising()).isEqualTo(2 * ten);
  }

  @Test
  void aSmallMemoryTilesPicturesAndAClipThatDoesNotFitIsRefusedWithOneThatDoes() {
    assertThat(plan(clip(17, 10, false), 24 * GIB).placement().tiles()).isEqualTo(1);
    Plan small = plan(new Clip(832, 480, 17, 10, false), GIB);
    assertThat(small.placement().tiles()).isGreaterThan(1);
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

  @Test
  void exactProductsAreKeptWhereTheyAreAskedFor() {
    Placement exact =
        planner(Runtime.cpu(), 24 * GIB, 24 * GIB, Precision.FP32).place(clip(17, 10, false));
    assertThat(exact.transformer()).isEqualTo(Precision.FP32);
    assertThat(exact.text()).isEqualTo(Precision.FP32);
    assertThat(exact.remarks()).isEmpty();
  }

  @Test
  void whatDoesNotFitInInt8IsReadFromTheFilesAgain(@TempDir Path place) {
    WanCard tall = tall(place);
    Clip small = new Clip(16, 16, 1, 1, false);
    Machine ample = new Machine(Runtime.cpu(), 24 * GIB, 24 * GIB);
    double bytes = new Planner(tall, ample, Precision.INT8).place(small).memory().denoising();
    long fewer = (long) (bytes / 0.9) - (1 << 10);
    Machine tight = new Machine(Runtime.cpu(), fewer, fewer);
    Placement placed = new Planner(tall, tight, Precision.INT8).place(small);
    assertThat(placed.transformer()).isEqualTo(Precision.FP32);
    assertThat(placed.memory().denoising()).isLessThan(bytes);
    assertThat(placed.remarks()).anyMatch(r -> r.contains("transformer's weights do not fit"));
  }

  /** Mapped weights are dropped by the system as it must; decoded ones lie in memory. */
  @ParameterizedTest
  @EnumSource(
      value = Precision.class,
      names = {"INT8", "FP32"})
  void decodedWeightsThatDoNotFitAreBroughtBlockByBlock(Precision asked, @TempDir Path place)
      throws IOException {
    Path mapped = tall(place).path(Part.TRANSFORMER);
    RawGguf out = new RawGguf();
    try (Checkpoint c = Checkpoint.open(mapped)) {
      for (String name : c.names()) {
        List<Long> shape = c.info(name).shape();
        boolean coded = shape.size() == 2 && name.startsWith("blocks.");
        int elements = Math.toIntExact(c.info(name).elements());
        byte[] values = new byte[coded ? GgufReference.Q8_0.bytes(elements) : 4 * elements];
        out.tensor(name, coded ? GgufReference.Q8_0.id() : 0, shape, values);
      }
    }
    Map<Part, Found> parts = new HashMap<>(CARD.parts());
    Path file = out.write(place.resolve("tall.gguf"));
    parts.put(Part.TRANSFORMER, new Found(file, "original", Optional.of(DType.CODED), 0));
    WanCard card = new WanCard(VECTORS, CARD.kind(), parts, List.of());
    Clip small = new Clip(16, 16, 1, 1, false);
    Machine ample = new Machine(Runtime.cpu(), 24 * GIB, 24 * GIB);
    Placement whole = new Planner(card, ample, asked).place(small);
    assertThat(whole.blocks()).isZero();
    double bytes = whole.memory().denoising();
    long fewer = (long) (bytes / 0.9) - (1 << 10);
    Placement placed =
        new Planner(card, new Machine(Runtime.cpu(), fewer, fewer), asked).place(small);
    assertThat(placed.transformer()).isEqualTo(asked);
    assertThat(placed.blocks()).isBetween(1, 31);
    assertThat(placed.memory().denoising()).isLessThan(bytes);
    assertThat(placed.remarks()).anyMatch(r -> r.contains("decoded again at each step"));
  }

  /** The tiny model with one block many times, as big ones have. */
  private static WanCard tall(Path place) {
    Map<String, SafetensorsWriter.Entry> out = new LinkedHashMap<>();
    try (Checkpoint c = Checkpoint.open(VECTORS.resolve("t2v/wan"))) {
      for (String name : c.names()) {
        var entry = new SafetensorsWriter.Entry(c.info(name).shape(), c.floats(name));
        out.put(name, entry);
        for (int i = 2; i < 32 && name.startsWith("blocks.1."); i++) {
          out.put(name.replace("blocks.1.", "blocks." + i + "."), entry);
        }
      }
    }
    Path file = place.resolve("tall.safetensors");
    SafetensorsWriter.write(file, out, Map.of());
    Map<Part, Found> parts = new HashMap<>(CARD.parts());
    parts.put(Part.TRANSFORMER, new Found(file, "original", Optional.of(DType.F32), 0));
    return new WanCard(VECTORS, CARD.kind(), parts, List.of());
  }

  @Test
  void aCardGetsHalfPrecisionAndAsManyBlocksAsItHoldsAndTheTextStaysOnTheProcessor() {
    Runtime card = new Runtime(Runtime.Provider.CUDA, 2);
    Clip small = new Clip(64, 64, 5, 1, false);
    Placement whole = planner(card, 24 * GIB, 8 * GIB, Precision.INT8).place(small);
    assertThat(whole.transformer()).isEqualTo(Precision.FP16);
    assertThat(whole.blocks()).isZero();
    assertThat(whole.text()).isEqualTo(Precision.INT8);
    long most = (long) (whole.memory().denoising() / 0.9) - 1024;
    Placement pieces = planner(card, 24 * GIB, most, Precision.INT8).place(small);
    assertThat(pieces.blocks()).isPositive();
    assertThat(pieces.remarks()).anyMatch(r -> r.contains("block by block"));
    assertThat(pieces.memory().denoising()).isLessThan(whole.memory().denoising());
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
    assertThat(here.deviceMemory()).isEqualTo(here.memory());
    assertThat(Machine.here(Runtime.cpu(), GIB / 8).memory()).isEqualTo(GIB / 8);
    assertThat(Speed.measured(Runtime.cpu()).products()).isBetween(1e8, 1e14);
    assertThat(Speed.measured(Runtime.cpu()).bytes()).isBetween(1e8, 1e14);
  }

  @Test
  void aPlanIsToldInLines() {
    assertThat(plan(clip(17, 10, true), 24 * GIB).told().lines())
        .hasSize(5)
        .anyMatch(l -> l.contains("832x480, 17 frames, 10 steps, each with guidance"))
        .anyMatch(l -> l.contains("int8"))
        .anyMatch(l -> l.contains("an estimate"));
  }
}
