package zoetrope.diffusion.model.wan.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static zoetrope.diffusion.model.wan.folder.Replicas.shape;
import static zoetrope.diffusion.model.wan.folder.Replicas.transformer;
import static zoetrope.diffusion.model.wan.folder.Replicas.with;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import zoetrope.diffusion.card.CardPart;
import zoetrope.diffusion.checkpoint.CheckpointException;
import zoetrope.diffusion.checkpoint.RawGguf;
import zoetrope.diffusion.checkpoint.RawSafetensors;
import zoetrope.diffusion.family.ClipLimits;
import zoetrope.diffusion.family.OpenOptions;
import zoetrope.diffusion.model.wan.WanOptions;
import zoetrope.diffusion.model.wan.dit.WanDit;
import zoetrope.diffusion.model.wan.folder.Replicas.Form;
import zoetrope.diffusion.model.wan.folder.WanCard.Kind;
import zoetrope.diffusion.model.wan.folder.WanCard.Part;
import zoetrope.diffusion.model.wan.pipeline.WanModel;
import zoetrope.diffusion.runtime.Precision;
import zoetrope.diffusion.runtime.Runtime;

/**
 * What lies on users' disks, as replicas of a few kilobytes: every kind in every form is either run
 * as what it is, or refused by its true name before anything is made with it.
 */
class KindsTest {
  @TempDir Path folder;
  private Replicas files;

