package zoetrope.diffusion.model.wan.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import zoetrope.diffusion.checkpoint.CheckpointException;
import zoetrope.diffusion.checkpoint.DType;
import zoetrope.diffusion.model.wan.folder.WanCard.Kind;
import zoetrope.diffusion.model.wan.folder.WanCard.Part;

/** What is found in folders as people have them, and what their cards say. */
class WanFolderTest {
  @TempDir Path folder;
  private ToyFiles toy;

  @BeforeEach
  void make() {
    toy = new ToyFiles(folder);
  }

  private WanCard card() {
    return WanFolder.look(folder);
  }

  private List<String> problems() {
    return words(card());
  }

  private static List<String> words(WanCard card) {
    return card.problems().stream().map(CardProblem::words).toList();
  }

  private void rest() throws IOException {
    toy.write("umt5.safetensors", DType.BF16, ToyFiles.textEncoder());
    toy.write("vae.safetensors", DType.F32, ToyFiles.vae(ToyFiles.LATENT));
    toy.text("tokenizer.json", "{}");
  }

  private void transformer(Map<String, List<Long>> tensors) throws IOException {
    toy.write("dit.safetensors", DType.BF16, tensors);
  }

  @Test
  void aFolderOfDiffusersIsComplete() throws IOException {
    toy.text("model_index.json", "{}");
    toy.shards("transformer/diffusion_pytorch_model", DType.F32, ToyFiles.diffusersTransformer());
    toy.text("transformer/config.json", "{\"num_attention_heads\": 2}");
    toy.shards("text_encoder/model", DType.BF16, ToyFiles.textEncoder());
    toy.write("vae/diffusion_pytorch_model.safetensors", DType.F32, ToyFiles.diffusersVae());
    toy.text("tokenizer/tokenizer.json", "{}");
    toy.text("tokenizer/spiece.model", "");
    WanCard card = card();
    assertThat(card.problems()).isEmpty();
    assertThat(card.complete()).isTrue();
    assertThat(card.kind()).contains(Kind.TEXT);
    assertThat(card.path(Part.TRANSFORMER)).isEqualTo(folder.resolve("transformer"));
    assertThat(card.path(Part.TEXT_ENCODER)).isEqualTo(folder.resolve("text_encoder"));
    assertThat(card.path(Part.TOKENIZER)).isEqualTo(folder.resolve("tokenizer/tokenizer.json"));
    assertThat(card.parts().get(Part.TRANSFORMER).layout()).isEqualTo("diffusers");
    assertThat(card.parts().get(Part.TRANSFORMER).dtype()).contains(DType.F32);
    long weights =
        ToyFiles.diffusersTransformer().values().stream()
            .mapToLong(s -> s.stream().reduce(1L, (a, b) -> a * b))
            .sum();
    assertThat(card.parts().get(Part.TRANSFORMER).parameters()).isEqualTo(weights);
  }

  @Test
  void singleFileRepacksAreComplete() throws IOException {
    toy.write(
        "split_files/diffusion_models/wan2.1_i2v.safetensors",
        DType.F16,
        ToyFiles.imageTransformer());
    toy.write("split_files/text_encoders/umt5.safetensors", DType.F16, ToyFiles.textEncoder());
    toy.write("split_files/vae/wan_2.1_vae.safetensors", DType.BF16, ToyFiles.vae(ToyFiles.LATENT));
    toy.write(
        "split_files/clip_vision/clip_vision_h.safetensors", DType.F16, ToyFiles.imageEncoder());
    toy.text("google/umt5-xxl/spiece.model", "");
    WanCard card = card();
    assertThat(card.problems()).isEmpty();
    assertThat(card.kind()).contains(Kind.IMAGE);
    assertThat(card.parts())
        .containsOnlyKeys(
            Part.TRANSFORMER,
            Part.TEXT_ENCODER,
            Part.TOKENIZER,
            Part.AUTOENCODER,
            Part.IMAGE_ENCODER);
    assertThat(card.parts().get(Part.TRANSFORMER).layout()).isEqualTo("original");
  }

  @Test
  void aRepackWithAPrefixIsOfTheOriginalsNames() throws IOException {
    transformer(ToyFiles.prefixed("model.diffusion_model.", ToyFiles.transformer(16)));
    rest();
    assertThat(problems()).isEmpty();
    assertThat(card().parts().get(Part.TRANSFORMER).layout()).isEqualTo("original");
  }

