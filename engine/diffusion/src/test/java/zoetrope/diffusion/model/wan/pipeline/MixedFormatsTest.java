package zoetrope.diffusion.model.wan.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import zoetrope.core.task.CancelToken;
import zoetrope.diffusion.VideoModel;
import zoetrope.diffusion.card.ModelCard;
import zoetrope.diffusion.checkpoint.Checkpoint;
import zoetrope.diffusion.checkpoint.RawGguf;
import zoetrope.diffusion.checkpoint.RawSafetensors;
import zoetrope.diffusion.checkpoint.RawTorch;
import zoetrope.diffusion.model.wan.folder.CardProblem;
import zoetrope.diffusion.model.wan.folder.CardText;
import zoetrope.diffusion.model.wan.folder.WanCard;
import zoetrope.diffusion.model.wan.folder.WanCard.Part;
import zoetrope.diffusion.model.wan.folder.WanFolder;
import zoetrope.diffusion.runtime.Precision;

/**
 * A model whose parts lie in GGUF and PyTorch's files, as users have them, makes the shots that its
 * safetensors make.
 */
class MixedFormatsTest {
  /** llama.cpp's names of a T5's encoder. */
  private static final Map<String, String> LLAMA =
      Map.of(
          "token_embedding", "token_embd",
          "pos_embedding.embedding", "attn_rel_b",
          "attn.q", "attn_q",
          "attn.k", "attn_k",
          "attn.v", "attn_v",
          "attn.o", "attn_o",
          "norm1", "attn_norm",
          "norm2", "ffn_norm",
          "ffn.gate.0", "ffn_gate");

  @TempDir Path folder;

  private static byte[] shot(Path model) {
    try (WanModel wan = TinyWan.open(model, Precision.FP32, TinyWan.SMALL)) {
      return wan.generate(TinyWan.pictured(5), VideoModel.Listener.NONE, new CancelToken()).rgb();
    }
  }

  private static String llama(String name) {
    if (name.equals("norm.weight")) {
      return "enc.output_norm.weight";
    }
    String out = name.replace("blocks.", "enc.blk.");
    for (Map.Entry<String, String> e : LLAMA.entrySet()) {
      out = out.replace(e.getKey() + ".weight", e.getValue() + ".weight");
    }
    return out.replace("ffn.fc1.", "ffn_up.").replace("ffn.fc2.", "ffn_down.");
  }

  private static void gguf(Path from, Path to, RawGguf out, UnaryOperator<String> name)
      throws IOException {
    try (Checkpoint c = Checkpoint.open(from)) {
      for (String n : c.names()) {
        out.tensor(name.apply(n), c.info(n).shape(), c.floats(n));
      }
    }
    Files.delete(from);
    out.write(to);
  }

  private static void torch(Path from, Path to) throws IOException {
    RawTorch out = new RawTorch();
    try (Checkpoint c = Checkpoint.open(from)) {
      for (String n : c.names()) {
        out.tensor(n, c.info(n).shape(), c.floats(n));
      }
    }
    Files.delete(from);
    out.end().write(to);
  }

  private static Path dit(Path model) {
    return model.resolve("diffusion_pytorch_model.safetensors");
  }

  private static Path text(Path model) {
    return model.resolve("text/models_t5_umt5-enc.safetensors");
  }

  private static Path vae(Path model) {
    return model.resolve("vae/Wan2.1_VAE.safetensors");
  }

  private static Path clip(Path model) {
    return model.resolve("clip/models_clip_open-clip-xlm-roberta.safetensors");
  }

  @Test
  void ggufAndPthMakeTheShotsOfTheSameSafetensors() throws IOException {
    byte[] right = shot(TinyWan.folder(folder.resolve("plain"), "i2v"));
    Path mixed = TinyWan.folder(folder.resolve("mixed"), "i2v");
    RawGguf wan = new RawGguf().text("general.architecture", "wan");
    gguf(dit(mixed), mixed.resolve("wan-F32.gguf"), wan, n -> n);
    RawGguf t5 = new RawGguf().text("general.architecture", "t5encoder");
    gguf(text(mixed), mixed.resolve("umt5-F32.gguf"), t5, MixedFormatsTest::llama);
    torch(vae(mixed), mixed.resolve("Wan2.1_VAE.pth"));
    torch(clip(mixed), mixed.resolve("models_clip.pth"));
    WanCard card = WanFolder.look(mixed);
    assertThat(card.problems()).isEmpty();
    assertThat(card.parts().get(Part.TEXT_ENCODER).layout()).isEqualTo("llama.cpp");
    assertThat(shot(mixed)).isEqualTo(right);
  }

