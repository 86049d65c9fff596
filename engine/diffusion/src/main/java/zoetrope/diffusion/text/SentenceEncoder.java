package zoetrope.diffusion.text;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import zoetrope.core.task.CancelToken;
import zoetrope.diffusion.runtime.Runtime;
import zoetrope.diffusion.runtime.Session;
import zoetrope.diffusion.runtime.Tensor;

/**
 * A BERT-style sentence encoder from the class path (the LangChain4j embedding packages carry the
 * models): tokens to a unit vector, by the mean of the last hidden states or the first token's, as
 * each model was trained. Text beyond 512 tokens is cut.
 */
public final class SentenceEncoder implements AutoCloseable {
  private static final int MAX_TOKENS = 512;

  /** Published encoders. */
  public enum Kind {
    /** sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0), 384 numbers, mean pooling, English. */
    MINILM("all-minilm-l6-v2-q", false),
    /** BAAI/bge-small-zh-v1.5 (MIT), 512 numbers, first token, Chinese. */
    BGE_ZH("bge-small-zh-v1.5-q", true);

    private final String resource;
    private final boolean firstToken;

    Kind(String resource, boolean firstToken) {
      this.resource = resource;
      this.firstToken = firstToken;
    }
  }

  private final Kind kind;
  private final HuggingFaceTokenizer tokenizer;
  private final Session session;

  private SentenceEncoder(Kind kind, HuggingFaceTokenizer tokenizer, Session session) {
    this.kind = kind;
    this.tokenizer = tokenizer;
    this.session = session;
  }

  /**
   * Loads an encoder; throws IllegalStateException when its package is missing from the class path.
   */
  public static SentenceEncoder open(Kind kind, Runtime runtime) {
    try (InputStream model = resource(kind.resource + ".onnx");
        InputStream vocabulary = resource(kind.resource + "-tokenizer.json")) {
      Map<String, String> options =
          Map.of(
              "padding", "false", "truncation", "true", "maxLength", Integer.toString(MAX_TOKENS));
      Session session = runtime.open(model.readAllBytes());
      try {
        return new SentenceEncoder(
            kind, HuggingFaceTokenizer.newInstance(vocabulary, options), session);
      } catch (IOException | RuntimeException e) {
        session.close();
        throw e;
      }
    } catch (IOException e) {
      throw new IllegalStateException(
          "the text encoder "
              + kind.resource
              + " cannot be read: the installation is damaged, install it again",
          e);
    }
  }

  private static InputStream resource(String name) throws IOException {
    InputStream in = ClassLoader.getSystemResourceAsStream(name);
    if (in == null) {
      throw new IOException("no " + name + " on the class path");
    }
    return in;
  }

  /** The unit vector of a text. */
  public float[] encode(String text, CancelToken cancel) {
    Encoding e = tokenizer.encode(text);
    Map<String, long[]> in = new LinkedHashMap<>();
    in.put("input_ids", e.getIds());
    in.put("attention_mask", e.getAttentionMask());
    in.put("token_type_ids", e.getTypeIds());
    in.keySet().retainAll(session.inputs());
    Tensor hidden = session.run(Map.of(), in, cancel).values().iterator().next();
    int size = (int) hidden.dims()[2];
    int tokens = kind.firstToken ? 1 : (int) hidden.dims()[1];
    double[] sum = new double[size];
    for (int t = 0; t < tokens; t++) {
      for (int i = 0; i < size; i++) {
        sum[i] += hidden.values()[t * size + i];
      }
    }
    double norm = 0;
    for (double v : sum) {
      norm += v * v;
    }
    float[] out = new float[size];
    for (int i = 0; i < size; i++) {
      out[i] = (float) (sum[i] / StrictMath.sqrt(norm));
    }
    return out;
  }

  @Override
  public void close() {
    session.close();
    tokenizer.close();
  }
}
