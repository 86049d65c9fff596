package zoetrope.diffusion.checkpoint;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import zoetrope.diffusion.checkpoint.decode.RowDecoder;

/**
 * One file of tensors as they are stored, whatever its format. {@link Checkpoint} is what the rest
 * of the engine reads; it alone knows that there are several.
 */
sealed interface WeightFile extends AutoCloseable permits SafetensorsFile, GgufFile, TorchFile {
  /**
   * Opens a file by what its name ends with.
   *
   * @throws CheckpointException when it is not there, damaged, or not of its format
   */
  static WeightFile open(Path path) {
    return switch (Kind.of(path).orElse(Kind.SAFETENSORS)) {
      case SAFETENSORS -> SafetensorsFile.open(path);
      case GGUF -> GgufFile.open(path);
      case TORCH -> TorchFile.open(path);
    };
  }

  /** Formats, the one that is preferred first where a part is there in several. */
  enum Kind {
    SAFETENSORS,
    GGUF,
    TORCH;

    /** By the end of a file's name; empty for what holds no weights. */
    static Optional<Kind> of(Path file) {
      String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
      String ending = name.substring(name.lastIndexOf('.') + 1);
      return switch (ending) {
        case "safetensors" -> Optional.of(SAFETENSORS);
        case "gguf" -> Optional.of(GGUF);
        case "pth", "pt", "bin" -> Optional.of(TORCH);
        default -> Optional.empty();
      };
    }
  }

  /** The file in memory; it is closed with this one. */
  MappedFile file();

  /** Where its tensors lie, by their names. */
  Map<String, TensorInfo> tensors();

  default Path path() {
    return file().path();
  }

  /** Names of its tensors. */
  default Set<String> names() {
    return tensors().keySet();
  }

  /** A tensor's place; throws {@link CheckpointException} when there is none of that name. */
  default TensorInfo info(String name) {
    return Optional.ofNullable(tensors().get(name)).orElseThrow(() -> missing(path(), name));
  }

  /** A tensor's bytes, a read-only view of the mapped file. */
  default MemorySegment bytes(String name) {
    return file().bytes(info(name));
  }

  /** What the file says of itself under a key; most formats say nothing that way. */
  default Optional<String> metadata(String key) {
    return Optional.empty();
  }

  /**
   * A tensor's rows as they are stored.
   *
   * @throws CheckpointException when they are no floats
   */
  default TensorRows rows(String name) {
    TensorInfo t = info(name);
    return file().rows(t, t, m -> t.element().rows(m, t.width()));
  }

  /** A tensor's rows, made of its bytes by somebody who knows better what they mean. */
  default TensorRows rows(TensorInfo as, String name, Function<MemorySegment, RowDecoder> decoder) {
    return file().rows(as, info(name), decoder);
  }

  @Override
  default void close() {
    file().close();
  }

  /** That a tensor is none of numbers that are read. */
  static CheckpointException unreadable(TensorInfo t) {
    return new CheckpointException(
        t.file(),
        "tensor " + t.name() + " is stored as " + t.type() + ", not as floats",
        "Use a fp32, fp16, bf16 or fp8 version of the model");
  }

  /** That a tensor is not there. */
  static CheckpointException missing(Path path, String name) {
    return new CheckpointException(
        path,
        "it has no tensor " + name,
        "The file belongs to another model, or to another version of it");
  }
}
