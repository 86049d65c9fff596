package zoetrope.diffusion.model.wan.dit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Predicate;
import zoetrope.diffusion.checkpoint.DType;

/**
 * A transformer of one wide block as a file of zeros, which takes no room on the disk: wide enough
 * for its weights to be handled as those of stock checkpoints. Its velocity is {@link #VELOCITY}
 * everywhere, which its last bias alone gives.
 */
final class SparseDit {
  static final float VELOCITY = .5f;

  private static final long DIM = 4096;
  private static final long SMALL = 16;
  private static final String BIAS = "head.head.bias";

  private final Map<String, List<Long>> tensors = new LinkedHashMap<>();

  private SparseDit() {
    put("patch_embedding.weight", DIM, 16, 1, 2, 2);
    put("patch_embedding.bias", DIM);
    linear("text_embedding.0", DIM, SMALL);
    linear("text_embedding.2", DIM, DIM);
    linear("time_embedding.0", DIM, SMALL);
    linear("time_embedding.2", DIM, DIM);
    linear("time_projection.1", 6 * DIM, DIM);
    for (String attention : List.of("self_attn", "cross_attn")) {
      for (String part : List.of("q", "k", "v", "o")) {
        linear("blocks.0." + attention + "." + part, DIM, DIM);
      }
      put("blocks.0." + attention + ".norm_q.weight", DIM);
      put("blocks.0." + attention + ".norm_k.weight", DIM);
    }
    put("blocks.0.norm3.weight", DIM);
    put("blocks.0.norm3.bias", DIM);
    linear("blocks.0.ffn.0", SMALL, DIM);
    linear("blocks.0.ffn.2", DIM, SMALL);
    put("blocks.0.modulation", 1, 6, DIM);
    linear("head.head", 64, DIM);
    put("head.modulation", 1, 2, DIM);
  }

  private void put(String name, long... shape) {
    tensors.put(name, java.util.Arrays.stream(shape).boxed().toList());
  }

  private void linear(String name, long out, long in) {
    put(name + ".weight", out, in);
    put(name + ".bias", out);
  }

  /** All of it in 16-bit floats. */
  static Path sixteenBit(Path file) throws IOException {
    return new SparseDit().write(file, name -> false);
  }

  /** As single-file repacks have it: the blocks' matrices in 8-bit floats, the rest in 16. */
  static Path eightBit(Path file) throws IOException {
    Map<String, List<Long>> shapes = new SparseDit().tensors;
    return new SparseDit()
        .write(
            file,
            name ->
                name.startsWith("blocks.")
                    && name.endsWith(".weight")
                    && shapes.getOrDefault(name, List.of()).size() == 2);
  }

  private Path write(Path file, Predicate<String> eight) throws IOException {
    StringJoiner header = new StringJoiner(",", "{", "}");
    long at = 0;
    long bias = 0;
    for (Map.Entry<String, List<Long>> t : tensors.entrySet()) {
      DType type = eight.test(t.getKey()) ? DType.F8_E4M3 : DType.F16;
      long end = at + t.getValue().stream().reduce(1L, Math::multiplyExact) * type.bytes();
      header.add(
          "\"%s\":{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":[%d,%d]}"
              .formatted(t.getKey(), type, t.getValue(), at, end));
      bias = t.getKey().equals(BIAS) ? at : bias;
      at = end;
    }
    byte[] json = header.toString().getBytes(StandardCharsets.UTF_8);
    try (FileChannel c =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.WRITE,
            StandardOpenOption.SPARSE)) {
      ByteBuffer head = bytes(Long.BYTES + json.length).putLong(json.length).put(json).flip();
      c.write(head, 0);
      ByteBuffer values = bytes(64 * Short.BYTES);
      while (values.hasRemaining()) {
        values.putShort(Float.floatToFloat16(VELOCITY));
      }
      long start = Long.BYTES + json.length;
      c.write(values.flip(), start + bias);
      c.write(ByteBuffer.allocate(1), start + at - 1);
    }
    return file;
  }

  private static ByteBuffer bytes(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
