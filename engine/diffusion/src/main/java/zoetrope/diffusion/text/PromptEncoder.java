package zoetrope.diffusion.text;

import zoetrope.diffusion.runtime.CancelToken;
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

  private final SentenceEncoder english;
  private final SentenceEncoder chinese;

  private PromptEncoder(SentenceEncoder english, SentenceEncoder chinese) {
    this.english = english;
    this.chinese = chinese;
  }

  public static PromptEncoder open(Runtime runtime) {
    SentenceEncoder english = SentenceEncoder.open(SentenceEncoder.Kind.MINILM, runtime);
    try {
      return new PromptEncoder(english, SentenceEncoder.open(SentenceEncoder.Kind.BGE_ZH, runtime));
    } catch (RuntimeException e) {
      english.close();
      throw e;
    }
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
    float[] v = (han ? chinese : english).encode(prompt, cancel);
    System.arraycopy(v, 0, out, han ? ENGLISH : 0, v.length);
    return out;
  }

  @Override
  public void close() {
    english.close();
    chinese.close();
  }
}
