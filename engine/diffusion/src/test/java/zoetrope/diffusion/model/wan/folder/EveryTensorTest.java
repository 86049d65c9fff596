package zoetrope.diffusion.model.wan.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static zoetrope.diffusion.model.wan.folder.Replicas.header;
import static zoetrope.diffusion.model.wan.folder.Replicas.shape;
import static zoetrope.diffusion.model.wan.folder.Replicas.transformer;
import static zoetrope.diffusion.model.wan.folder.Replicas.with;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import zoetrope.diffusion.checkpoint.CheckpointException;
import zoetrope.diffusion.checkpoint.RawSafetensors;
import zoetrope.diffusion.model.wan.dit.WanDit;
import zoetrope.diffusion.model.wan.encoder.ClipVision;
import zoetrope.diffusion.model.wan.encoder.Umt5;
import zoetrope.diffusion.model.wan.folder.Replicas.Form;
import zoetrope.diffusion.model.wan.folder.WanCard.Part;
import zoetrope.diffusion.model.wan.vae.WanVae;
import zoetrope.diffusion.runtime.Precision;
import zoetrope.diffusion.runtime.Runtime;

/**
 * Every tensor of a part's file is taken by its graphs or known to do nothing; what the card says,
 * from a list, and what graphs take when the part is opened are the same.
 */
class EveryTensorTest {
  @TempDir Path folder;
  private Replicas files;

  @BeforeEach
  void make() {
    files = new Replicas(folder);
  }

  private WanCard card() {
    return WanFolder.look(folder);
  }

  /** A part, a file of it, and a tensor that nothing there takes. */
  static Stream<Arguments> parts() {
    List<Arguments> out = new ArrayList<>();
    Map<Part, List<String>> files =
        Map.of(
            Part.TRANSFORMER,
            List.of(
                "t2v/wan",
                "t2v/diffusers",
                "i2v/wan",
                "i2v/diffusers",
                "vace/wan",
                "vace/diffusers"),
            Part.TEXT_ENCODER,
            List.of("umt5/wan", "umt5/hf"),
            Part.AUTOENCODER,
            List.of("vae/wan", "vae/diffusers"),
            Part.IMAGE_ENCODER,
            List.of("clip/wan", "clip/hf"));
    files.forEach((part, all) -> all.forEach(f -> out.add(Arguments.of(part, f))));
    return out.stream();
  }

  private static void open(Part part, Path file) {
    switch (part) {
      case TRANSFORMER -> WanDit.open(file, Runtime.cpu(), Precision.FP32).close();
      case TEXT_ENCODER -> Umt5.open(file, Runtime.cpu(), Precision.FP32).close();
      case AUTOENCODER -> WanVae.open(file, Runtime.cpu()).close();
      case IMAGE_ENCODER -> ClipVision.open(file, Runtime.cpu(), OptionalInt.of(4)).close();
      case TOKENIZER -> throw new IllegalArgumentException();
    }
  }

  /** The file itself, and what each layer's neighbours would be called. */
  @ParameterizedTest(name = "{1}")
  @MethodSource("parts")
  void aTensorThatNoGraphTakesIsToldOnTheCardAndByWhoeverOpensIt(Part part, String checkpoint)
      throws IOException {
    Map<String, List<Long>> whole = header(checkpoint);
    open(part, files.write("part.safetensors", Form.FP32, whole));
    assertThat(unused()).isEmpty();
    List<String> strange = new ArrayList<>(List.of("more.weight", "spiece_model_2"));
    whole.keySet().stream()
        .filter(n -> n.startsWith("blocks.0.") || n.contains("block.0.") || n.contains("conv1"))
        .limit(6)
        .forEach(n -> strange.add(n.replaceFirst("[^.]+$", "more")));
    for (String name : strange) {
      Path file = files.write("part.safetensors", Form.FP32, with(whole, name, shape(2, 2)));
      assertThat(unused()).contains(new CardProblem.Unused(file, part, name, 1));
      assertThatThrownBy(() -> open(part, file))
          .isInstanceOf(CheckpointException.class)
          .hasMessageContainingAll(file.toString(), "(1, such as " + name + ")");
    }
  }

