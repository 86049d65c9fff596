package zoetrope.diffusion.model.wan.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zoetrope.core.task.CancelToken;
import zoetrope.diffusion.VideoModel;
import zoetrope.diffusion.card.ModelName;
import zoetrope.diffusion.checkpoint.Checkpoint;
import zoetrope.diffusion.checkpoint.RawSafetensors;
import zoetrope.diffusion.checkpoint.SafetensorsWriter;
import zoetrope.diffusion.checkpoint.SafetensorsWriter.Entry;
import zoetrope.diffusion.model.wan.folder.CardProblem;
import zoetrope.diffusion.model.wan.folder.WanCard;
import zoetrope.diffusion.model.wan.folder.WanCard.Part;
import zoetrope.diffusion.model.wan.folder.WanFolder;
import zoetrope.diffusion.runtime.Precision;

/**
 * Models of a folder of many, which share their parts: each transformer is one, and of the parts
 * those are taken that belong to it.
 */
class SharedPartsTest {
  private static final Path SET = Path.of("..", "..", "src-test", "reference");

  @TempDir Path folder;
  private Path comfy;

  @BeforeEach
  void library() throws IOException {
    comfy = folder.resolve("ComfyUI/models");
    put(
        "i2v/wan/diffusion_pytorch_model.safetensors",
        "diffusion_models/wan/Wan2.1_i2v.safetensors");
    put("t2v/wan/diffusion_pytorch_model.safetensors", "unet/Wan2.1_t2v.safetensors");
    put("umt5/wan/models_t5_umt5-enc.safetensors", "text_encoders/umt5.safetensors");
    put("vae/wan/Wan2.1_VAE.safetensors", "vae/wan_2.1_vae.safetensors");
    put("clip/wan/models_clip_open-clip-xlm-roberta.safetensors", "clip_vision/clip_h.safetensors");
    tokenizerInside(comfy.resolve("text_encoders/umt5.safetensors"));
    // Its heads are not of 128 numbers, as those of all published models are.
    put("t2v/wan/config.json", "unet/config.json");
    // What lies beside in such folders.
    new RawSafetensors()
        .zeros("decoder.conv1.weight", "F16", 8, 8, 3, 3, 3)
        .zeros("conv2.weight", "F16", 48, 48, 1, 1, 1)
        .write(comfy.resolve("vae/a_wan2.2_vae.safetensors"));
    new RawSafetensors()
        .zeros("shared.weight", "F16", 8, 4096)
        .zeros("encoder.block.0.layer.0.SelfAttention.q.weight", "F16", 8, 4096)
        .write(comfy.resolve("text_encoders/another.safetensors"));
    new RawSafetensors()
        .zeros("double_blocks.0.img_attn.qkv.weight", "F16", 4, 4)
        .write(comfy.resolve("diffusion_models/flux.safetensors"));
    new RawSafetensors()
        .zeros("blocks.0.self_attn.q.lora_A.weight", "F16", 4, 4)
        .zeros("blocks.0.self_attn.q.lora_B.weight", "F16", 4, 4)
        .write(comfy.resolve("loras/cinema.safetensors"));
    Files.writeString(comfy.resolve("vae/0_damaged.safetensors"), "no header");
    Files.writeString(comfy.resolve("text_encoders/put_text_encoders_here"), "");
  }

  private void put(String from, String to) throws IOException {
    Path file = comfy.resolve(to);
    Files.createDirectories(file.getParent());
    Files.copy(SET.resolve(from), file);
  }

  private static void tokenizerInside(Path file) throws IOException {
    byte[] pieces = Files.readAllBytes(SET.resolve("tokenizer/spm.model"));
    RawSafetensors out =
        new RawSafetensors().tensor("spiece_model", "U8", List.of((long) pieces.length), pieces);
    try (Checkpoint c = Checkpoint.open(file)) {
      for (String n : c.names()) {
        out.floats(n, c.info(n).shape(), c.floats(n));
      }
    }
    Files.delete(file);
    out.write(file);
  }

  private static byte[] shot(Path model) {
    try (WanModel wan = TinyWan.open(model, Precision.FP32, TinyWan.SMALL)) {
      return wan.generate(TinyWan.words(5), VideoModel.Listener.NONE, new CancelToken()).rgb();
    }
  }

  /** The same with a folder of its own and the tokenizer beside it. */
  private Path alone(String kind) throws IOException {
    Path plain = TinyWan.folder(folder.resolve("plain"), kind);
    Files.delete(plain.resolve("tokenizer/tokenizer.json"));
    Files.copy(SET.resolve("tokenizer/spm.model"), plain.resolve("tokenizer/spiece.model"));
    return plain;
  }

  @Test
  void eachTransformerOfAComfyFolderIsAModel() {
    assertThat(WanFolder.models(comfy))
        .containsExactlyInAnyOrder(
            comfy.resolve("diffusion_models/wan/Wan2.1_i2v.safetensors"),
            comfy.resolve("unet/Wan2.1_t2v.safetensors"));
  }

