package zoetrope.diffusion.model.wan.pipeline;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zoetrope.core.task.CancelToken;
import zoetrope.diffusion.model.wan.encoder.Umt5;
import zoetrope.diffusion.model.wan.folder.WanCard;
import zoetrope.diffusion.model.wan.folder.WanCard.Part;
import zoetrope.diffusion.runtime.Precision;
import zoetrope.diffusion.runtime.Runtime;
import zoetrope.diffusion.text.umt5.PromptCleaner;
import zoetrope.diffusion.text.umt5.Umt5Tokenizer;

/**
 * Encoded prompts, kept as long as the model is: the encoder is far bigger than what it says, so it
 * is opened for prompts that are new and closed again at once.
 */
final class Prompts {
  private final WanCard card;
  private final Runtime runtime;
  private final Map<String, float[]> known = new HashMap<>();

  Prompts(WanCard card, Runtime runtime) {
    this.card = card;
    this.runtime = runtime;
  }

  /**
   * @param length most tokens, the end included
   * @param precision of the encoder
   * @return for each prompt [tokens, size of the encoder]
   */
  List<float[]> encoded(List<String> prompts, int length, Precision precision, CancelToken cancel) {
    List<String> fresh = prompts.stream().distinct().filter(p -> !known.containsKey(p)).toList();
    if (!fresh.isEmpty()) {
      try (Umt5Tokenizer tokenizer = Umt5Tokenizer.open(card.path(Part.TOKENIZER));
          Umt5 encoder = Umt5.open(card.path(Part.TEXT_ENCODER), runtime, precision)) {
        for (String prompt : fresh) {
          int[] ids = tokenizer.encode(PromptCleaner.WHITESPACE.clean(prompt), length);
          known.put(prompt, encoder.encode(Arrays.stream(ids).asLongStream().toArray(), cancel));
        }
      }
    }
    return prompts.stream().map(p -> Optional.ofNullable(known.get(p)).orElseThrow()).toList();
  }
}