  @Test
  void whatAFileSaysOfItselfSteersNoTerminal() throws IOException {
    String evil = "blocks.0.\u001b]0;evil\u0007" + "x".repeat(500);
    files.write("dit.safetensors", Form.BF16, with(transformer("t2v/wan"), evil, shape(2)));
    files.rest();
    assertThat(card().problems())
        .singleElement()
        .extracting(CardProblem::words)
        .asString()
        .contains("(1, such as blocks.0.?]0;evil?xxx", "...")
        .doesNotContain("\u001b")
        .hasSizeLessThan(400);
  }

  private Optional<CardProblem> unused() {
    return card().problems().stream().filter(CardProblem.Unused.class::isInstance).findFirst();
  }

  /** What stock files have besides. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "TEXT_ENCODER | umt5/hf | encoder.embed_tokens.weight",
        "TEXT_ENCODER | umt5/hf | spiece_model",
        "TEXT_ENCODER | umt5/hf | decoder.block.0.layer.1.EncDecAttention.q.weight",
        "TEXT_ENCODER | umt5/hf | lm_head.weight",
        "TEXT_ENCODER | umt5/wan | spiece_model",
        "TEXT_ENCODER | umt5/wan | scaled_fp8",
        "IMAGE_ENCODER | clip/hf | vision_model.embeddings.position_ids",
        "IMAGE_ENCODER | clip/hf | visual_projection.weight",
        "IMAGE_ENCODER | clip/hf | text_model.embeddings.token_embedding.weight",
        "IMAGE_ENCODER | clip/hf | text_projection.weight",
        "IMAGE_ENCODER | clip/hf | logit_scale",
        "IMAGE_ENCODER | clip/wan | textual.token_embedding.weight",
        "IMAGE_ENCODER | clip/wan | visual.head",
        "TRANSFORMER | t2v/wan | scaled_fp8",
        "TRANSFORMER | t2v/wan | freqs",
        "TRANSFORMER | t2v/diffusers | rope.freqs_cos",
        "TRANSFORMER | t2v/diffusers | blocks.0.to_gate_compress.weight",
        "TRANSFORMER | t2v/wan | first_stage_model.decoder.conv1.weight"
      })
  void whatIsKnownToDoNothingIsPassedOver(Part part, String checkpoint, String extra)
      throws IOException {
    Path file =
        files.write("part.safetensors", Form.FP32, with(header(checkpoint), extra, shape(2, 2)));
    assertThat(unused()).isEmpty();
    open(part, file);
  }

  static List<Arguments> quantised() {
    return List.of(
        Arguments.of("nvfp4 (ComfyUI)", replaced("U8", "F8_E4M3", "{\"format\": \"nvfp4\"}")),
        Arguments.of("mxfp8 (ComfyUI)", replaced("F8_E4M3", "U8", "{\"format\": \"mxfp8\"}")),
        Arguments.of("something (ComfyUI)", replaced("I8", "F32", "{\"format\": \"something\"}")),
        Arguments.of("mxfp8", replaced("F8_E4M3", "F8_E8M0", "")),
        Arguments.of("int8", replaced("I8", "F32", "")),
        Arguments.of("nvfp4", replaced("U8", "F8_E4M3", "")));
  }

  /** Makes one layer's weight one of a type, with a scale of another. */
  private static UnaryOperator<RawSafetensors> replaced(String type, String scale, String form) {
    String layer = "blocks.0.ffn.0.";
    return raw -> {
      raw.zeros(layer + "weight", type, 128, 64).zeros(layer + "weight_scale", scale, 128, 2);
      return form.isEmpty() ? raw : raw.text(layer + "comfy_quant", form);
    };
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("quantised")
  void formsThatAreNotRunAreToldByTheirNames(String form, UnaryOperator<RawSafetensors> change)
      throws IOException {
    Map<String, List<Long>> tensors = transformer("t2v/wan");
    tensors.remove("blocks.0.ffn.0.weight");
    Path file = change.apply(Form.BF16.of(tensors)).write(folder.resolve("dit.safetensors"));
    files.rest();
    assertThat(card().problems())
        .containsExactly(new CardProblem.Quantised(file, Part.TRANSFORMER, form));
    assertThatThrownBy(() -> open(Part.TRANSFORMER, file))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("it is quantised as " + form + ", which is not run");
  }
}
