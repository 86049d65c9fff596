package zoetrope.diffusion.text.umt5;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import zoetrope.diffusion.checkpoint.Checkpoint;
import zoetrope.diffusion.checkpoint.DType;
import zoetrope.diffusion.checkpoint.GgufFile;
import zoetrope.diffusion.checkpoint.gguf.GgufValues;
import zoetrope.diffusion.text.umt5.SentencePieceModel.Piece;

/** Tokenizers that lie inside a text encoder's own file. */
final class TokenizerInside {
  /** ComfyUI's: a whole {@code spiece.model} as a tensor of bytes. */
  private static final String PIECES = "spiece_model";

  private static final String GGUF = "tokenizer.ggml.";

  private TokenizerInside() {}

  /** Whether a file has one; only its header is read. */
  static boolean present(Path weights) {
    return switch (ending(weights)) {
      case "gguf" -> {
        try (GgufFile file = GgufFile.open(weights)) {
          yield file.said(TokenizerInside::unigram);
        }
      }
      case "safetensors" -> {
        try (Checkpoint files = Checkpoint.open(weights)) {
          yield files.has(PIECES) && files.info(PIECES).dtype() == DType.U8;
        }
      }
      default -> false;
    };
  }

  /**
   * The tokenizer as a {@code tokenizer.json}; empty where the file has none, or holds no weights.
   *
   * @throws IOException when it is no unigram model; the message says why
   */
  static Optional<byte[]> of(Path weights) throws IOException {
    switch (ending(weights)) {
      case "gguf" -> {
        try (GgufFile file = GgufFile.open(weights)) {
          return file.said(TokenizerInside::gguf);
        }
      }
      case "safetensors" -> {
        try (Checkpoint files = Checkpoint.open(weights)) {
          Optional<byte[]> model = files.bytes(PIECES);
          return model.isEmpty()
              ? Optional.empty()
              : Optional.of(SentencePieceModel.toTokenizerJson(model.get(), true));
        }
      }
      default -> {
        return Optional.empty();
      }
    }
  }

  private static String ending(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private static boolean unigram(GgufValues said) {
    return said.has(GGUF + "tokens") && said.text(GGUF + "model").filter("t5"::equals).isPresent();
  }

  private static Optional<byte[]> gguf(GgufValues said) {
    if (!unigram(said)) {
      return Optional.empty();
    }
    List<String> texts = said.texts(GGUF + "tokens");
    float[] scores = said.floats(GGUF + "scores");
    List<Long> types = said.integers(GGUF + "token_type");
    if (texts.isEmpty() || scores.length != texts.size() || types.size() != texts.size()) {
      return Optional.empty();
    }
    List<Piece> pieces = new ArrayList<>(texts.size());
    for (int i = 0; i < texts.size(); i++) {
      pieces.add(new Piece(texts.get(i), scores[i], types.get(i).intValue()));
    }
    return Optional.of(
        SentencePieceModel.toTokenizerJson(
            pieces,
            said.bytes(GGUF + "precompiled_charsmap"),
            said.flag(GGUF + "add_space_prefix").orElse(true),
            said.flag(GGUF + "remove_extra_whitespaces").orElse(true)));
  }
}
