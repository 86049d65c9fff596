package zoetrope.diffusion.model.wan.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import zoetrope.diffusion.checkpoint.Checkpoint;
import zoetrope.diffusion.checkpoint.CheckpointException;
import zoetrope.diffusion.checkpoint.RawSafetensors;
import zoetrope.diffusion.model.wan.WanOptions;
import zoetrope.diffusion.model.wan.dit.WanDit;
import zoetrope.diffusion.model.wan.encoder.ClipVision;
import zoetrope.diffusion.model.wan.encoder.Umt5;
import zoetrope.diffusion.model.wan.folder.WanCard.Kind;
import zoetrope.diffusion.model.wan.folder.WanCard.Part;
import zoetrope.diffusion.model.wan.pipeline.WanModel;
import zoetrope.diffusion.model.wan.vae.WanVae;
import zoetrope.diffusion.runtime.Precision;
import zoetrope.diffusion.runtime.Runtime;

/**
 * What lies on users' disks, as replicas of a few kilobytes: every kind in every form is either run
 * as what it is, or refused by its true name before anything is made with it.
 */
class KindsTest {
  private static final Path SET = Path.of("..", "..", "src-test", "reference");

  @TempDir Path folder;

  /** Names and sizes. */
  private static Map<String, List<Long>> header(String checkpoint) {
    Map<String, List<Long>> out = new LinkedHashMap<>();
    try (Checkpoint c = Checkpoint.open(SET.resolve(checkpoint))) {
      c.names().forEach(n -> out.put(n, c.info(n).shape()));
    }
    return out;
  }

  private static Map<String, List<Long>> with(Map<String, List<Long>> some, Object... more) {
    Map<String, List<Long>> out = new LinkedHashMap<>(some);
    out.putAll(ToyFiles.tensors(more));
    return out;
  }

  private static int[] shape(int... sizes) {
    return sizes;
  }

  /** A transformer of the tiny set; its latent has 16 channels. */
  private static Map<String, List<Long>> transformer(String kind) {
    return switch (kind) {
      case "flf2v" -> with(header("i2v/wan"), "img_emb.emb_pos", shape(1, 10, 32));
      case "control" ->
          with(
              header("i2v/wan"),
              "patch_embedding.weight",
              shape(40, 48, 1, 2, 2),
              "ref_conv.weight",
              shape(40, 16, 2, 2),
              "ref_conv.bias",
              shape(40));
      default -> header(kind);
    };
  }

  /** In which form a transformer's file is. */
  enum Form {
    FP32("F32"),
    BF16("BF16"),
    FP16("F16"),
    FP8("F8_E4M3"),
    FP8_E5M2("F8_E5M2"),
    PREFIXED("F16", "model.diffusion_model.", ""),
    SCALED_FP8("F8_E4M3", "", "scale_weight"),
    SCALED_FP8_PREFIXED("F8_E4M3", "model.diffusion_model.", "scale_weight"),
    COMFY_FP8("F8_E4M3", "", "comfy_quant"),
    COMFY_FP8_PREFIXED("F8_E4M3", "model.diffusion_model.", "comfy_quant"),
    LIGHTX2V_FP8("F8_E4M3", "", "weight_scale");

    private final String type;
    private final String prefix;
    private final String scale;

    Form(String type) {
      this(type, "", "");
    }

    Form(String type, String prefix, String scale) {
      this.type = type;
      this.prefix = prefix;
      this.scale = scale;
    }

    RawSafetensors of(Map<String, List<Long>> tensors) {
      RawSafetensors out = new RawSafetensors();
      tensors.forEach((name, shape) -> add(out, prefix + name, shape));
      if (scale.equals("scale_weight")) {
        out.zeros(prefix + "scaled_fp8", "F8_E4M3", 0);
      }
      return out;
    }