  @Test
  void theOriginalReleaseInSafetensorsIsComplete() throws IOException {
    // Shards lie in the folder itself, beside the other parts' single files.
    toy.shards("diffusion_pytorch_model", DType.BF16, ToyFiles.imageTransformer());
    toy.write("models_t5.safetensors", DType.BF16, ToyFiles.originalTextEncoder());
    toy.write("Wan2.1_VAE.safetensors", DType.F32, ToyFiles.vae(ToyFiles.LATENT));
    toy.write("models_clip.safetensors", DType.F16, ToyFiles.originalImageEncoder());
    toy.text("google/umt5-xxl/tokenizer.json", "{}");
    toy.text("xlm-roberta-large/tokenizer.json", "{}");
    WanCard card = card();
    assertThat(card.problems()).isEmpty();
    assertThat(card.path(Part.TRANSFORMER)).isEqualTo(folder);
    assertThat(card.path(Part.TOKENIZER))
        .isEqualTo(folder.resolve("google/umt5-xxl/tokenizer.json"));
    assertThat(card.parts().get(Part.IMAGE_ENCODER).layout()).isEqualTo("original");
  }

  @Test
  void theTokenizerOfAnotherModelIsNotTakenForUmt5s() throws IOException {
    transformer(ToyFiles.transformer(16));
    rest();
    Files.delete(folder.resolve("tokenizer.json"));
    toy.text("xlm-roberta-large/sentencepiece.bpe.model", "");
    assertThat(problems()).singleElement().asString().contains("no UMT5 tokenizer");
  }

  @Test
  void whatATransformerMakesIsReadFromItsTensors() throws IOException {
    rest();
    transformer(ToyFiles.vaceTransformer());
    assertThat(card().kind()).contains(Kind.VACE);
    assertThat(card().complete()).isTrue();
    transformer(ToyFiles.transformer(48));
    assertThat(card().kind()).contains(Kind.CONTROL);
  }

  @Test
  void anImageModelNeedsItsImageEncoder() throws IOException {
    transformer(ToyFiles.imageTransformer());
    rest();
    assertThat(problems())
        .singleElement()
        .asString()
        .contains(folder.toString(), "no CLIP image encoder", "Add clip_vision_h in safetensors");
  }

  @Test
  void eachMissingPartIsNamedWithWhatHelps() throws IOException {
    transformer(ToyFiles.transformer(16));
    assertThat(card().kind()).contains(Kind.TEXT);
    assertThat(problems())
        .hasSize(3)
        .anyMatch(p -> p.contains("no UMT5 text encoder") && p.contains("Add umt5-xxl-enc"))
        .anyMatch(p -> p.contains("no UMT5 tokenizer") && p.contains("Add tokenizer.json"))
        .anyMatch(p -> p.contains("no Wan2.1 VAE") && p.contains("Add the Wan2.1 VAE"));
  }

  @Test
  void picklesAreNamedAndNotOpened() throws IOException {
    toy.text("diffusion_pytorch_model.pth", "not even a pickle");
    toy.text("Wan2.1_VAE.pth", "");
    toy.text("text.bin", "");
    toy.text("dit-Q4.gguf", "");
    WanCard card = card();
    assertThat(card.parts()).isEmpty();
    for (String pickle : List.of("diffusion_pytorch_model.pth", "Wan2.1_VAE.pth", "text.bin")) {
      assertThat(words(card))
          .anyMatch(
              p ->
                  p.startsWith(folder.resolve(pickle) + ": it is a Python pickle")
                      && p.contains("Take the safetensors file"));
    }
    assertThat(words(card))
        .anyMatch(p -> p.contains("dit-Q4.gguf: it is a GGUF file that cannot be read (it is no"));
  }

