package zoetrope.diffusion.checkpoint;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import zoetrope.diffusion.checkpoint.decode.RowDecoder;

/** The tensors of files that belong together, as they are stored. Whoever opens it closes it. */
final class StoredTensors implements AutoCloseable {
  /** Bytes of the longest remark. */
  private static final int LONGEST_TEXT = 1 << 12;

  private final Path path;
  private final List<WeightFile> files;
  private final Map<String, WeightFile> places;

  private StoredTensors(Path path, List<WeightFile> files, Map<String, WeightFile> places) {
    this.path = path;
    this.files = files;
    this.places = places;
  }

  /**
   * Opens files.
   *
   * @param path by which people know them
   * @throws CheckpointException when one is damaged
   */
  static StoredTensors open(Path path, List<Path> paths) {
    List<WeightFile> files = new ArrayList<>();
    try {
      Map<String, WeightFile> places = new LinkedHashMap<>();
      for (Path p : paths) {
        WeightFile f = WeightFile.open(p);
        files.add(f);
        f.names().forEach(n -> places.put(n, f));
      }
      return new StoredTensors(path, files, places);
    } catch (RuntimeException e) {
      files.forEach(WeightFile::close);
      throw e;
    }
  }

  Path path() {
    return path;
  }

  Set<String> names() {
    return places.keySet();
  }

  boolean has(String name) {
    return places.containsKey(name);
  }

  TensorInfo info(String name) {
    return file(name).info(name);
  }

  /** A tensor's rows as they are stored. */
  TensorRows rows(String name) {
    return file(name).rows(name);
  }

  /** A tensor's rows, made of its bytes. */
  TensorRows rows(TensorInfo as, String name, Function<MemorySegment, RowDecoder> decoder) {
    return file(name).rows(as, name, decoder);
  }

  MemorySegment bytes(String name) {
    return file(name).bytes(name);
  }

  /** A small tensor of floats. */
  float[] floats(String name) {
    try (TensorRows rows = rows(name)) {
      return rows.all();
    }
  }

  /** What its files say of themselves under a key, once for each file that does. */
  List<String> metadata(String key) {
    return files.stream().flatMap(f -> f.metadata(key).stream()).toList();
  }

  /** A remark that is kept as a tensor of bytes; empty for a tensor that is none. */
  String text(String name) {
    TensorInfo t = info(name);
    return t.dtype() == DType.U8 && t.length() <= LONGEST_TEXT
        ? new String(bytes(name).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8)
        : "";
  }

  private WeightFile file(String name) {
    return Optional.ofNullable(places.get(name)).orElseThrow(() -> WeightFile.missing(path, name));
  }

  @Override
  public void close() {
    files.forEach(WeightFile::close);
  }
}