    private void add(RawSafetensors out, String name, List<Long> shape) {
      boolean scaled = !scale.isEmpty() && shape.size() == 2 && name.endsWith(".weight");
      long[] sizes = shape.stream().mapToLong(Long::longValue).toArray();
      out.zeros(name, scale.isEmpty() || scaled ? type : "BF16", sizes);
      if (!scaled) {
        return;
      }
      String layer = name.substring(0, name.length() - "weight".length());
      switch (scale) {
        case "scale_weight" -> {
          out.zeros(layer + "scale_weight", "F32", 1);
          out.zeros(layer + "scale_input", "F32", 1);
        }
        case "comfy_quant" -> {
          out.zeros(layer + "weight_scale", "F32");
          out.zeros(layer + "input_scale", "F32");
          out.text(layer + "comfy_quant", "{\"format\": \"float8_e4m3fn\"}");
        }
        default -> out.zeros(layer + "weight_scale", "F32", shape.getFirst(), 1);
      }
    }
  }

  private Path write(String name, Form form, Map<String, List<Long>> tensors) throws IOException {
    return form.of(tensors).write(folder.resolve(name));
  }

  /** All other parts of a model. */
  private void rest() throws IOException {
    copy("umt5/wan/models_t5_umt5-enc.safetensors", "text/t5.safetensors");
    copy("vae/wan/Wan2.1_VAE.safetensors", "vae/vae.safetensors");
    copy("clip/wan/models_clip_open-clip-xlm-roberta.safetensors", "clip/clip.safetensors");
    copy("tokenizer/spm.fast.tokenizer.json", "tokenizer/tokenizer.json");
  }

  private void copy(String from, String to) throws IOException {
    Files.createDirectories(folder.resolve(to).getParent());
    Files.copy(SET.resolve(from), folder.resolve(to));
  }

  private WanCard card() {
    return WanFolder.look(folder);
  }

