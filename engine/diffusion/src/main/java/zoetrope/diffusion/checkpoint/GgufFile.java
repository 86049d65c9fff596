package zoetrope.diffusion.checkpoint;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import zoetrope.diffusion.checkpoint.decode.FormatException;
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
    return MappedFile.parsed(
        path, AGAIN, file -> new GgufFile(file, GgufHeader.read(file.bytes())));
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
  public MappedFile file() {
    return file;
  }

  @Override
  public Map<String, TensorInfo> tensors() {
    return infos;
  }

  @Override
  public TensorRows rows(String name) {
    TensorInfo t = info(name);
    if (t.dtype() == DType.CODED) {
      GgufType type = Optional.ofNullable(tensors.get(name)).orElseThrow().type();
      return file.rows(t, t, m -> type.rows(m, t.width()));
    }
    return WeightFile.super.rows(name);
  }
}
