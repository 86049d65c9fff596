package zoetrope.diffusion.text;

import java.util.EnumMap;
import java.util.Map;
import zoetrope.core.task.CancelToken;
import zoetrope.diffusion.runtime.Runtime;

/**
 * Prompts as the starter model reads them: 896 numbers, the first 384 from the English encoder or
 * the last 512 from the Chinese one, the others zero. A prompt with any Han character is read as
 * Chinese; an empty one is all zeros.
 */
public final class PromptEncoder implements AutoCloseable {
  /** Length of a vector. */
  public static final int SIZE = 896;

  private static final int ENGLISH = 384;

  private final Runtime runtime;
  private final Map<SentenceEncoder.Kind, SentenceEncoder> loaded =
      new EnumMap<>(SentenceEncoder.Kind.class);

  /**
   * @param runtime where encoders are loaded, each with the first prompt that needs it
   */
  public PromptEncoder(Runtime runtime) {
    this.runtime = runtime;
  }

  public float[] encode(String prompt, CancelToken cancel) {
    float[] out = new float[SIZE];
    if (prompt.isBlank()) {
      return out;
    }
    boolean han =
        prompt
            .codePoints()
            .anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN);
    float[] v =
        loaded
            .computeIfAbsent(
                han ? SentenceEncoder.Kind.BGE_ZH : SentenceEncoder.Kind.MINILM,
                kind -> SentenceEncoder.open(kind, runtime))
            .encode(prompt, cancel);
    System.arraycopy(v, 0, out, han ? ENGLISH : 0, v.length);
    return out;
  }

  @Override
  public void close() {
    loaded.values().forEach(SentenceEncoder::close);
    loaded.clear();
  }
}
