package zoetrope.diffusion.text.umt5;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import zoetrope.diffusion.checkpoint.CheckpointException;

/**
 * UMT5's SentencePiece unigram tokenizer, from a {@code tokenizer.json} or a {@code spiece.model}.
 * The text is taken as it is: clean it first ({@link PromptCleaner}).
 */
public final class Umt5Tokenizer implements AutoCloseable {
  /** Fills up to the model's length. */
  public static final int PAD = 0;

  /** Ends every text. */
  public static final int EOS = 1;

  private final HuggingFaceTokenizer tokenizer;

  private Umt5Tokenizer(HuggingFaceTokenizer tokenizer) {
    this.tokenizer = tokenizer;
  }

  /** The tokenizer file of a folder, if it has one; {@code tokenizer.json} before a model. */
  public static Optional<Path> find(Path folder) {
    return Stream.of("tokenizer.json", "spiece.model", "spm.model", "sentencepiece.bpe.model")
        .map(folder::resolve)
        .filter(Files::isRegularFile)
        .findFirst();
  }

  /**
   * Whether a text encoder's file has its tokenizer inside: ComfyUI's as a tensor, GGUF's among
   * what it says of itself.
   */
  public static boolean inside(Path weights) {
    return TokenizerInside.present(weights);
  }

  /**
   * Opens a file, which may be the text encoder's own where it is inside; throws {@link
   * CheckpointException} when it is no unigram tokenizer.
   */
  public static Umt5Tokenizer open(Path file) {
    try {
      Optional<byte[]> inside = TokenizerInside.of(file);
      if (inside.isPresent()) {
        return of(inside.get());
      }
      byte[] bytes = Files.readAllBytes(file);
      boolean json = file.getFileName().toString().endsWith(".json");
      return of(json ? bytes : SentencePieceModel.toTokenizerJson(bytes, true));
    } catch (IOException | RuntimeException e) {
      throw unreadable(file, e);
    }
  }

  /** A {@code spiece.model} as SentencePiece reads it: {@code </s>} in a text is four letters. */
  public static Umt5Tokenizer sentencePiece(Path model) {
    try {
      return of(SentencePieceModel.toTokenizerJson(Files.readAllBytes(model), false));
    } catch (IOException | RuntimeException e) {
      throw unreadable(model, e);
    }
  }

  /** As {@link #open}, with the model's byte pieces unused: unknown signs become one unknown. */
  public static Umt5Tokenizer withoutByteFallback(Path json) {
    try {
      JsonNode tree = new ObjectMapper().readTree(Files.readAllBytes(json));
      if (tree.path("model") instanceof ObjectNode model) {
        model.put("byte_fallback", false);
      }
      return of(tree.toString().getBytes(StandardCharsets.UTF_8));
    } catch (IOException | RuntimeException e) {
      throw unreadable(json, e);
    }
  }

  private static CheckpointException unreadable(Path file, Exception e) {
    return new CheckpointException(
        file,
        "it is no UMT5 tokenizer (" + e.getMessage() + ")",
        "Download tokenizer.json of google/umt5-xxl again",
        e);
  }

  /** A tokenizer from the text of a {@code tokenizer.json}. */
  static Umt5Tokenizer of(byte[] json) throws IOException {
    return new Umt5Tokenizer(
        HuggingFaceTokenizer.newInstance(
            new ByteArrayInputStream(json), Map.of("truncation", "false", "padding", "false")));
  }

  /** A cut text: ids and the pieces they stand for, without EOS. */
  public record Pieces(int[] ids, List<String> texts) {}

  /** The pieces of a cleaned text. */
  public Pieces pieces(String text) {
    Encoding e = tokenizer.encode(text, false, false);
    return new Pieces(
        Arrays.stream(e.getIds()).mapToInt(Math::toIntExact).toArray(), List.of(e.getTokens()));
  }

  /**
   * Ids of a cleaned text with {@link #EOS} at the end; a longer text is cut so that EOS stays.
   *
   * @param text cleaned
   * @param limit most ids, EOS included; 512 for Wan
   * @return at most {@code limit} ids, not padded
   */
  public int[] encode(String text, int limit) {
    int[] ids = pieces(text).ids();
    int[] out = Arrays.copyOf(ids, Math.min(ids.length, limit - 1) + 1);
    out[out.length - 1] = EOS;
    return out;
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
