package zoetrope.diffusion.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which quantised forms are told from which, and which of them are run. */
class QuantizationTest {
  private static final String METADATA = "_quantization_metadata";

  @TempDir Path folder;

  private static RawSafetensors weight(String type, long... shape) {
    return new RawSafetensors().zeros("l.weight", type, shape);
  }

  private static RawSafetensors comfy(String type, String form) {
    return weight(type, 4, 8).text("l.comfy_quant", form);
  }

  static List<Arguments> forms() {
    return List.of(
        run("as it is", weight("BF16", 4, 8)),
        run("fp8 without scales", weight("F8_E4M3", 4, 8)),
        run("old scale of no sizes", weight("F8_E4M3", 4, 8).zeros("l.scale_weight", "F32")),
        run(
            "old, with its marker",
            weight("F8_E4M3", 4, 8)
                .zeros("scaled_fp8", "F8_E4M3", 0)
                .zeros("l.scale_weight", "F32", 1)
                .zeros("l.scale_input", "F32", 1)),
        run("LightX2V's", weight("F8_E4M3", 4, 8).zeros("l.weight_scale", "F32", 4, 1)),
        run("of each output", weight("F8_E5M2", 4, 8).zeros("l.weight_scale", "BF16", 4)),
        run(
            "ComfyUI's",
            comfy(
                    "F8_E4M3",
                    "{\"format\": \"float8_e4m3fn\", \"full_precision_matrix_mult\": true}")
                .zeros("l.weight_scale", "F32")
                .zeros("l.input_scale", "F32")),
        run(
            "ComfyUI's other float",
            comfy("F8_E5M2", "{\"format\": \"float8_e5m2\", \"convrot\": false}")
                .zeros("l.weight_scale", "F32")),
        run(
            "ComfyUI's in the header",
            weight("F8_E4M3", 4, 8)
                .zeros("l.weight_scale", "F32")
                .metadata(METADATA, "{\"layers\": {\"l\": {\"format\": \"float8_e4m3fn\"}}}")),
        run("ComfyUI's int8", scaled("I8", "{\"format\": \"int8_tensorwise\"}")),
        run(
            "ComfyUI's int8, rotated",
            scaled(
                "I8",
                "{\"format\": \"int8_tensorwise\", \"convrot\": true, \"convrot_groupsize\": 4}")),
        not(
            "int8_tensorwise + something (ComfyUI)",
            scaled("I8", "{\"format\": \"int8_tensorwise\", \"something\": true}")),
        not(
            "float8_e4m3fn + convrot (ComfyUI)",
            scaled("F8_E4M3", "{\"format\": \"float8_e4m3fn\", \"convrot\": true}")),
        not(
            "mxfp8 (ComfyUI)",
            comfy("F8_E4M3", "{\"format\": \"mxfp8\"}").zeros("l.weight_scale", "U8", 4, 1)),
        not(
            "nvfp4 (ComfyUI)",
            comfy("U8", "{\"format\": \"nvfp4\"}")
                .zeros("l.weight_scale", "F8_E4M3", 4, 1)
                .zeros("l.weight_scale_2", "F32")),
        not("float3_e1m1 (ComfyUI)", scaled("F8_E4M3", "{\"format\": \"float3_e1m1\"}")),
        not("an unnamed format (ComfyUI)", scaled("F8_E4M3", "{}")),
        not(
            "nvfp4 (ComfyUI)",
            weight("U8", 4, 4)
                .zeros("l.weight_scale", "F8_E4M3", 4, 1)
                .metadata(METADATA, "{\"layers\": {\"l\": {\"format\": \"nvfp4\"}}}")),
        run("LightX2V's int8", weight("I8", 4, 8).zeros("l.weight_scale", "F32", 4, 1)),
        not("int8", weight("I8", 4, 8).zeros("l.weight_scale", "F32", 4, 2)),
        not("mxfp8", weight("F8_E4M3", 4, 64).zeros("l.weight_scale", "U8", 4, 2)),
        not("mxfp8", weight("F8_E4M3", 4, 64).zeros("l.weight_scale", "F8_E8M0", 4, 2)),
        not("nvfp4", weight("U8", 4, 4).zeros("l.weight_scale", "F8_E4M3", 4, 1)),
        not(
            "nvfp4",
            weight("U8", 4, 4)
                .zeros("l.weight_scale", "F8_E4M3", 4, 1)
                .zeros("l.weight_scale_2", "F32")),
        not("blockwise f8_e4m3", weight("F8_E4M3", 4, 8).zeros("l.weight_scale", "F32", 2, 2)),
        not("blockwise fp8", weight("F8_E4M3", 4, 8).zeros("l.weight_scale_inv", "F32", 1, 1)),
        not("F4", weight("F4", 4, 8).zeros("l.weight_scale", "F8_E4M3", 4, 1)),
        run(
            "quanto",
            new RawSafetensors()
                .zeros("l.weight._data", "I8", 4, 8)
                .zeros("l.weight._scale", "F32", 4, 1)),
        not(
            "quanto int4 or int2",
            new RawSafetensors()
                .zeros("l.weight._data", "U8", 4, 8)
                .zeros("l.weight._scale", "F32", 4, 1)
                .zeros("l.weight._shift", "F32", 4, 1)),
        not("bitsandbytes", weight("U8", 16, 1).zeros("l.weight.absmax", "F32", 1)),
        not("GPTQ / AWQ", new RawSafetensors().zeros("l.qweight", "I32", 4, 1)));
  }

