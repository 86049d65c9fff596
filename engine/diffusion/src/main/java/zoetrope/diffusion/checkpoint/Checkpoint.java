package zoetrope.diffusion.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import zoetrope.diffusion.checkpoint.WeightForm.Coded;

/**
 * The tensors of one file of weights, or of several that belong together: a folder's single
 * safetensors file, or the shards that its {@code *.safetensors.index.json} or {@code
 * *.bin.index.json} lists. In which format and form they are stored, nobody else needs to know.
 * Whoever opens it closes it.
 */
public final class Checkpoint implements TensorSource, AutoCloseable {
  private static final String INDEX = ".safetensors.index.json";

  /** What older releases of transformers have. */
  static final String TORCH_INDEX = ".bin.index.json";

  private final StoredTensors stored;
  private final Quantization quantization;
  private final Optional<CheckpointException> broken;
  private final Set<String> names;

  private Checkpoint(
      StoredTensors stored, Quantization quantization, Optional<CheckpointException> broken) {
    this.stored = stored;
    this.quantization = quantization;
    this.broken = broken;
    names = new LinkedHashSet<>(stored.names());
    quantization.renamed().forEach(names::add);
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
      return indexed(folder, indexes.getFirst());
    }
    if (weights.size() == 1) {
      return of(folder, weights, Map.of());
    }
    List<Path> torch = all.stream().filter(p -> name(p).endsWith(TORCH_INDEX)).toList();
    if (weights.isEmpty() && torch.size() == 1) {
      return indexed(folder, torch.getFirst());
    }
    if (weights.isEmpty()) {
      throw new CheckpointException(folder, "it holds no .safetensors file", remedy(all));
    }
    throw new CheckpointException(
        folder,
        "it holds " + weights.size() + " .safetensors files and no single index of them",
        "Name one of the files, or add the model's " + INDEX.substring(1));
  }

  private static Checkpoint indexed(Path folder, Path file) {
    Map<String, String> index = readIndex(file);
    List<Path> shards = new TreeSet<>(index.values()).stream().map(n -> shard(file, n)).toList();
    return of(folder, shards, index);
  }

  private static String remedy(List<Path> files) {
    boolean others = files.stream().anyMatch(p -> WeightFile.Kind.of(p).isPresent());
    return others
        ? "Name one of its .gguf, .pth or .bin files instead"
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
    StoredTensors stored = StoredTensors.open(path, paths);
    try {
      index.forEach(
          (tensor, file) -> {
            if (!stored.has(tensor)) {
              throw new CheckpointException(
                  path.resolve(file),
                  "it has no tensor " + tensor + ", which the index says it has",
                  "Download this shard again");
            }
          });
      return of(stored);
    } catch (RuntimeException e) {
      stored.close();
      throw e;
    }
  }

  /** What is wrong with scales and remarks is told by who asks for the quantisation. */
  private static Checkpoint of(StoredTensors stored) {
    try {
      return new Checkpoint(stored, Quantization.of(stored), Optional.empty());
    } catch (CheckpointException e) {
      return new Checkpoint(stored, Quantization.none(), Optional.of(e));
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
    return stored.path();
  }

  /**
   * How its weights are quantised.
   *
   * @throws CheckpointException for a scale without its weight, a weight without the scale that it
   *     should have, and remarks that cannot be read or say something else than the tensors
   */
  public Quantization quantization() {
    if (broken.isPresent()) {
      throw broken.get();
    }
    return quantization;
  }

  /** The weight beside which a tensor lies that is its scale, or says something of its form. */
  public Optional<String> owner(String name) {
    return quantization.owner(name).or(() -> Scales.owner(stored, name));
  }

  @Override
  public Set<String> names() {
    return names;
  }

  /** Its weights: all tensors but those that are scales, or say something of others. */
  public Stream<TensorInfo> weights() {
    return names.stream().filter(n -> owner(n).isEmpty()).map(this::info);
  }

  @Override
  public TensorInfo info(String name) {
    Optional<Coded> coded = quantization.coded(name);
    TensorInfo t = stored.info(coded.map(Coded::stored).orElse(name));
    return coded.map(c -> as(name, c, t)).orElse(t);
  }

  private static TensorInfo as(String name, Coded c, TensorInfo t) {
    return new TensorInfo(name, DType.CODED, c.type(), c.shape(), t.file(), t.offset(), t.length());
  }

  @Override
  public TensorRows rows(String name) {
    Optional<Coded> coded = quantization.coded(name);
    if (coded.isPresent()) {
      return stored.rows(info(name), coded.get().stored(), coded.get().decoder());
    }
    TensorInfo t = stored.info(name);
    Optional<TensorInfo> scale = scale(name);
    return scale.isEmpty()
        ? stored.rows(name)
        : stored.rows(
            t,
            name,
            m -> Scales.factors(stored, scale.get()).on(t.element().rows(m, t.width()), t.width()));
  }

  @Override
  public Optional<TensorInfo> scale(String name) {
    return quantization.scaled(name) ? Scales.of(stored, name) : Optional.empty();
  }

  /**
   * The bytes of a tensor that is a file in itself; empty for any other, and where there is none.
   */
  public Optional<byte[]> bytes(String name) {
    return stored.has(name) && stored.info(name).dtype() == DType.U8
        ? Optional.of(stored.bytes(name).toArray(ValueLayout.JAVA_BYTE))
        : Optional.empty();
  }

  @Override
  public void close() {
    stored.close();
  }
}
