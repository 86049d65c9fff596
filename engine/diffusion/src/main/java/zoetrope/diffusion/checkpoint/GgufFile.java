package zoetrope.diffusion.checkpoint;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import zoetrope.diffusion.checkpoint.decode.FormatException;
import zoetrope.diffusion.checkpoint.decode.RowDecoder;
import zoetrope.diffusion.checkpoint.gguf.GgufHeader;
import zoetrope.diffusion.checkpoint.gguf.GgufTensor;
import zoetrope.diffusion.checkpoint.gguf.GgufType;
import zoetrope.diffusion.checkpoint.gguf.GgufValues;

/** A GGUF file mapped into memory. Whoever opens it closes it; views die with it. */
public final class GgufFile implements WeightFile {
  private static final String AGAIN =
      "Copy or download the file again; if it stays so, take the model's safetensors file";

  private final MappedFile file;
  private final GgufValues values;
  private final Map<String, GgufTensor> tensors = new LinkedHashMap<>();
  private final Map<String, TensorInfo> infos = new LinkedHashMap<>();

  private GgufFile(MappedFile file, GgufHeader header) {
    this.file = file;
    values = header.values();
    for (GgufTensor t : header.tensors()) {
      tensors.put(t.name(), t);
      infos.put(t.name(), info(t));
    }
  }

  private TensorInfo info(GgufTensor t) {
    DType type =
        t.type().decoded() ? DType.CODED : DType.named(t.type().name()).orElse(DType.OTHER);
    return new TensorInfo(
        t.name(), type, t.type().name(), t.shape(), file.path(), t.offset(), t.length());
  }

  /**
   * Maps the file and checks its header; throws {@link CheckpointException} where it is damaged.
   */
  public static GgufFile open(Path path) {
    MappedFile file = MappedFile.open(path);
    try {
      return new GgufFile(file, GgufHeader.read(file.bytes()));
    } catch (FormatException e) {
      file.close();
      throw new CheckpointException(path, e.getMessage(), AGAIN, e);
    } catch (RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /**
   * What the file says of itself, read by {@code how}.
   *
   * @throws CheckpointException when it says it in another way than it should
   */
  public <T> T said(Function<GgufValues, T> how) {
    try {
      return how.apply(values);
    } catch (FormatException e) {
      throw new CheckpointException(path(), e.getMessage(), AGAIN, e);
    }
  }

  @Override
  public Path path() {
    return file.path();
  }

  @Override
  public Set<String> names() {
    return infos.keySet();
  }

  @Override
  public TensorInfo info(String name) {
    return Optional.ofNullable(infos.get(name)).orElseThrow(() -> WeightFile.missing(path(), name));
  }

  @Override
  public MemorySegment bytes(String name) {
    return file.bytes(info(name));
  }

  @Override
  public Optional<String> metadata(String key) {
    return Optional.empty();
  }

  @Override
  public TensorRows rows(String name) {
    TensorInfo t = info(name);
    if (t.dtype() == DType.CODED) {
      GgufType type = Optional.ofNullable(tensors.get(name)).orElseThrow().type();
      return file.rows(t, t, m -> type.rows(m, t.width()));
    }
    return file.rows(t, t, m -> t.element().rows(m, t.width()));
  }

  @Override
  public TensorRows rows(TensorInfo as, String name, Function<MemorySegment, RowDecoder> decoder) {
    return file.rows(as, info(name), decoder);
  }

  @Override
  public void close() {
    file.close();
  }
}
