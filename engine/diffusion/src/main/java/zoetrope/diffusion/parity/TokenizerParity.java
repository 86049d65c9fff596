package zoetrope.diffusion.parity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import zoetrope.diffusion.checkpoint.CheckpointException;
import zoetrope.diffusion.text.umt5.PromptCleaner;
import zoetrope.diffusion.text.umt5.Umt5Tokenizer;

/** Cleaning and cutting of the case file's prompts, with each of its tokenizer models. */
final class TokenizerParity {
  private final List<Row> rows = new ArrayList<>();
  private final String id;

  private TokenizerParity(String id) {
    this.id = id;
  }

  static List<Row> check(Path folder, JsonNode entry) {
    JsonNode files = entry.path("files");
    Path cases = folder.resolve(files.path("case").asText());
    List<Path> models =
        StreamSupport.stream(files.path("models").spliterator(), false)
            .map(f -> folder.resolve(f.asText()))
            .toList();
    TokenizerParity parity = new TokenizerParity(entry.path("id").asText());
    try {
      new ObjectMapper()
          .readTree(Files.readAllBytes(cases))
          .properties()
          .forEach(model -> parity.model(model.getKey(), model.getValue(), models));
    } catch (IOException e) {
      throw new CheckpointException(
          cases, "it cannot be read (" + e.getMessage() + ")", "Check the reference set", e);
    }
    return parity.rows;
  }

  private void model(String name, JsonNode model, List<Path> files) {
    JsonNode cases = model.path("cases");
    cleaning(name, cases);
    for (Path file : files) {
      String kind = file.getFileName().toString();
      if (kind.startsWith(name + ".")) {
        if (kind.endsWith(".model")) {
          try (Umt5Tokenizer t = Umt5Tokenizer.sentencePiece(file)) {
            sentencePiece(name, cases, t);
          }
        }
        try (Umt5Tokenizer t = Umt5Tokenizer.open(file)) {
          if (kind.endsWith(".model")) {
            slow(name, model, t);
          } else {
            String bytes = kind.contains("byte_fallback.tokenizer") ? "byte_fallback_" : "";
            fast(name, "hf_fast_" + bytes, cases, t);
          }
        }
        if (kind.contains("byte_fallback.tokenizer")) {
          try (Umt5Tokenizer t = Umt5Tokenizer.withoutByteFallback(file)) {
            fast(name, "hf_fast_", cases, t);
          }
        }
      }
    }
  }

  private void cleaning(String name, JsonNode cases) {
    texts(name, "ftfy_fix_text", cases, PromptCleaner::repair);
    texts(name, "clean_whitespace", cases, PromptCleaner.WHITESPACE::clean);
    texts(name, "clean_lower", cases, PromptCleaner.LOWER::clean);
    texts(name, "clean_canonicalize", cases, PromptCleaner.CANONICALIZE::clean);
  }

  private void texts(String name, String field, JsonNode cases, Function<String, String> actual) {
    count(name, field, cases, c -> actual.apply(raw(c)).equals(c.path(field).asText()));
  }

  private void sentencePiece(String name, JsonNode cases, Umt5Tokenizer t) {
    count(
        name,
        "spm_pieces",
        cases,
        c -> t.pieces(clean(c)).texts().equals(strings(c, "spm_pieces")));
    count(name, "spm_ids", cases, c -> Arrays.equals(t.pieces(clean(c)).ids(), ints(c, "spm_ids")));
    count(
        name,
        "spm_ids_of_raw",
        cases,
        c -> Arrays.equals(t.pieces(raw(c)).ids(), ints(c, "spm_ids_of_raw")));
  }

  private void slow(String name, JsonNode model, Umt5Tokenizer t) {
    JsonNode cases = model.path("cases");
    int limit = model.path("max_len").asInt();
    count(
        name,
        "hf_slow_ids_padded",
        cases,
        c -> Arrays.equals(padded(t, c, limit), ints(c, "hf_slow_ids_padded")));
    count(
        name,
        "hf_slow_mask",
        cases,
        c -> t.encode(clean(c), limit).length == Arrays.stream(ints(c, "hf_slow_mask")).sum());
  }

  private static int[] padded(Umt5Tokenizer t, JsonNode c, int limit) {
    return Arrays.copyOf(t.encode(clean(c), limit), limit);
  }

  private void fast(String name, String prefix, JsonNode cases, Umt5Tokenizer t) {
    count(
        name,
        prefix + "ids",
        cases,
        c -> Arrays.equals(t.encode(clean(c), Integer.MAX_VALUE), ints(c, prefix + "ids")));
    count(
        name,
        prefix + "tokens",
        cases,
        c -> {
          List<String> actual = new ArrayList<>(t.pieces(clean(c)).texts());
          actual.add("</s>");
          return actual.equals(strings(c, prefix + "tokens"));
        });
  }

  private void count(
      String name, String field, JsonNode cases, java.util.function.Predicate<JsonNode> same) {
    List<String> wrong = new ArrayList<>();
    for (JsonNode c : cases) {
      if (c.has(field) && !same.test(c)) {
        wrong.add("'" + raw(c) + "'");
      }
    }
    int total =
        (int) StreamSupport.stream(cases.spliterator(), false).filter(c -> c.has(field)).count();
    if (total > 0) {
      double share = (double) wrong.size() / total;
      String said = wrong.isEmpty() ? "exact" : "exact; differs for " + String.join(", ", wrong);
      rows.add(new Row(id + " " + name + " " + field, wrong.size(), share, said, wrong.isEmpty()));
    }
  }

  private static String raw(JsonNode c) {
    return c.path("raw").asText();
  }

  private static String clean(JsonNode c) {
    return c.path("clean_whitespace").asText();
  }

  private static int[] ints(JsonNode c, String field) {
    return StreamSupport.stream(c.path(field).spliterator(), false)
        .mapToInt(JsonNode::asInt)
        .toArray();
  }

  private static List<String> strings(JsonNode c, String field) {
    return StreamSupport.stream(c.path(field).spliterator(), false).map(JsonNode::asText).toList();
  }
}