  @Test
  void picklesBesideACompleteModelAreNoProblem() throws IOException {
    transformer(ToyFiles.transformer(16));
    rest();
    toy.text("Wan2.1_VAE.pth", "");
    assertThat(card().complete()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(names = {"F8_E4M3", "F8_E5M2"})
  void eightBitFloatsAreRead(DType type) throws IOException {
    toy.write("dit.safetensors", type, ToyFiles.transformer(16));
    rest();
    assertThat(card().complete()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(names = {"I16", "I8"})
  void typesThatAreNotReadAreNamedWithThoseThatAre(DType type) throws IOException {
    toy.write("dit.safetensors", type, ToyFiles.transformer(16));
    rest();
    assertThat(problems())
        .singleElement()
        .asString()
        .contains("dit.safetensors", type.name().toLowerCase(), "bf16, fp16 or fp32");
    assertThat(card().parts().get(Part.TRANSFORMER).dtype()).contains(type);
  }

  @Test
  void ofTwoTransformersTheFirstIsTakenAndTheSecondTold() throws IOException {
    toy.write("a-high.safetensors", DType.BF16, ToyFiles.transformer(16));
    toy.write("b-low.safetensors", DType.BF16, ToyFiles.transformer(16));
    rest();
    WanCard card = card();
    assertThat(card.path(Part.TRANSFORMER)).isEqualTo(folder.resolve("a-high.safetensors"));
    assertThat(words(card))
        .singleElement()
        .asString()
        .contains("b-low.safetensors", "a second diffusion transformer", "a-high.safetensors");
  }

  @Test
  void anotherFamilyIsNotTakenForWan() throws IOException {
    transformer(
        ToyFiles.tensors(
            "patch_embedding.weight", ToyFiles.shape(8, 16, 2, 2),
            "transformer_blocks.0.attn.to_q.weight", ToyFiles.shape(8, 8)));
    rest();
    WanCard card = card();
    assertThat(card.kind()).isEmpty();
    assertThat(card.parts()).doesNotContainKey(Part.TRANSFORMER);
    assertThat(words(card))
        .anyMatch(p -> p.contains("dit.safetensors: it is a model of another family"));
  }

  @Test
  void partsOfAnotherModelAreTold() throws IOException {
    transformer(ToyFiles.transformer(16));
    rest();
    toy.write("vae.safetensors", DType.F32, ToyFiles.vae(48));
    assertThat(problems())
        .singleElement()
        .asString()
        .contains("latent channels of 16", "Wan2.1 VAE has 48");
  }

  @Test
  void damagedFilesAreNamedAndTheRestIsFound() throws IOException {
    transformer(ToyFiles.transformer(16));
    rest();
    byte[] vae = Files.readAllBytes(folder.resolve("vae.safetensors"));
    Files.write(folder.resolve("vae.safetensors"), java.util.Arrays.copyOf(vae, vae.length - 5));
    toy.text("odd.safetensors", "not safetensors at all");
    WanCard card = card();
    assertThat(card.parts()).containsKeys(Part.TRANSFORMER, Part.TEXT_ENCODER, Part.TOKENIZER);
    assertThat(words(card))
        .anyMatch(p -> p.contains("vae.safetensors") && p.contains("cut off"))
        .anyMatch(p -> p.contains("odd.safetensors") && p.contains("header"));
  }

  @Test
  void aMissingShardIsNamed() throws IOException {
    toy.shards("diffusion_pytorch_model", DType.BF16, ToyFiles.transformer(16));
    rest();
    Files.delete(folder.resolve("diffusion_pytorch_model-00002-of-00002.safetensors"));
    assertThat(problems())
        .anyMatch(p -> p.contains("00002-of-00002.safetensors") && p.contains("no such file"));
    assertThat(card().parts()).containsKeys(Part.TEXT_ENCODER, Part.AUTOENCODER);
  }

  @Test
  void anIndexThatLeadsOutsideIsRefused() throws IOException {
    toy.text(
        "diffusion_pytorch_model.safetensors.index.json",
        "{\"weight_map\": {\"patch_embedding.weight\": \"../../secret.safetensors\"}}");
    assertThat(problems()).anyMatch(p -> p.contains("outside its folder"));
  }

  @Test
  void shapesThatNoModelHasAreNamed() throws IOException {
    Map<String, List<Long>> tensors = ToyFiles.transformer(16);
    tensors.put("patch_embedding.weight", List.of(8L, 16L));
    transformer(tensors);
    rest();
    assertThat(problems())
        .anyMatch(p -> p.contains("dit.safetensors") && p.contains("sizes that no Wan2.1"));
    tensors.put("patch_embedding.weight", List.of(8L, 16L, 0L, 2L, 2L));
    transformer(tensors);
    assertThat(problems()).anyMatch(p -> p.contains("sizes that no Wan2.1"));
    Map<String, List<Long>> blocks = ToyFiles.transformer(16);
    blocks.keySet().removeIf(n -> n.startsWith("blocks."));
    transformer(blocks);
    assertThat(problems()).anyMatch(p -> p.contains("sizes that no Wan2.1"));
  }

  @Test
  void missingTensorsAreNamed() throws IOException {
    Map<String, List<Long>> tensors = ToyFiles.transformer(16);
    tensors.remove("head.head.weight");
    transformer(tensors);
    rest();
    assertThat(problems()).anyMatch(p -> p.contains("no tensor head.head.weight"));
  }

  @Test
  void linksAreFollowedAndLoopsPassedOver(@TempDir Path elsewhere) throws IOException {
    Path real = new ToyFiles(elsewhere).write("w", DType.BF16, ToyFiles.transformer(16));
    Files.createSymbolicLink(folder.resolve("dit.safetensors"), real);
    Files.createSymbolicLink(folder.resolve("loop"), folder);
    rest();
    assertThat(card().complete()).isTrue();
  }

  @Test
  void whatIsNoFolderIsRefused() throws IOException {
    Path file = toy.text("x", "");
    assertThatThrownBy(() -> WanFolder.look(file))
        .isInstanceOf(CheckpointException.class)
        .hasMessage(new CardProblem.NoFolder(file).words());
    assertThat(card().kind()).isEqualTo(Optional.empty());
  }
}
