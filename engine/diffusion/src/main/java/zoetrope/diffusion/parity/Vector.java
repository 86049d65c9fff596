package zoetrope.diffusion.parity;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import zoetrope.diffusion.checkpoint.CheckpointException;
import zoetrope.diffusion.checkpoint.SafetensorsFile;

/**
 * One entry of the index with its case file. Rows are gathered as the engine's values come. Whoever
 * opens it closes it.
 */
final class Vector implements AutoCloseable {
  private final Path folder;
  private final JsonNode entry;
  private final SafetensorsFile values;
  private final List<Row> rows = new ArrayList<>();

  private Vector(Path folder, JsonNode entry, SafetensorsFile values) {
    this.folder = folder;
    this.entry = entry;
    this.values = values;
  }

  static Vector open(Path folder, JsonNode entry) {
    JsonNode file = entry.path("files").path("case");
    if (!file.isTextual()) {
      throw new CheckpointException(
          folder, "its index names no case file", "Check the set's index");
    }
    return new Vector(folder, entry, SafetensorsFile.open(folder.resolve(file.asText())));
  }

  String id() {
    return entry.path("id").asText();
  }

  JsonNode config() {
    return entry.path("config");
  }

  /** What the configuration says under a name; what is not said cannot be compared. */
  String text(String key) {
    return said(key).asText();
  }

  /** As {@link #text}, a number under the first of the names that is there. */
  double number(String key, String... others) {
    String name =
        Stream.concat(Stream.of(key), Stream.of(others))
            .filter(config()::hasNonNull)
            .findFirst()
            .orElse(key);
    JsonNode said = said(name);
    if (!said.isNumber()) {
      throw new IllegalStateException("its configuration's '%s' is no number".formatted(name));
    }
    return said.asDouble();
  }

  private JsonNode said(String key) {
    if (!config().hasNonNull(key)) {
      throw new IllegalStateException("its configuration does not say '%s'".formatted(key));
    }
    return config().get(key);
  }

  /** Where the weights of a kind lie, for example {@code weights_wan}: a file or a folder. */
  Optional<Path> weights(String kind) {
    return IndexFiles.weights(folder, entry.path("files").path(kind));
  }

  /** The tokenizer that made its ids, where it names one. */
  Optional<Path> tokenizer() {
    return IndexFiles.all(folder, entry.path("files").path("tokenizer")).stream()
        .filter(f -> !f.getFileName().toString().equals("cases.json"))
        .findFirst();
  }

  /** Whether it names a part of a pipeline's weights. */
  boolean hasPart(String name) {
    return entry.path("files").path("weights").has(name);
  }

  /** Where a part of a pipeline's weights lies, for example {@code dit}. */
  Path part(String name) {
    JsonNode files = entry.path("files").path("weights").path(name);
    Path p = IndexFiles.weights(folder, files).orElse(folder.resolve("(no " + name + ")"));
    if (!Files.exists(p)) {
      throw new CheckpointException(p, "it is not there", "Check the index's files");
    }
    return p;
  }

  boolean has(String tensor) {
    return values.has(tensor);
  }

  float[] floats(String tensor) {
    return values.numbers(tensor);
  }

  long[] longs(String tensor) {
    return values.longs(tensor);
  }

  /** Whether a tensor holds whole numbers. */
  boolean whole(String tensor) {
    return values.info(tensor).dtype().whole();
  }

  /** Bytes 0..255, or what stands for them in another type. */
  int[] bytes(String tensor) {
    float[] numbers = floats(tensor);
    int[] out = new int[numbers.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (int) numbers[i];
    }
    return out;
  }

  int dim(String tensor, int i) {
    return values.info(tensor).shape().get(i).intValue();
  }

  /** A size counted from the last, 1 for it. */
  int dimFromEnd(String tensor, int i) {
    return dim(tensor, values.info(tensor).shape().size() - i);
  }

  /** Tensors whose names begin so. */
  List<String> names(String prefix) {
    return values.names().stream().filter(n -> n.startsWith(prefix)).sorted().toList();
  }

  /** Compares with the tensor of the same name, where the vector has it. */
  void check(String tensor, float[] actual) {
    check("", tensor, actual);
  }

  /**
   * As {@link #check(String, float[])}.
   *
   * @param what said before the tensor's name, where one tensor is compared more than once
   */
  void check(String what, String tensor, float[] actual) {
    if (values.has(tensor)) {
      String name = id() + " " + (what.isEmpty() ? "" : what + " ") + tensor;
      rows.add(Tolerance.of(entry, tensor).compare(name, actual, floats(tensor)));
    }
  }

  /**
   * As {@link #check(String, float[])}, held to the tolerance of another name.
   *
   * @param row said in the row
   * @param tolerance whose tolerance
   */
  void check(String row, String tolerance, String tensor, float[] actual) {
    rows.add(Tolerance.of(entry, tolerance).compare(id() + " " + row, actual, floats(tensor)));
  }

  /** Time steps: whole ones must be the same, others lie within a millionth. */
  void checkSteps(String tensor, float[] actual) {
    if (!has(tensor)) {
      return;
    }
    if (whole(tensor)) {
      long[] whole = new long[actual.length];
      java.util.Arrays.setAll(whole, i -> actual[i] == (long) actual[i] ? (long) actual[i] : -1);
      check(tensor, whole);
    } else {
      Tolerance millionth = new Tolerance(0, 1e-6);
      rows.add(millionth.compare(id() + " " + tensor, actual, floats(tensor)));
    }
  }

  void check(String tensor, long[] actual) {
    if (!has(tensor)) {
      return;
    }
    long[] expected = values.longs(tensor);
    boolean same = java.util.Arrays.equals(actual, expected);
    rows.add(new Row(id() + " " + tensor, same ? 0 : 1, same ? 0 : 1, "exact", same));
  }

  /** Whether a latent has the sizes that the engine would choose. */
  void checkGrid(String latent, zoetrope.diffusion.model.wan.Grid actual) {
    boolean same = VaeParity.grid(this, latent).equals(actual);
    rows.add(new Row(id() + " sizes of " + latent, same ? 0 : 1, same ? 0 : 1, "exact", same));
  }

  List<Row> rows() {
    return List.copyOf(rows);
  }

  @Override
  public void close() {
    values.close();
  }
}
