package zoetrope.diffusion.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is decoded of quantised safetensors is what the forms' formulas say. */
class QuantisedFormsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void everyValueIsWhatTheFormsFormulaGives(QuantisedReference form) throws IOException {
    int out = 200;
    int in = 320;
    RawSafetensors file = new RawSafetensors();
    float[] right = form.put(file, "l", out, in, new Random(7));
    // Large enough to be mapped by itself, and to be read by several threads.
    float[] large = form.put(file, "m", 1536, 2048, new Random(8));
    try (Checkpoint c = Checkpoint.open(file.write(folder.resolve("w.safetensors")))) {
      assertThat(c.quantization().unread()).isEmpty();
      assertThat(c.names()).contains("l.weight");
      TensorInfo t = c.info("l.weight");
      assertThat(t.shape()).containsExactly((long) out, (long) in);
      assertThat(t.dtype()).isEqualTo(DType.CODED);
      near(c.floats("l.weight"), right, form);
      near(c.floats("m.weight"), large, form);
      assertThat(c.names().stream().filter(n -> !n.endsWith("weight")))
          .allMatch(n -> c.owner(n).isPresent());
    }
  }

  /** A rotation is summed in another order; everything else is the same to the bit. */
  private static void near(float[] found, float[] right, QuantisedReference form) {
    float off = form == QuantisedReference.CONVROT ? 1e-6f : 0;
    assertThat(found).hasSameSizeAs(right);
    for (int i = 0; i < right.length; i++) {
      assertThat(Math.abs(found[i] - right[i])).as("value %d", i).isLessThanOrEqualTo(off);
    }
  }

  @Test
  void rowsCanBeReadOneByOne() throws IOException {
    RawSafetensors file = new RawSafetensors();
    float[] right = QuantisedReference.NVFP4.put(file, "l", 160, 64, new Random(7));
    try (Checkpoint c = Checkpoint.open(file.write(folder.resolve("w.safetensors")));
        TensorRows rows = c.rows("l.weight")) {
      assertThat(rows.count()).isEqualTo(160);
      assertThat(rows.width()).isEqualTo(64);
      float[] two = new float[130];
      rows.read(130, 2, two, 1);
      for (int i = 0; i < 128; i++) {
        assertThat(two[1 + i]).isEqualTo(right[130 * 64 + i]);
      }
      assertThatThrownBy(() -> rows.read(159, 2, two, 0))
          .isInstanceOf(CheckpointException.class)
          .hasMessageContaining("160 rows");
    }
  }

  static List<Arguments> broken() {
    String convrot = "{\"format\": \"int8_tensorwise\", \"convrot\": true, \"convrot_groupsize\": ";
    return List.of(
        Arguments.of(
            "lacks l.weight_scale_2",
            comfy("U8", 4, 32, "nvfp4").zeros("l.weight_scale", "F8_E4M3", 128, 4)),
        Arguments.of(
            "l.weight_scale_2 is not the one number",
            comfy("U8", 4, 32, "nvfp4")
                .zeros("l.weight_scale", "F8_E4M3", 128, 4)
                .zeros("l.weight_scale_2", "F32", 2)),
        Arguments.of(
            "has scales of type F32 and sizes [3]",
            comfy("I8", 4, 64, "int8_tensorwise").zeros("l.weight_scale", "F32", 3)),
        Arguments.of(
            "stored as F8_E4M3",
            comfy("F8_E4M3", 4, 64, "int8_tensorwise").zeros("l.weight_scale", "F32")),
        Arguments.of("int8_tensorwise unscaled", comfy("I8", 4, 64, "int8_tensorwise")),
        Arguments.of("cannot be rotated by groups of 48", rotated(convrot + "48}", 96)),
        Arguments.of("cannot be rotated by groups of 8", rotated(convrot + "8}", 96)),
        Arguments.of("cannot be rotated by groups of -4", rotated(convrot + "-4}", 96)),
        Arguments.of("cannot be rotated by groups of 64", rotated(convrot + "64}", 96)),
        Arguments.of("has no scale", new RawSafetensors().zeros("l.weight._data", "I8", 4, 8)),
        Arguments.of(
            "has scales of sizes [3, 1]",
            new RawSafetensors()
                .zeros("l.weight._data", "I8", 4, 8)
                .zeros("l.weight._scale", "F32", 3, 1)));
  }

  private static RawSafetensors comfy(String type, long out, long in, String format) {
    return new RawSafetensors()
        .zeros("l.weight", type, out, in)
        .text("l.comfy_quant", "{\"format\": \"" + format + "\"}");
  }

  private static RawSafetensors rotated(String form, long in) {
    return new RawSafetensors()
        .zeros("l.weight", "I8", 4, in)
        .text("l.comfy_quant", form)
        .zeros("l.weight_scale", "F32");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("broken")
  void scalesThatDoNotFitTheirFormAreErrors(String problem, RawSafetensors raw) throws IOException {
    try (Checkpoint files = Checkpoint.open(raw.write(folder.resolve("w.safetensors")))) {
      assertThatThrownBy(files::quantization)
          .isInstanceOf(CheckpointException.class)
          .hasMessageContainingAll("w.safetensors", problem);
    }
  }

  @Test
  void whatIsSaidOfAnotherShapeIsNotPassedOver() throws IOException {
    String form = "{\"format\": \"int8_tensorwise\", \"orig_shape\": [3, 8]}";
    RawSafetensors raw =
        new RawSafetensors()
            .zeros("l.weight", "I8", 4, 8)
            .text("l.comfy_quant", form)
            .zeros("l.weight_scale", "F32");
    try (Checkpoint files = Checkpoint.open(raw.write(folder.resolve("w.safetensors")))) {
      assertThat(files.quantization().unread()).contains("int8_tensorwise + orig_shape (ComfyUI)");
    }
  }
}