  @Test
  void theOriginalReleaseOfTextEncoderAndPicturesEncoderIsReadFromPth() throws IOException {
    byte[] right = shot(TinyWan.folder(folder.resolve("plain"), "i2v"));
    Path mixed = TinyWan.folder(folder.resolve("mixed"), "i2v");
    torch(text(mixed), mixed.resolve("models_t5_umt5-xxl-enc-bf16.pth"));
    torch(vae(mixed), mixed.resolve("Wan2.1_VAE.pth"));
    assertThat(shot(mixed)).isEqualTo(right);
  }

  @Test
  void aTokenizerInsideTheTextEncodersFileIsEnough() throws IOException {
    Path model = TinyWan.folder(folder.resolve("model"), "i2v");
    Files.delete(model.resolve("tokenizer/tokenizer.json"));
    assertThat(WanFolder.look(model).problems())
        .contains(new CardProblem.Missing(model, Part.TOKENIZER));
    byte[] pieces =
        Files.readAllBytes(Path.of("..", "..", "src-test", "reference", "tokenizer", "spm.model"));
    RawSafetensors out =
        new RawSafetensors().tensor("spiece_model", "U8", List.of((long) pieces.length), pieces);
    try (Checkpoint c = Checkpoint.open(text(model))) {
      for (String n : c.names()) {
        out.floats(n, c.info(n).shape(), c.floats(n));
      }
    }
    Files.delete(text(model));
    Path file = out.write(text(model));
    WanCard card = WanFolder.look(model);
    assertThat(card.problems()).isEmpty();
    assertThat(card.path(Part.TOKENIZER)).isEqualTo(file);
    byte[] found = shot(model);
    Path beside = TinyWan.folder(folder.resolve("beside"), "i2v");
    Files.delete(beside.resolve("tokenizer/tokenizer.json"));
    Files.write(beside.resolve("tokenizer/spiece.model"), pieces);
    assertThat(found).isEqualTo(shot(beside));
  }

  /** As older releases of transformers have it: shards, each a file of PyTorch's. */
  @Test
  void shardsOfPyTorchsFilesAreOnePart() throws IOException {
    byte[] right = shot(TinyWan.folder(folder.resolve("plain"), "i2v"));
    Path mixed = TinyWan.folder(folder.resolve("mixed"), "i2v");
    RawTorch[] shards = {new RawTorch(), new RawTorch()};
    StringBuilder index = new StringBuilder();
    try (Checkpoint c = Checkpoint.open(text(mixed))) {
      int i = 0;
      for (String n : c.names()) {
        int shard = i++ % 2;
        shards[shard].tensor(n, c.info(n).shape(), c.floats(n));
        index.append(index.isEmpty() ? "" : ",").append("\"%s\":\"m-%d.bin\"".formatted(n, shard));
      }
    }
    Files.delete(text(mixed));
    Path own = text(mixed).getParent();
    for (int i = 0; i < 2; i++) {
      shards[i].end().write(own.resolve("m-" + i + ".bin"));
    }
    Files.writeString(own.resolve("m.bin.index.json"), "{\"weight_map\":{" + index + "}}");
    WanCard card = WanFolder.look(mixed);
    assertThat(card.problems()).isEmpty();
    assertThat(card.path(Part.TEXT_ENCODER)).isEqualTo(own);
    assertThat(shot(mixed)).isEqualTo(right);
    assertThat(new WanModelFolder(card).weights()).contains(own.resolve("m-1.bin"));
    Files.delete(own.resolve("m-1.bin"));
    assertThat(WanFolder.look(mixed).problems())
        .contains(new CardProblem.Missing(mixed, Part.TEXT_ENCODER));
  }

  /** People have such files beside whole models; until now nobody looked at them. */
  @Test
  void filesOfOtherFormatsBesideAWholeModelChangeNothing() throws IOException {
    Path model = TinyWan.folder(folder.resolve("model"), "i2v");
    WanCard before = WanFolder.look(model);
    new RawGguf().text("general.architecture", "wan").write(model.resolve("other-Q4.gguf"));
    Files.writeString(model.resolve("broken.gguf"), "nothing");
    Files.writeString(model.resolve("Wan2.1_VAE.pth"), "nothing");
    torchCopy(dit(model), model.resolve("second.pth"));
    assertThat(WanFolder.look(model)).isEqualTo(before);
  }

  private static void torchCopy(Path from, Path to) throws IOException {
    RawTorch out = new RawTorch();
    try (Checkpoint c = Checkpoint.open(from)) {
      for (String n : c.names()) {
        out.tensor(n, c.info(n).shape(), c.floats(n));
      }
    }
    out.end().write(to);
  }