  @BeforeEach
  void make() {
    files = new Replicas(folder);
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
    Path file = files.write("dit.safetensors", form, transformer(kind));
    files.rest();
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
      Path file = files.write("dit.safetensors", form, tensors);
      if (form == Form.BF16) {
        files.rest();
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
        other("MiniMax-H3", "transformer_blocks.0.adaln_proj.linear.weight", any),
        other("Flux", "double_blocks.0.img_attn.qkv.weight", any),
        other("Flux", "single_transformer_blocks.0.proj_mlp.weight", any),
        other("Stable Diffusion XL", "model.diffusion_model.label_emb.0.0.weight", any),
        other("Stable Diffusion", "model.diffusion_model.input_blocks.0.0.weight", any));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("families")
  void otherFamiliesAreToldByTheirNames(String name, Map<String, List<Long>> tensors)
      throws IOException {
    Path file = files.write("model.safetensors", Form.BF16, tensors);
    assertThat(card().problems())
        .containsExactly(new CardProblem.NotRun(file, Part.TRANSFORMER, name));
    files.rest();
    assertThat(card().problems())
        .containsExactly(new CardProblem.NotRun(file, Part.TRANSFORMER, name));
  }

  @Test
  void aFamilyThatNobodyKnowsIsCalledAsItCallsItself() throws IOException {
    Path file =
        files.write("transformer/x.safetensors", Form.BF16, ToyFiles.tensors("new.w", shape(4, 4)));
    Files.writeString(
        file.resolveSibling("config.json"), "{\"_class_name\": \"MiniMaxH3Transformer3DModel\"}");
    assertThat(card().problems())
        .containsExactly(
            new CardProblem.NotRun(file, Part.TRANSFORMER, "MiniMaxH3Transformer3DModel"));
  }

  @Test
  void modelsOfOtherFamiliesBesideAWholeOneAreNoProblem() throws IOException {
    files.write("dit.safetensors", Form.BF16, transformer("t2v/wan"));
    files.write(
        "a/flux.safetensors",
        Form.BF16,
        ToyFiles.tensors(
            "img_in.weight", shape(4, 4), "double_blocks.0.img_attn.qkv.weight", shape(4, 4)));
    files.write("a/wan2.2_vae.safetensors", Form.BF16, vae22());
    files.write("a/t5.safetensors", Form.BF16, t5());
    files.write(
        "a/lora.safetensors",
        Form.BF16,
        ToyFiles.tensors("casual_audio_encoder.x.lora_A.weight", shape(4, 4)));
    files.rest();
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
    files.write("dit.safetensors", Form.BF16, transformer("t2v/wan"));
    files.rest();
    Files.delete(folder.resolve("vae/vae.safetensors"));
    Files.delete(folder.resolve("text/t5.safetensors"));
    Path vae = files.write("vae/wan2.2_vae.safetensors", Form.BF16, vae22());
    Path text = files.write("text/t5xxl.safetensors", Form.BF16, t5());
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
    Path file = files.write("vace_module.safetensors", Form.BF16, module);
    assertThat(card().problems()).containsExactly(new CardProblem.VaceModule(file));
    files.write("base.safetensors", Form.BF16, transformer("t2v/wan"));
    files.rest();
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
  void oneOfTheExpertsOfWan22IsNoModelWithoutTheOther(String name) throws IOException {
    Path file = files.write(name, Form.BF16, transformer("t2v/wan"));
    files.rest();
    boolean high = name.toLowerCase(java.util.Locale.ROOT).contains("high");
    Part missing = high ? Part.LOW_NOISE : Part.TRANSFORMER;
    assertThat(card().problems()).containsExactly(new CardProblem.OneExpert(file, missing));
  }

  @Test
  void soIsOneWhosePipelineSaysThatThereAreTwo() throws IOException {
    Path file =
        files.write(
            "transformer/diffusion_pytorch_model.safetensors", Form.BF16, transformer("t2v/wan"));
    files.rest();
    Files.writeString(folder.resolve("model_index.json"), "{\"boundary_ratio\": null}");
    assertThat(card().complete()).isTrue();
    Files.writeString(folder.resolve("model_index.json"), "{\"boundary_ratio\": 0.875}");
    assertThat(card().problems()).containsExactly(new CardProblem.OneExpert(file, Part.LOW_NOISE));
    Files.writeString(folder.resolve("model_index.json"), "{\"boundary_ratio\": 875}");
    assertThat(card().problems().getFirst().words())
        .contains("model_index.json", "boundary_ratio is 875");
  }

  @ParameterizedTest
  @CsvSource({
    "wan_HIGH_fp8.safetensors, wan_LOW_fp8.safetensors",
    "Wan22T2VHigh.safetensors, Wan22T2VLow.safetensors",
    "wan_high_14B.safetensors, wan_low_14B.safetensors",
    "Wan2_2-T2V-A14B_HighNoise.safetensors, Wan2_2-T2V-A14B-LOW-NoiseModel.safetensors",
    "high_noise_model/a.safetensors, low_noise_model/a.safetensors",
    "transformer/a.safetensors, transformer_2/a.safetensors"
  })
  void twoAlikeAreTheExpertsOfOneModel(String high, String low) throws IOException {
    Path second = files.write(low, Form.COMFY_FP8, transformer("t2v/wan"));
    Path first = files.write(high, Form.BF16, transformer("t2v/wan"));
    files.rest();
    assertThat(card().problems()).isEmpty();
    assertThat(card().kind()).contains(Kind.TEXT);
    assertThat(card().path(Part.TRANSFORMER)).isEqualTo(first);
    assertThat(card().path(Part.LOW_NOISE)).isEqualTo(second);
    assertThat(CardText.of("wan", card()).parts())
        .extracting(CardPart::key, CardPart::words)
        .contains(
            org.assertj.core.groups.Tuple.tuple("high_noise", "high-noise transformer"),
            org.assertj.core.groups.Tuple.tuple("low_noise", "low-noise transformer"));
  }

  @Test
  void eachOfTheExpertsMayBeInAFormatOfItsOwn() throws IOException {
    Path high = files.write("wan_HIGH_fp8.safetensors", Form.COMFY_FP8, transformer("t2v/wan"));
    RawGguf out = new RawGguf().text("general.architecture", "wan");
    transformer("t2v/wan")
        .forEach(
            (name, shape) ->
                out.tensor(
                    name,
                    shape,
                    new float[shape.stream().mapToInt(Long::intValue).reduce(1, (a, b) -> a * b)]));
    Path low = out.write(folder.resolve("wan_LOW_F32.gguf"));
    files.rest();
    assertThat(card().problems()).isEmpty();
    assertThat(card().path(Part.TRANSFORMER)).isEqualTo(high);
    assertThat(card().path(Part.LOW_NOISE)).isEqualTo(low);
  }

  @Test
  void twoThatAreNotCalledSoAreToldHowToNameThem() throws IOException {
    Path first = files.write("a_1.safetensors", Form.BF16, transformer("t2v/wan"));
    Path second = files.write("a_2.safetensors", Form.BF16, transformer("t2v/wan"));
    files.rest();
    assertThat(card().problems()).containsExactly(new CardProblem.TwoExperts(second, first));
    Files.move(second, folder.resolve("a_2_low_noise.safetensors"));
    assertThat(card().problems())
        .containsExactly(
            new CardProblem.TwoExperts(folder.resolve("a_2_low_noise.safetensors"), first));
  }

  @Test
  void expertsOfTwoModelsAreNoModel() throws IOException {
    Path high = files.write("wan_high_noise.safetensors", Form.BF16, transformer("t2v/wan"));
    Path low =
        files.write(
            "wan_low_noise.safetensors",
            Form.BF16,
            with(transformer("t2v/wan"), "patch_embedding.weight", shape(64, 36, 1, 2, 2)));
    files.rest();
    assertThat(card().problems()).contains(new CardProblem.UnlikeExperts(low, high));
  }

  @ParameterizedTest
  @ValueSource(strings = {"t2v/wan", "t2v/diffusers"})
  void imageToVideoOfWan22NeedsNoClip(String kind) throws IOException {
    Map<String, List<Long>> tensors =
        with(transformer(kind), "patch_embedding.weight", shape(64, 36, 1, 2, 2));
    Path alone = files.write("a.safetensors", Form.BF16, tensors);
    files.rest();
    assertThat(card().problems()).containsExactly(new CardProblem.OneExpert(alone, Part.LOW_NOISE));
    Files.delete(folder.resolve("clip/clip.safetensors"));
    Files.move(alone, folder.resolve("a_high_noise.safetensors"));
    files.write("a_low_noise.safetensors", Form.BF16, tensors);
    assertThat(card().problems()).isEmpty();
    assertThat(card().kind()).contains(Kind.IMAGE);
  }

  @Test
  void aWordInTheNameOfAWan21ModelMakesItNoExpert() throws IOException {
    files.write("wan2.1_high_quality.safetensors", Form.BF16, transformer("t2v/wan"));
    files.rest();
    assertThat(card().problems()).isEmpty();
  }

  @Test
  void aFamilyIsToldThoughATypeOfItsWeightsIsUnknown() throws IOException {
    RawSafetensors raw = Form.BF16.of(transformer("t2v/wan"));
    raw.zeros("casual_audio_encoder.encoder.weight", "F4", 4, 4);
    Path file = raw.write(folder.resolve("dit.safetensors"));
    files.rest();
    assertThat(card().problems())
        .containsExactly(new CardProblem.NotRun(file, Part.TRANSFORMER, "Wan2.2 S2V"));
  }

  @ParameterizedTest
  @EnumSource(names = {"BF16", "COMFY_FP8"})
  void aModelThatIsNotRunIsRefusedBeforeARun(Form form) throws IOException {
    Path file =
        files.write(
            "dit.safetensors",
            form,
            with(transformer("t2v/wan"), "fps_embedding.weight", shape(2, 64)));
    files.rest();
    WanCard card = card();
    String words = file + ": it is SkyReels-V2-DF, which Zoetrope does not run";
    assertThatThrownBy(
            () ->
                WanModel.open(
                    "x",
                    card,
                    new OpenOptions(Runtime.cpu(), Precision.FP32, ClipLimits.NONE),
                    WanOptions.USUAL))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining(words);
    assertThatThrownBy(() -> WanModel.capabilities(card))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining(words);
  }
}