  static Stream<Arguments> right() {
    Map<String, Kind> kinds = new LinkedHashMap<>();
    kinds.put("t2v/wan", Kind.TEXT);
    kinds.put("t2v/diffusers", Kind.TEXT);
    kinds.put("i2v/wan", Kind.IMAGE);
    kinds.put("i2v/diffusers", Kind.IMAGE);
    kinds.put("flf2v", Kind.IMAGE);
    kinds.put("vace/wan", Kind.VACE);
    kinds.put("vace/diffusers", Kind.VACE);
    kinds.put("control", Kind.CONTROL);
    return kinds.entrySet().stream()
        .flatMap(k -> Stream.of(Form.values()).map(f -> Arguments.of(k.getKey(), f, k.getValue())));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("right")
  void everyKindOfWan21IsRunInEveryForm(String kind, Form form, Kind makes) throws IOException {
    Path file = write("dit.safetensors", form, transformer(kind));
    rest();
    assertThat(card().problems()).isEmpty();
    assertThat(card().kind()).contains(makes);
    assertThat(card().parts().get(Part.TRANSFORMER).layout())
        .isEqualTo(kind.contains("diffusers") ? "diffusers" : "original");
    WanDit.open(file, Runtime.cpu(), Precision.FP32).close();
  }

  /** A change of a Wan2.1 transformer, of which only its shapes and names matter. */
  private static Arguments wan(String name, String kind, Object... more) {
    return Arguments.of(name, with(transformer(kind), more));
  }

  private static Arguments other(String name, Object... tensors) {
    return Arguments.of(name, ToyFiles.tensors(tensors));
  }

  static List<Arguments> lookalikes() {
    int[] any = shape(4, 4);
    return List.of(
        wan("Wan2.2 S2V", "t2v/wan", "casual_audio_encoder.encoder.conv2.conv.weight", any),
        wan("Wan2.2 Animate", "i2v/wan", "face_adapter.fuser_blocks.0.linear1_kv.weight", any),
        wan("Wan2.2 Animate", "i2v/diffusers", "face_adapter.0.to_q.weight", any),
        wan("SkyReels-V2-DF", "t2v/wan", "fps_embedding.weight", any),
        wan("SkyReels-V2-DF", "t2v/diffusers", "fps_embedding.weight", any),
        wan("ReCamMaster", "t2v/wan", "blocks.0.cam_encoder.weight", any),
        wan("HuMo", "t2v/wan", "blocks.0.audio_cross_attn_wrapper.audio_cross_attn.q.weight", any),
        wan("MultiTalk / InfiniteTalk", "i2v/wan", "blocks.0.audio_cross_attn.proj.weight", any),
        wan("Wan2.1 Fun-Camera", "i2v/wan", "control_adapter.conv.weight", any),
        wan("Wan2.2 I2V-A14B", "t2v/wan", "patch_embedding.weight", shape(64, 36, 1, 2, 2)),
        wan("Wan2.2 I2V-A14B", "t2v/diffusers", "patch_embedding.weight", shape(64, 36, 1, 2, 2)),
        wan("Wan2.2 Fun-Control-A14B", "t2v/wan", "patch_embedding.weight", shape(64, 52, 1, 2, 2)),
        wan(
            "Wan2.2 TI2V-5B",
            "t2v/wan",
            "patch_embedding.weight",
            shape(64, 48, 1, 2, 2),
            "head.head.weight",
            shape(192, 64),
            "head.head.bias",
            shape(192)),
        wan(
            "Wan2.2 TI2V-5B",
            "t2v/diffusers",
            "patch_embedding.weight",
            shape(64, 48, 1, 2, 2),
            "proj_out.weight",
            shape(192, 64),
            "proj_out.bias",
            shape(192)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lookalikes")
  void whatLooksLikeWan21AndIsMoreIsRefusedByItsName(String name, Map<String, List<Long>> tensors)
      throws IOException {
    for (Form form : List.of(Form.BF16, Form.PREFIXED)) {
      Path file = write("dit.safetensors", form, tensors);
      if (form == Form.BF16) {
        rest();
      }
      assertThat(card().problems())
          .containsExactly(new CardProblem.NotRun(file, Part.TRANSFORMER, name));
      assertThat(card().kind()).isEmpty();
      assertThat(card().parts().get(Part.TRANSFORMER).path()).isEqualTo(file);
    }
  }

  static List<Arguments> families() {
    int[] any = shape(4, 4);
    return List.of(
        other("LTX-Video", "patchify_proj.weight", any, "transformer_blocks.0.ff.weight", any),
        other(
            "LTX-Video",
            "proj_in.weight",
            any,
            "time_embed.emb.timestep_embedder.linear_1.weight",
            any),
        other("LTX-Video (LTX-2)", "patchify_proj.weight", any, "audio_patchify_proj.weight", any),
        other("LTX-Video (LTX-2)", "audio_proj_in.weight", any),
        other(
            "HunyuanVideo",
            "double_blocks.0.img_attn.qkv.weight",
            any,
            "txt_in.individual_token_refiner.blocks.0.norm1.weight",
            any),
        other(
            "HunyuanVideo",
            "context_embedder.token_refiner.refiner_blocks.0.norm1.weight",
            any,
            "single_transformer_blocks.0.proj_mlp.weight",
            any),
        other(
            "FramePack",
            "clean_x_embedder.proj.weight",
            any,
            "context_embedder.token_refiner.refiner_blocks.0.norm1.weight",
            any),
        other("CogVideoX", "patch_embed.text_proj.weight", any),
        other("Mochi", "t5_y_embedder.to_kv.weight", any, "blocks.0.attn.qkv_x.weight", any),
        other("Mochi", "time_embed.pooler.to_kv.weight", any),
        other("Flux", "double_blocks.0.img_attn.qkv.weight", any),
        other("Flux", "single_transformer_blocks.0.proj_mlp.weight", any),
        other("Stable Diffusion XL", "model.diffusion_model.label_emb.0.0.weight", any),
        other("Stable Diffusion", "model.diffusion_model.input_blocks.0.0.weight", any));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("families")
  void otherFamiliesAreToldByTheirNames(String name, Map<String, List<Long>> tensors)
      throws IOException {
    Path file = write("model.safetensors", Form.BF16, tensors);
    assertThat(card().problems())
        .containsExactly(new CardProblem.NotRun(file, Part.TRANSFORMER, name));
    rest();
    assertThat(card().problems())
        .containsExactly(new CardProblem.NotRun(file, Part.TRANSFORMER, name));
  }

  @Test
  void aFamilyThatNobodyKnowsIsCalledAsItCallsItself() throws IOException {
    Path file =
        write("transformer/x.safetensors", Form.BF16, ToyFiles.tensors("new.w", shape(4, 4)));
    Files.writeString(
        file.resolveSibling("config.json"), "{\"_class_name\": \"MiniMaxH3Transformer3DModel\"}");
    assertThat(card().problems())
        .containsExactly(
            new CardProblem.NotRun(file, Part.TRANSFORMER, "MiniMaxH3Transformer3DModel"));
  }

  @Test
  void modelsOfOtherFamiliesBesideAWholeOneAreNoProblem() throws IOException {
    write("dit.safetensors", Form.BF16, transformer("t2v/wan"));
    write(
        "a/flux.safetensors",
        Form.BF16,
        ToyFiles.tensors(
            "img_in.weight", shape(4, 4), "double_blocks.0.img_attn.qkv.weight", shape(4, 4)));
    write("a/wan2.2_vae.safetensors", Form.BF16, vae22());
    write("a/t5.safetensors", Form.BF16, t5());
    write(
        "a/lora.safetensors",
        Form.BF16,
        ToyFiles.tensors("casual_audio_encoder.x.lora_A.weight", shape(4, 4)));
    rest();
    assertThat(card().problems()).isEmpty();
  }

  private static Map<String, List<Long>> vae22() {
    return ToyFiles.tensors(
        "conv2.weight",
        shape(48, 48, 1, 1, 1),
        "decoder.conv1.weight",
        shape(8, 48, 3, 3, 3),
        "decoder.upsamples.0.upsamples.0.residual.2.weight",
        shape(8, 8, 3, 3, 3));
  }

  private static Map<String, List<Long>> t5() {
    String attention = ".layer.0.SelfAttention.";
    return ToyFiles.tensors(
        "shared.weight",
        shape(30, 8),
        "encoder.block.0" + attention + "q.weight",
        shape(8, 8),
        "encoder.block.0" + attention + "relative_attention_bias.weight",
        shape(8, 2),
        "encoder.block.1" + attention + "q.weight",
        shape(8, 8));
  }

  @Test
  void theAutoencoderOfWan22AndT5AreNotTakenForWan21sParts() throws IOException {
    write("dit.safetensors", Form.BF16, transformer("t2v/wan"));
    rest();
    Files.delete(folder.resolve("vae/vae.safetensors"));
    Files.delete(folder.resolve("text/t5.safetensors"));
    Path vae = write("vae/wan2.2_vae.safetensors", Form.BF16, vae22());
    Path text = write("text/t5xxl.safetensors", Form.BF16, t5());
    assertThat(card().problems())
        .containsExactlyInAnyOrder(
            new CardProblem.NotRun(vae, Part.AUTOENCODER, "Wan2.2-VAE"),
            new CardProblem.NotRun(text, Part.TEXT_ENCODER, "T5"));
    assertThat(card().problems().getLast().words()).endsWith("Add the Wan2.1 VAE in safetensors");
  }

  @Test
  void aVaceModuleIsToldAloneAndBesideItsTransformer() throws IOException {
    Map<String, List<Long>> module = new LinkedHashMap<>(transformer("vace/wan"));
    module.keySet().removeIf(n -> !n.startsWith("vace"));
    Path file = write("vace_module.safetensors", Form.BF16, module);
    assertThat(card().problems()).containsExactly(new CardProblem.VaceModule(file));
    write("base.safetensors", Form.BF16, transformer("t2v/wan"));
    rest();
    assertThat(card().problems()).containsExactly(new CardProblem.VaceModule(file));
    assertThat(card().complete()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "wan2.2_t2v_high_noise_14B_fp8_scaled.safetensors",
        "Wan2_2-T2V-A14B-LOW-NoiseModel.safetensors",
        "Wan2_2-T2V-A14B_HighNoise.safetensors",
        "low_noise_model/diffusion_pytorch_model.safetensors"
      })
  void oneOfTheExpertsOfWan22IsToldByItsFilesName(String name) throws IOException {
    Path file = write(name, Form.BF16, transformer("t2v/wan"));
    rest();
    assertThat(card().problems())
        .containsExactly(new CardProblem.NotRun(file, Part.TRANSFORMER, "Wan2.2 A14B"));
  }

  @Test
  void soIsOneWhosePipelineSaysThatThereAreTwo() throws IOException {
    Path file =
        write("transformer/diffusion_pytorch_model.safetensors", Form.BF16, transformer("t2v/wan"));
    rest();
    Files.writeString(folder.resolve("model_index.json"), "{\"boundary_ratio\": null}");
    assertThat(card().complete()).isTrue();
    Files.writeString(folder.resolve("model_index.json"), "{\"boundary_ratio\": 0.875}");
    assertThat(card().problems())
        .containsExactly(new CardProblem.NotRun(file, Part.TRANSFORMER, "Wan2.2 A14B"));
  }

  @ParameterizedTest
  @CsvSource({
    "wan_HIGH_fp8.safetensors, wan_LOW_fp8.safetensors",
    "transformer/a.safetensors, transformer_2/a.safetensors"
  })
  void twoAlikeAreTheExpertsOfOneModel(String high, String low) throws IOException {
    Path first = write(high, Form.BF16, transformer("t2v/wan"));
    Path second = write(low, Form.BF16, transformer("t2v/wan"));
    rest();
    assertThat(card().problems()).containsExactly(new CardProblem.TwoExperts(second, first));
  }

  @Test
  void twoThatAreNotCalledSoAreTwoModels() throws IOException {
    Path first = write("a_1.safetensors", Form.BF16, transformer("t2v/wan"));
    Path second = write("a_2.safetensors", Form.BF16, transformer("t2v/wan"));
    rest();
    assertThat(card().problems())
        .containsExactly(new CardProblem.Second(second, Part.TRANSFORMER, first));
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
    open(part, write("part.safetensors", Form.FP32, whole));
    assertThat(unused()).isEmpty();
    List<String> strange = new ArrayList<>(List.of("more.weight", "spiece_model_2"));
    whole.keySet().stream()
        .filter(n -> n.startsWith("blocks.0.") || n.contains("block.0.") || n.contains("conv1"))
        .limit(6)
        .forEach(n -> strange.add(n.replaceFirst("[^.]+$", "more")));
    for (String name : strange) {
      Path file = write("part.safetensors", Form.FP32, with(whole, name, shape(2, 2)));
      assertThat(unused()).contains(new CardProblem.Unused(file, part, name, 1));
      assertThatThrownBy(() -> open(part, file))
          .isInstanceOf(CheckpointException.class)
          .hasMessageContainingAll(file.toString(), "(1, such as " + name + ")");
    }
  }

  @Test
  void whatAFileSaysOfItselfSteersNoTerminal() throws IOException {
    String evil = "blocks.0.\u001b]0;evil\u0007" + "x".repeat(500);
    write("dit.safetensors", Form.BF16, with(transformer("t2v/wan"), evil, shape(2)));
    rest();
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
    Path file = write("part.safetensors", Form.FP32, with(header(checkpoint), extra, shape(2, 2)));
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
    rest();
    assertThat(card().problems())
        .containsExactly(new CardProblem.Quantised(file, Part.TRANSFORMER, form));
    assertThatThrownBy(() -> open(Part.TRANSFORMER, file))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("it is quantised as " + form + ", which is not run");
  }

  @Test
  void aFamilyIsToldThoughATypeOfItsWeightsIsUnknown() throws IOException {
    RawSafetensors raw = Form.BF16.of(transformer("t2v/wan"));
    raw.zeros("casual_audio_encoder.encoder.weight", "F4", 4, 4);
    Path file = raw.write(folder.resolve("dit.safetensors"));
    rest();
    assertThat(card().problems())
        .containsExactly(new CardProblem.NotRun(file, Part.TRANSFORMER, "Wan2.2 S2V"));
  }

  @ParameterizedTest
  @EnumSource(names = {"BF16", "COMFY_FP8"})
  void aModelThatIsNotRunIsRefusedBeforeARun(Form form) throws IOException {
    Path file =
        write(
            "dit.safetensors",
            form,
            with(transformer("t2v/wan"), "fps_embedding.weight", shape(2, 64)));
    rest();
    WanCard card = card();
    String words = file + ": it is SkyReels-V2-DF, which Zoetrope does not run";
    assertThatThrownBy(
            () ->
                WanModel.open(
                    "x",
                    card,
                    Runtime.cpu(),
                    Precision.FP32,
                    WanModel.Limits.TRAINED,
                    WanOptions.USUAL))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining(words);
    assertThatThrownBy(() -> WanModel.capabilities(card))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining(words);
  }
}
