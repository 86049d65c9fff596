package zoetrope.diffusion.checkpoint;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import zoetrope.diffusion.checkpoint.decode.StridedRows;
import zoetrope.diffusion.checkpoint.pickle.TorchArchive;
import zoetrope.diffusion.checkpoint.pickle.TorchTensor;

/**
 * A file of PyTorch's ({@code .pth}, {@code .pt}, {@code .bin}) mapped into memory; nothing in it
 * is run. Whoever opens it closes it; views die with it.
 */
final class TorchFile implements WeightFile {
  private static final String INSTEAD =
      "Take the model's safetensors file instead, or download this one again";

  private final MappedFile file;
  private final Map<String, TorchTensor> tensors = new LinkedHashMap<>();
  private final Map<String, TensorInfo> infos = new LinkedHashMap<>();

  private TorchFile(MappedFile file, TorchArchive archive) {
    this.file = file;
    for (TorchTensor t : archive.tensors()) {
      tensors.put(t.name(), t);
      infos.put(t.name(), info(t));
    }
  }

  private TensorInfo info(TorchTensor t) {
    String type = t.type().name();
    DType known = DType.named(type).orElse(DType.OTHER);
    DType dtype = t.contiguous() || !known.readable() ? known : DType.CODED;
    return new TensorInfo(t.name(), dtype, type, t.shape(), file.path(), t.offset(), t.length());
  }

  /** Maps the file and reads its pickle; throws {@link CheckpointException} where it cannot be. */
  static TorchFile open(Path path) {
    return MappedFile.parsed(
        path, INSTEAD, file -> new TorchFile(file, TorchArchive.read(file.bytes())));
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
      TorchTensor torch = Optional.ofNullable(tensors.get(name)).orElseThrow();
      DType type = DType.named(t.type()).orElseThrow();
      return file.rows(
          t,
          t,
          m -> new StridedRows(m, type.element().orElseThrow(), torch.shape(), torch.strides()));
    }
    return WeightFile.super.rows(name);
  }
}
