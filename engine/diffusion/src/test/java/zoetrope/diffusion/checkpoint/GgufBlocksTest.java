package zoetrope.diffusion.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every type of block is read as ggml reads it, to the bit. */
class GgufBlocksTest {
  private static final long COLUMNS = 768;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void aTensorOfBlocksIsWhatGgmlMakesOfThem(GgufReference type) throws IOException {
    long large = 1400; // rows of more than a megabyte in every type
    byte[] blocks = type.random(large * COLUMNS, new Random(3), .2f);
    byte[] few = type.random(3 * COLUMNS, new Random(4), .2f);
    Path file =
        new RawGguf()
            .tensor("small", type.id(), List.of(3L, COLUMNS), few)
            .tensor("large", type.id(), List.of(large, COLUMNS), blocks)
            .write(folder.resolve("w.gguf"));
    try (Checkpoint c = Checkpoint.open(file)) {
      TensorInfo t = c.info("large");
      assertThat(t.type()).isEqualTo(type.name());
      assertThat(t.dtype()).isEqualTo(DType.CODED);
      assertThat(t.shape()).containsExactly(large, COLUMNS);
      assertThat(c.floats("small")).isEqualTo(type.decode(few));
      assertThat(c.floats("large")).isEqualTo(type.decode(blocks));
      assertThat(c.quantization().unread()).isEmpty();
    }
  }

  /** Writers lay a tensor out by 256 where its own rows are shorter, and say what it was. */
  @ParameterizedTest
  @EnumSource
  void rowsThatEndWithinABlockAreReadOneByOne(GgufReference type) throws IOException {
    byte[] blocks = type.random(4 * 1024, new Random(5), .2f);
    Path file =
        new RawGguf()
            .integers("comfy.gguf.orig_shape.w", 64, 4, 4, 4)
            .tensor("w", type.id(), List.of(16L, 256L), blocks)
            .write(folder.resolve("w.gguf"));
    float[] right = type.decode(blocks);
    try (Checkpoint c = Checkpoint.open(file);
        TensorRows rows = c.rows("w")) {
      assertThat(c.info("w").shape()).containsExactly(64L, 4L, 4L, 4L);
      float[] row = new float[64];
      for (int r = 0; r < 64; r++) {
        rows.read(r, 1, row, 0);
        assertThat(row).isEqualTo(java.util.Arrays.copyOfRange(right, 64 * r, 64 * r + 64));
      }
      float[] some = new float[3 * 64 + 1];
      rows.read(5, 3, some, 1);
      assertThat(java.util.Arrays.copyOfRange(some, 1, some.length))
          .isEqualTo(java.util.Arrays.copyOfRange(right, 5 * 64, 8 * 64));
    }
  }

  @Test
  void plainFloatsLieInTheFileAsTheyAre() throws IOException {
    byte[] halves = {0, 0x3c, 0, (byte) 0xc0, 0, 0x38, 0, 0};
    byte[] brains = {(byte) 0x80, 0x3f, 0, (byte) 0xc0, 0, 0x3f, 0, 0};
    Path file =
        new RawGguf()
            .tensor("f", List.of(2L, 2L), 1, -2, .5f, 0)
            .tensor("h", 1, List.of(2L, 2L), halves)
            .tensor("b", 30, List.of(2L, 2L), brains)
            .write(folder.resolve("w.gguf"));
    try (Checkpoint c = Checkpoint.open(file)) {
      assertThat(c.info("f").dtype()).isEqualTo(DType.F32);
      assertThat(c.info("h").dtype()).isEqualTo(DType.F16);
      assertThat(c.info("b").dtype()).isEqualTo(DType.BF16);
      for (String name : List.of("f", "h", "b")) {
        assertThat(c.floats(name)).containsExactly(1, -2, .5f, 0);
        assertThat(c.info(name).offset() % 32).isZero();
      }
    }
  }

  @Test
  void aTypeThatIsNotReadSpoilsItsTensorAndNotTheFile() throws IOException {
    Path file =
        new RawGguf()
            .tensor("odd", 16, List.of(2L, 256L), new byte[2 * 66])
            .tensor("f", List.of(2L), 1, 2)
            .write(folder.resolve("w.gguf"));
    try (Checkpoint c = Checkpoint.open(file)) {
      assertThat(c.info("odd").dtype()).isEqualTo(DType.OTHER);
      assertThat(c.info("odd").type()).isEqualTo("IQ2_XXS");
      assertThat(c.floats("f")).containsExactly(1, 2);
    }
  }
}
