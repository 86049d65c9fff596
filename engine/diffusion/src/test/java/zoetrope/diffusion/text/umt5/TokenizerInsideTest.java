package zoetrope.diffusion.text.umt5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zoetrope.diffusion.checkpoint.CheckpointException;
import zoetrope.diffusion.checkpoint.RawGguf;
import zoetrope.diffusion.checkpoint.RawSafetensors;

/** A tokenizer inside a text encoder's file cuts a text as the same one beside it does. */
class TokenizerInsideTest {
  private static final Path SET = Path.of("..", "..", "src-test", "reference", "tokenizer");
  private static final List<String> TEXTS =
      List.of(
          "a boat on a lake",
          "  Ünïcode:  ﬁne, 和平 のネコ ½ ",
          "</s> <unk> words_with_signs 12345 €",
          "");

  @TempDir Path folder;

  /** The vocabulary as llama.cpp's converter writes it. */
  static RawGguf vocabulary(RawGguf out) throws IOException {
    JsonNode json =
        new ObjectMapper().readTree(Files.readAllBytes(SET.resolve("spm.fast.tokenizer.json")));
    List<String> texts = new ArrayList<>();
    List<Float> scores = new ArrayList<>();
    json.path("model")
        .path("vocab")
        .forEach(
            p -> {
              texts.add(p.get(0).asText());
              scores.add((float) p.get(1).asDouble());
            });
    float[] all = new float[scores.size()];
    int[] types = new int[scores.size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = scores.get(i);
      types[i] = i == 3 ? 2 : i < 4 ? 3 : 1;
    }
    String map =
        json.path("normalizer").path("normalizers").get(0).path("precompiled_charsmap").asText();
    return out.text("tokenizer.ggml.model", "t5")
        .texts("tokenizer.ggml.tokens", texts)
        .floats("tokenizer.ggml.scores", all)
        .integers("tokenizer.ggml.token_type", types)
        .flag("tokenizer.ggml.add_space_prefix", true)
        .flag("tokenizer.ggml.remove_extra_whitespaces", true)
        .remark("tokenizer.ggml.precompiled_charsmap", 9, bytes(Base64.getDecoder().decode(map)));
  }

  private static byte[] bytes(byte[] values) {
    java.nio.ByteBuffer b =
        java.nio.ByteBuffer.allocate(12 + values.length).order(java.nio.ByteOrder.LITTLE_ENDIAN);
    return b.putInt(0).putLong(values.length).put(values).array();
  }

  private static void cutsAs(Path right, Path found) {
    try (Umt5Tokenizer a = Umt5Tokenizer.open(right);
        Umt5Tokenizer b = Umt5Tokenizer.open(found)) {
      for (String text : TEXTS) {
        assertThat(b.encode(text, 64)).as(text).isEqualTo(a.encode(text, 64));
      }
    }
  }

  @Test
  void comfysIsATensorOfBytes() throws IOException {
    byte[] model = Files.readAllBytes(SET.resolve("spm.model"));
    Path file =
        new RawSafetensors()
            .tensor("spiece_model", "U8", List.of((long) model.length), model)
            .zeros("shared.weight", "F16", 4, 4)
            .write(folder.resolve("umt5.safetensors"));
    assertThat(Umt5Tokenizer.inside(file)).isTrue();
    cutsAs(SET.resolve("spm.model"), file);
  }

  @Test
  void ggufsIsAmongWhatItSaysOfItself() throws IOException {
    Path file =
        vocabulary(new RawGguf().text("general.architecture", "t5encoder"))
            .tensor("token_embd.weight", List.of(1L, 2L), 1, 2)
            .write(folder.resolve("umt5.gguf"));
    assertThat(Umt5Tokenizer.inside(file)).isTrue();
    cutsAs(SET.resolve("spm.model"), file);
  }

  @Test
  void filesWithoutOneAreToldApart() throws IOException {
    Path gguf = new RawGguf().tensor("w", List.of(1L), 1).write(folder.resolve("w.gguf"));
    Path safetensors =
        new RawSafetensors().zeros("w", "F32", 1).write(folder.resolve("w.safetensors"));
    assertThat(Umt5Tokenizer.inside(gguf)).isFalse();
    assertThat(Umt5Tokenizer.inside(safetensors)).isFalse();
    assertThatThrownBy(() -> Umt5Tokenizer.open(gguf))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("it is no UMT5 tokenizer");
  }
}