  private static RawSafetensors scaled(String type, String form) {
    return comfy(type, form).zeros("l.weight_scale", "F32");
  }

  private static Arguments run(String what, RawSafetensors file) {
    return Arguments.of(what, file, Optional.empty());
  }

  private static Arguments not(String form, RawSafetensors file) {
    return Arguments.of(form, file, Optional.of(form));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forms")
  void aFormIsRunOrToldByItsName(String what, RawSafetensors raw, Optional<String> unread)
      throws IOException {
    try (Checkpoint files = Checkpoint.open(raw.write(folder.resolve("w.safetensors")))) {
      Quantization quantization = Quantization.of(files);
      assertThat(quantization.unread()).isEqualTo(unread);
      unread.ifPresent(
          form ->
              assertThatThrownBy(() -> quantization.check(files))
                  .isInstanceOf(CheckpointException.class)
                  .hasMessageContainingAll(
                      "w.safetensors: it is quantised as " + form + ", which is not run",
                      "fp16, bf16 or fp8_scaled"));
    }
  }

  static List<Arguments> broken() {
    return List.of(
        broken("belongs to a weight", new RawSafetensors().zeros("l.weight_scale", "F32")),
        broken("belongs to a weight", new RawSafetensors().zeros("l.scale_weight", "F32")),
        broken(
            "belongs to a weight",
            new RawSafetensors().text("l.comfy_quant", "{\"format\": \"float8_e4m3fn\"}")),
        broken(
            "names a layer that it does not have, m",
            weight("F8_E4M3", 4, 8)
                .metadata(METADATA, "{\"layers\": {\"m\": {\"format\": \"float8_e4m3fn\"}}}")),
        broken(
            "has two scales",
            weight("F8_E4M3", 4, 8).zeros("l.weight_scale", "F32").zeros("l.scale_weight", "F32")),
        broken("float8_e4m3fn unscaled", comfy("F8_E4M3", "{\"format\": \"float8_e4m3fn\"}")),
        broken("stored as BF16", scaled("BF16", "{\"format\": \"float8_e4m3fn\"}")),
        broken("stored as F8_E5M2", scaled("F8_E5M2", "{\"format\": \"float8_e4m3fn\"}")),
        broken("cannot be read", scaled("F8_E4M3", "no JSON")),
        broken("cannot be read", scaled("F8_E4M3", "[]")),
        broken("cannot be read", scaled("F8_E4M3", "")),
        broken("cannot be read", weight("F8_E4M3", 4, 8).metadata(METADATA, "{\"layers\":")));
  }

  private static Arguments broken(String problem, RawSafetensors file) {
    return Arguments.of(problem, file);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("broken")
  void scalesAndRemarksThatDoNotBelongToTheirWeightsAreErrors(String problem, RawSafetensors raw)
      throws IOException {
    try (Checkpoint files = Checkpoint.open(raw.write(folder.resolve("w.safetensors")))) {
      assertThatThrownBy(() -> Quantization.of(files))
          .isInstanceOf(CheckpointException.class)
          .hasMessageContainingAll("w.safetensors", problem);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"F4", "F8_E8M0", "F6_E2M3", "C64", "something new"})
  void aTypeThatNobodyKnowsSpoilsItsTensorAndNotTheFile(String type) throws IOException {
    Path file = weight(type, 4, 8).floats("l.bias", List.of(2L), 1, 2).write(folder.resolve("w"));
    try (SafetensorsFile f = SafetensorsFile.open(file)) {
      assertThat(f.names()).containsExactly("l.weight", "l.bias");
      assertThat(f.info("l.weight").type()).isEqualTo(type);
      assertThat(f.info("l.weight").elements()).isEqualTo(32);
      assertThat(f.floats("l.bias")).containsExactly(1, 2);
      assertThatThrownBy(() -> f.floats("l.weight"))
          .isInstanceOf(CheckpointException.class)
          .hasMessageContainingAll("tensor l.weight is stored as " + type, "fp16, bf16");
    }
  }

  @Test
  void rowsComeWithTheirScale() throws IOException {
    byte[] ones = {0x38, 0x38, 0x38, 0x38, 0x38, 0x38};
    Path file =
        new RawSafetensors()
            .tensor("l.weight", "F8_E4M3", List.of(3L, 2L), ones)
            .floats("l.weight_scale", List.of(3L, 1L), 2, 3, 4)
            .tensor("m.weight", "F8_E4M3", List.of(3L, 2L), ones)
            .floats("m.scale_weight", List.of(), 5)
            .write(folder.resolve("w"));
    try (Checkpoint files = Checkpoint.open(file)) {
      float[] row = new float[4];
      try (TensorRows l = files.rows("l.weight");
          TensorRows m = files.rows("m.weight")) {
        l.read(1, 1, row, 0);
        m.read(2, 1, row, 2);
      }
      assertThat(row).containsExactly(3, 3, 5, 5);
    }
  }
}