  @Test
  void itTakesThePartsThatBelongToItAndMakesTheShotsOfAFolderOfItsOwn() throws IOException {
    Path file = comfy.resolve("unet/Wan2.1_t2v.safetensors");
    WanCard card = WanFolder.look(file);
    assertThat(card.problems()).isEmpty();
    assertThat(card.path(Part.TRANSFORMER)).isEqualTo(file);
    assertThat(card.path(Part.AUTOENCODER)).isEqualTo(comfy.resolve("vae/wan_2.1_vae.safetensors"));
    assertThat(card.path(Part.TOKENIZER)).isEqualTo(card.path(Part.TEXT_ENCODER));
    assertThat(card.parts()).doesNotContainKey(Part.IMAGE_ENCODER);
    assertThat(shot(file)).isEqualTo(shot(alone("t2v")));
    assertThat(ModelName.of(file)).isEqualTo("Wan2.1_t2v");
  }

  @Test
  void aModelThatSeesPicturesTakesTheImageEncoderToo() {
    WanCard card = WanFolder.look(comfy.resolve("diffusion_models/wan/Wan2.1_i2v.safetensors"));
    assertThat(card.problems()).isEmpty();
    assertThat(card.path(Part.IMAGE_ENCODER))
        .isEqualTo(comfy.resolve("clip_vision/clip_h.safetensors"));
  }

  @ParameterizedTest
  @CsvSource({
    "vae/wan_2.1_vae.safetensors, AUTOENCODER",
    "text_encoders/umt5.safetensors, TEXT_ENCODER",
    "clip_vision/clip_h.safetensors, IMAGE_ENCODER"
  })
  void aPartThatNobodyHasIsMissing(String file, Part part) throws IOException {
    Files.delete(comfy.resolve(file));
    Path model = comfy.resolve("diffusion_models/wan/Wan2.1_i2v.safetensors");
    assertThat(WanFolder.look(model).problems()).contains(new CardProblem.Missing(model, part));
  }

  /** Wan2GP's folder: transformers and VAEs together, the text encoder with its tokenizer below. */
  @Test
  void filesThatLieTogetherAreALibraryToo() throws IOException {
    Path ckpts = Files.createDirectories(folder.resolve("ckpts"));
    Files.copy(
        SET.resolve("t2v/wan/diffusion_pytorch_model.safetensors"),
        ckpts.resolve("wan2.1_t2v.safetensors"));
    Files.copy(
        SET.resolve("i2v/wan/diffusion_pytorch_model.safetensors"),
        ckpts.resolve("wan2.1_i2v.safetensors"));
    Files.copy(
        SET.resolve("vae/wan/Wan2.1_VAE.safetensors"), ckpts.resolve("Wan2.1_VAE.safetensors"));
    Path text = Files.createDirectories(ckpts.resolve("umt5-xxl"));
    Files.copy(
        SET.resolve("umt5/wan/models_t5_umt5-enc.safetensors"),
        text.resolve("models_t5.safetensors"));
    Files.copy(SET.resolve("tokenizer/spm.model"), text.resolve("spiece.model"));
    Files.copy(SET.resolve("t2v/wan/config.json"), ckpts.resolve("config.json"));
    assertThat(WanFolder.models(ckpts)).hasSize(2);
    Path model = ckpts.resolve("wan2.1_t2v.safetensors");
    assertThat(WanFolder.look(model).problems()).isEmpty();
    assertThat(shot(model)).isEqualTo(shot(alone("t2v")));
  }

  @ParameterizedTest
  @CsvSource({
    "wan2.2_t2v_high_noise_14B, wan2.2_t2v_low_noise_14B",
    "wan22_t2v_HIGH_fp8, wan22_t2v_LOW_fp8",
    "Wan2.2-Low-Q8, Wan2.2-High-Q8"
  })
  void twoExpertsAreOneModelByTheNameOfTheHighNoiseOne(String name, String other)
      throws IOException {
    List<Path> both =
        List.of(
            expert("diffusion_models/" + name + ".safetensors"),
            expert("diffusion_models/" + other + ".safetensors"),
            // Those of another model beside them.
            expert("diffusion_models/i2v_high_noise.safetensors"),
            expert("diffusion_models/i2v_low_noise.safetensors"));
    boolean first = name.toLowerCase(java.util.Locale.ROOT).contains("high");
    Path high = both.get(first ? 0 : 1);
    Path low = both.get(first ? 1 : 0);
    assertThat(WanFolder.models(comfy)).contains(high).doesNotContain(low);
    for (Path asked : List.of(high, low)) {
      WanCard card = WanFolder.look(asked);
      assertThat(card.problems()).isEmpty();
      assertThat(card.path(Part.TRANSFORMER)).isEqualTo(high);
      assertThat(card.path(Part.LOW_NOISE)).isEqualTo(low);
    }
    assertThat(new WanModelFolder(WanFolder.look(high)).weights()).contains(high, low);
  }

  private Path expert(String name) throws IOException {
    Path file = comfy.resolve(name);
    try (Checkpoint c = Checkpoint.open(SET.resolve("t2v/wan"))) {
      Map<String, Entry> all = new java.util.LinkedHashMap<>();
      c.names().forEach(n -> all.put(n, new Entry(c.info(n).shape(), c.floats(n))));
      SafetensorsWriter.write(file, all, Map.of());
    }
    return file;
  }
}