  static List<Arguments> families() {
    return List.of(
        Arguments.of(
            Part.TRANSFORMER,
            "HunyuanVideo",
            List.of(
                "double_blocks.0.img_attn.qkv.weight",
                "txt_in.individual_token_refiner.blocks.0.norm1.weight")),
        Arguments.of(Part.TRANSFORMER, "LTX-Video (LTX-2)", List.of("audio_patchify_proj.weight")),
        Arguments.of(
            Part.TEXT_ENCODER,
            "T5",
            List.of(
                "token_embd.weight",
                "enc.blk.0.attn_q.weight",
                "enc.blk.0.attn_rel_b.weight",
                "enc.blk.1.attn_q.weight")),
        Arguments.of(
            Part.AUTOENCODER,
            "Wan2.2-VAE",
            List.of("decoder.upsamples.0.upsamples.0.residual.0.gamma")));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("families")
  void otherFamiliesAreToldByTheirNamesInTheseFormatsToo(
      Part part, String name, List<String> tensors) throws IOException {
    Path model = TinyWan.folder(folder.resolve("model"), "i2v");
    Files.delete(
        switch (part) {
          case TEXT_ENCODER -> text(model);
          case AUTOENCODER -> vae(model);
          default -> dit(model);
        });
    RawGguf gguf = new RawGguf();
    RawTorch torch = new RawTorch();
    for (String t : tensors) {
      gguf.tensor(t, List.of(1L, 2L), 1, 2);
      torch.tensor(t, List.of(1L, 2L), 1, 2);
    }
    Path file = gguf.write(model.resolve("other.gguf"));
    assertThat(WanFolder.look(model).problems())
        .contains(new CardProblem.NotRun(file, part, name))
        .doesNotHaveAnyElementsOfTypes(CardProblem.Missing.class);
    Files.delete(file);
    Path second = torch.end().write(model.resolve("other.pth"));
    assertThat(WanFolder.look(model).problems())
        .contains(new CardProblem.NotRun(second, part, name));
  }

  @Test
  void theCardSaysInWhichFormTheWeightsAre() throws IOException {
    Path model = TinyWan.folder(folder.resolve("model"), "t2v");
    RawGguf out = new RawGguf().text("general.architecture", "wan");
    try (Checkpoint c = Checkpoint.open(dit(model))) {
      for (String n : c.names()) {
        List<Long> shape = c.info(n).shape();
        if (shape.size() == 2 && n.contains("ffn.2.")) {
          out.tensor(n, 12, shape, new byte[144 * 64]);
        } else {
          out.tensor(n, shape, c.floats(n));
        }
      }
    }
    Files.delete(dit(model));
    Path file = out.write(model.resolve("wan-Q4_K.gguf"));
    try (Checkpoint c = Checkpoint.open(file)) {
      assertThat(c.info("blocks.0.ffn.2.weight").type()).isEqualTo("Q4_K");
    }
    ModelCard card = CardText.of("wan", WanFolder.look(model));
    assertThat(card.complete()).isTrue();
    assertThat(card.parts().getFirst().place()).isEqualTo(file);
    assertThat(card.parts().getFirst().type()).isEqualTo("f32");
    for (int id : new int[] {12, 16}) { // Q4_K for most, then a type that is not read
      RawGguf most = new RawGguf().text("general.architecture", "wan");
      try (Checkpoint c = Checkpoint.open(file)) {
        for (String n : c.names()) {
          List<Long> shape = c.info(n).shape();
          boolean coded = shape.size() == 2 && n.startsWith("blocks.") && n.endsWith(".weight");
          long blocks = c.info(n).elements() / 256;
          if (coded) {
            most.integers(
                "comfy.gguf.orig_shape." + n, shape.stream().mapToInt(Long::intValue).toArray());
            most.tensor(
                n, id, List.of(blocks, 256L), new byte[(int) blocks * (id == 12 ? 144 : 66)]);
          } else {
            most.tensor(n, shape, c.floats(n));
          }
        }
      }
      most.write(file);
      WanCard found = WanFolder.look(model);
      assertThat(CardText.of("wan", found).parts().getFirst().type())
          .isEqualTo(id == 12 ? "q4_k" : "iq2_xxs");
      assertThat(found.problems())
          .isEqualTo(
              id == 12
                  ? List.of()
                  : List.of(new CardProblem.Quantised(file, Part.TRANSFORMER, "IQ2_XXS")));
    }
  }
}
