package zoetrope.diffusion.parity;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import zoetrope.core.task.CancelToken;
import zoetrope.diffusion.model.wan.encoder.Umt5;
import zoetrope.diffusion.runtime.Precision;
import zoetrope.diffusion.runtime.Runtime;
import zoetrope.diffusion.text.umt5.PromptCleaner;
import zoetrope.diffusion.text.umt5.Umt5Tokenizer;

/** The text encoder in both layouts, and its buckets of distances. */
final class Umt5Parity {
  private final Runtime runtime;

  Umt5Parity(Runtime runtime) {
    this.runtime = runtime;
  }

  void check(Vector v) {
    if (v.has("in.relative_position")) {
      int buckets = v.config().path("num_buckets").asInt();
      int furthest = v.config().path("max_distance").asInt();
      long[] actual =
          Arrays.stream(v.longs("in.relative_position"))
              .map(d -> Umt5.bucket(d, buckets, furthest))
              .toArray();
      v.check("out.bucket", actual);
      return;
    }
    v.tokenizer().ifPresent(file -> tokenize(v, file));
    for (String layout : List.of("wan", "hf")) {
      v.weights("weights_" + layout).ifPresent(folder -> encode(v, layout, folder));
    }
  }

  /** The prompts' ids, but of prompts that the index only describes ("<...>"). */
  private static void tokenize(Vector v, Path file) {
    int limit = v.config().path("text_len").asInt();
    int i = 0;
    try (Umt5Tokenizer t = Umt5Tokenizer.open(file)) {
      for (JsonNode prompt : v.config().path("prompts")) {
        String ids = "prompt" + i++ + ".ids";
        if (v.has(ids) && !prompt.asText().startsWith("<")) {
          String clean = PromptCleaner.WHITESPACE.clean(prompt.asText());
          int[] padded = Arrays.copyOf(t.encode(clean, limit), v.longs(ids).length);
          v.check(ids, Arrays.stream(padded).asLongStream().toArray());
        }
      }
    }
  }

  private void encode(Vector v, String layout, Path folder) {
    try (Umt5 encoder = Umt5.open(folder, runtime, Precision.FP32)) {
      String what = layout + " layout";
      if (v.has("in.ids")) {
        v.check(what, "out.context", encoder.encode(ids(v, "in."), new CancelToken()));
      }
      for (String name : v.names("prompt")) {
        if (name.endsWith(".ids")) {
          String prompt = name.substring(0, name.length() - "ids".length());
          v.check(what, prompt + "context", encoder.encode(ids(v, prompt), new CancelToken()));
        }
      }
    }
  }

  /** The ids under a mask's ones. */
  static long[] ids(Vector v, String prefix) {
    int valid = (int) Arrays.stream(v.longs(prefix + "mask")).sum();
    return Arrays.copyOf(v.longs(prefix + "ids"), valid);
  }
}
