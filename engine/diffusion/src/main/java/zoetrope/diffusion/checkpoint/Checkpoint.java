package zoetrope.diffusion.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The tensors of one safetensors file, or of several that belong together: a folder's single file,
 * or the shards that its {@code *.safetensors.index.json} lists. Whoever opens it closes it.
 */
public final class Checkpoint implements TensorSource, AutoCloseable {
  private static final String INDEX = ".safetensors.index.json";

  /** Bytes of the longest remark. */
  private static final int LONGEST_TEXT = 1 << 12;

  private final Path path;
  private final List<SafetensorsFile> files;
  private final Map<String, SafetensorsFile> places;

  private Checkpoint(Path path, List<SafetensorsFile> files, Map<String, SafetensorsFile> places) {
    this.path = path;
    this.files = files;
    this.places = places;
  }

  /**
   * Opens a file or a folder.
   *
   * @throws CheckpointException when there are no weights, a shard is missing or damaged, or a
   *     folder holds several files that no index binds together
   */
  public static Checkpoint open(Path path) {
    return Files.isDirectory(path) ? openFolder(path) : of(path, List.of(path), Map.of());
  }

  private static Checkpoint openFolder(Path folder) {
    List<Path> all = list(folder);
    List<Path> indexes = all.stream().filter(p -> name(p).endsWith(INDEX)).toList();
    List<Path> weights = all.stream().filter(p -> name(p).endsWith(".safetensors")).toList();
    if (indexes.size() == 1) {
      Map<String, String> index = readIndex(indexes.getFirst());
      List<Path> shards =
          new TreeSet<>(index.values()).stream().map(n -> shard(indexes.getFirst(), n)).toList();
      return of(folder, shards, index);
    }
    if (weights.size() == 1) {
      return of(folder, weights, Map.of());
    }
    if (weights.isEmpty()) {
      throw new CheckpointException(folder, "it holds no .safetensors file", remedy(all));
    }
    throw new CheckpointException(
        folder,
        "it holds " + weights.size() + " .safetensors files and no single index of them",
        "Name one of the files, or add the model's " + INDEX.substring(1));
  }

  private static String remedy(List<Path> files) {
    boolean pickled =
        files.stream().anyMatch(p -> name(p).endsWith(".pth") || name(p).endsWith(".bin"));
    return pickled
        ? "Its .pth or .bin files are Python pickles, which can run code and are not read; get the"
            + " model's safetensors release"
        : "Choose the folder that has the model's weights in it";
  }

  private static Path shard(Path index, String name) {
    try {
      Path shard = index.resolveSibling(name);
      Path last = shard.normalize().getFileName();
      if (!name.isEmpty() && last != null && last.toString().equals(name)) {
        return shard;
      }
    } catch (InvalidPathException e) {
      // it is told of below
    }
    throw new CheckpointException(
        index,
        "it names a file outside its folder: " + name,
        "Get the model again from where it is published");
  }

  private static Checkpoint of(Path path, List<Path> paths, Map<String, String> index) {
    List<SafetensorsFile> files = new ArrayList<>();
    try {
      Map<String, SafetensorsFile> places = new LinkedHashMap<>();
      for (Path p : paths) {
        SafetensorsFile f = SafetensorsFile.open(p);
        files.add(f);
        f.names().forEach(n -> places.put(n, f));
      }
      index.forEach(
          (tensor, file) -> {
            if (!places.containsKey(tensor)) {
              throw new CheckpointException(
                  path.resolve(file),
                  "it has no tensor " + tensor + ", which the index says it has",
                  "Download this shard again");
            }
          });
      return new Checkpoint(path, files, places);
    } catch (RuntimeException e) {
      files.forEach(SafetensorsFile::close);
      throw e;
    }
  }

  private static Map<String, String> readIndex(Path file) {
    try {
      JsonNode map = new ObjectMapper().readTree(Files.readAllBytes(file)).path("weight_map");
      Map<String, String> out = new LinkedHashMap<>();
      map.properties().forEach(e -> out.put(e.getKey(), e.getValue().asText()));
      if (out.isEmpty()) {
        throw new CheckpointException(
            file, "it lists no tensors (weight_map)", "Download the index again");
      }
      return out;
    } catch (IOException e) {
      throw new CheckpointException(
          file, "it cannot be read (" + e.getMessage() + ")", "Download the index again", e);
    }
  }

  private static List<Path> list(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new CheckpointException(
          folder, "it cannot be read (" + e.getMessage() + ")", "Check that it is there", e);
    }
  }

  private static String name(Path p) {
    return String.valueOf(p.getFileName());
  }

  /** The file or folder that was opened. */
  public Path path() {
    return path;
  }

  @Override
  public Set<String> names() {
    return places.keySet();
  }

  @Override
  public TensorInfo info(String name) {
    return file(name).info(name);
  }

  @Override
  public float[] floats(String name) {
    return file(name).floats(name);
  }

  @Override
  public void floats(String name, float[] to) {
    file(name).floats(name, to);
  }

  /** What the headers of its files say under a key, once for each file that has it. */
  List<String> metadata(String key) {
    return files.stream()
        .map(f -> f.header().metadata().get(key))
        .filter(java.util.Objects::nonNull)
        .toList();
  }

  /** A remark that is kept as a tensor of bytes; empty for a tensor that is none. */
  String text(String name) {
    TensorInfo t = info(name);
    return t.dtype() == DType.U8 && t.length() <= LONGEST_TEXT
        ? new String(file(name).bytes(name).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8)
        : "";
  }

  /**
   * Copies one row of a matrix, its scale applied.
   *
   * @param matrix [rows, columns]
   * @throws CheckpointException when it has no such row
   */
  public void row(TensorInfo matrix, long row, float[] to, int at) {
    if (row < 0 || row >= matrix.shape().getFirst()) {
      throw new CheckpointException(
          path,
          matrix.name() + " has " + matrix.shape().getFirst() + " rows and none of number " + row,
          "The tokenizer belongs to another model");
    }
    int columns = matrix.shape().get(1).intValue();
    file(matrix.name()).floats(matrix.name(), row * columns, columns, to, at);
    float[] factors = factors(matrix.name());
    float factor = factors[factors.length == 1 ? 0 : Math.toIntExact(row)];
    for (int i = at; i < at + columns; i++) {
      to[i] *= factor;
    }
  }

  private SafetensorsFile file(String name) {
    SafetensorsFile f = places.get(name);
    if (f == null) {
      throw new CheckpointException(
          path,
          "it has no tensor " + name,
          "The file belongs to another model, or to another version of it");
    }
    return f;
  }

  @Override
  public void close() {
    files.forEach(SafetensorsFile::close);
  }
}
