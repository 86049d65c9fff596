package zoetrope.diffusion.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes 32-bit float tensors as safetensors, all or nothing: the file appears under its name only
 * when complete.
 */
public final class SafetensorsWriter {
  private SafetensorsWriter() {}

  /**
   * A tensor to write.
   *
   * @param shape sizes, outermost first
   * @param values row-major
   */
  public record Entry(List<Long> shape, float[] values) {}

  /**
   * Writes {@code tensors} in the map's order, or throws {@link CheckpointException} and leaves no
   * file behind.
   */
  public static void write(Path file, Map<String, Entry> tensors, Map<String, String> metadata) {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try {
      byte[] head = header(tensors, metadata);
      try (FileChannel ch =
          FileChannel.open(
              part,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        ByteBuffer b = ByteBuffer.allocate(8 + head.length).order(ByteOrder.LITTLE_ENDIAN);
        writeFully(ch, b.putLong(head.length).put(head).flip());
        for (Entry e : tensors.values()) {
          ByteBuffer v = ByteBuffer.allocate(e.values().length * 4).order(ByteOrder.LITTLE_ENDIAN);
          v.asFloatBuffer().put(e.values());
          writeFully(ch, v);
        }
        ch.force(true);
      }
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      try {
        Files.deleteIfExists(part);
      } catch (IOException cleanup) {
        e.addSuppressed(cleanup);
      }
      throw new CheckpointException(
          file,
          "cannot be written (" + e.getMessage() + ")",
          "Check free space and write permission",
          e);
    }
  }

  private static void writeFully(FileChannel ch, ByteBuffer b) throws IOException {
    while (b.hasRemaining()) {
      ch.write(b);
    }
  }

  private static byte[] header(Map<String, Entry> tensors, Map<String, String> metadata)
      throws JsonProcessingException {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("__metadata__", metadata);
    long at = 0;
    for (Map.Entry<String, Entry> e : tensors.entrySet()) {
      long n = e.getValue().shape().stream().reduce(1L, Math::multiplyExact);
      if (n != e.getValue().values().length) {
        throw new IllegalArgumentException(
            e.getKey()
                + ": shape "
                + e.getValue().shape()
                + " does not hold "
                + e.getValue().values().length
                + " values");
      }
      root.put(
          e.getKey(),
          Map.of(
              "dtype",
              "F32",
              "shape",
              e.getValue().shape(),
              "data_offsets",
              List.of(at, at + 4 * n)));
      at += 4 * n;
    }
    byte[] json = new ObjectMapper().writeValueAsString(root).getBytes(StandardCharsets.UTF_8);
    byte[] padded = java.util.Arrays.copyOf(json, (json.length + 7) / 8 * 8);
    java.util.Arrays.fill(padded, json.length, padded.length, (byte) ' ');
    return padded;
  }
}
