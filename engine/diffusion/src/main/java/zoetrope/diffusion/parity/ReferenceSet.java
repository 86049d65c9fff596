package zoetrope.diffusion.parity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import zoetrope.diffusion.checkpoint.CheckpointException;
import zoetrope.diffusion.runtime.Runtime;

/** A folder of reference vectors with its {@code index.json}. */
public final class ReferenceSet {
  private final Path folder;
  private final List<JsonNode> entries;
  private final Runtime runtime;

  private ReferenceSet(Path folder, List<JsonNode> entries, Runtime runtime) {
    this.folder = folder;
    this.entries = entries;
    this.runtime = runtime;
  }

  /** Opens a folder; throws {@link CheckpointException} when its index is missing or damaged. */
  public static ReferenceSet open(Path folder, Runtime runtime) {
    Path index = folder.resolve("index.json");
    try {
      JsonNode vectors = new ObjectMapper().readTree(Files.readAllBytes(index)).path("vectors");
      List<JsonNode> entries = new ArrayList<>();
      vectors.forEach(v -> Optional.of(v).filter(JsonNode::isObject).ifPresent(entries::add));
      if (entries.isEmpty()) {
        throw new CheckpointException(
            index, "it lists no vectors", "Choose a folder of reference vectors");
      }
      return new ReferenceSet(folder, List.copyOf(entries), runtime);
    } catch (IOException e) {
      throw new CheckpointException(
          index,
          "it cannot be read (" + e.getMessage() + ")",
          "Choose a folder of reference vectors",
          e);
    }
  }

  /** Ids of all entries, in order. */
  public List<String> ids() {
    return entries.stream().map(e -> e.path("id").asText()).toList();
  }

  /** Runs one entry through the engine. What fails for another reason is a row that says so. */
  public List<Row> check(String id) {
    JsonNode entry =
        entries.stream().filter(e -> e.path("id").asText().equals(id)).findFirst().orElseThrow();
    try {
      List<Row> rows = run(entry);
      return rows.isEmpty() ? List.of(Row.failed(id, "nothing to compare")) : rows;
    } catch (RuntimeException e) {
      return List.of(Row.failed(id, String.valueOf(e.getMessage())));
    }
  }

  private List<Row> run(JsonNode entry) {
    String id = entry.path("id").asText();
    String family = id.contains(".") ? id.substring(0, id.indexOf('.')) : id;
    if (family.equals("tokenizer")) {
      return TokenizerParity.check(folder, entry);
    }
    try (Vector v = Vector.open(folder, entry)) {
      switch (family) {
        case "t2v", "i2v", "vace" -> new DitParity(runtime).check(v);
        case "umt5" -> new Umt5Parity(runtime).check(v);
        case "vae" -> new VaeParity(runtime).check(v);
        case "schedulers" -> new SchedulerParity().check(v);
        case "clip" -> new ClipParity(runtime).check(v);
        case "pipeline_t2v", "pipeline_i2v", "pipeline_vace" -> pipeline(v);
        case "wan_move" -> {
          if (v.has("in.latent")) {
            TrajectoryParity.wanMove(v);
          } else {
            pipeline(v);
          }
        }
        case "ati" -> {
          if (v.has("in.y")) {
            TrajectoryParity.ati(v);
          } else {
            pipeline(v);
          }
        }
        default -> throw new IllegalStateException("an entry '" + family + "' is not known");
      }
      return v.rows();
    }
  }

  private void pipeline(Vector v) {
    new PipelineParity(
            runtime,
            v.hasPart("clip") ? said(v.part("clip"), "clip.", "heads") : OptionalInt.empty())
        .check(v, said(v.part("dit"), "", "text_len"));
  }

  /**
   * A number that other entries' configuration says of weights: of the same weights, else of any
   * whose ids begin so.
   *
   * @param family empty for the same weights only
   */
  private OptionalInt said(Path weights, String family, String key) {
    OptionalInt same = numbers(key, e -> names(e, weights));
    return same.isPresent() || family.isEmpty()
        ? same
        : numbers(key, e -> e.path("id").asText().startsWith(family));
  }

  private OptionalInt numbers(String key, Predicate<JsonNode> which) {
    return entries.stream()
        .filter(e -> e.path("config").path(key).isIntegralNumber() && which.test(e))
        .mapToInt(e -> e.path("config").path(key).asInt())
        .findFirst();
  }

  private boolean names(JsonNode entry, Path weights) {
    return entry.path("files").properties().stream()
        .filter(f -> f.getKey().startsWith("weights_"))
        .flatMap(f -> IndexFiles.weights(folder, f.getValue()).stream())
        .anyMatch(w -> IndexFiles.same(w, weights));
  }
}
