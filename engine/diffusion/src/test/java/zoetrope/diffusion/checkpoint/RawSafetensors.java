package zoetrope.diffusion.checkpoint;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** A safetensors file of any types and remarks, as others write them. */
public final class RawSafetensors {
  private final ObjectNode header = new ObjectMapper().createObjectNode();
  private final ByteArrayOutputStream data = new ByteArrayOutputStream();

  /** A file of nothing yet. */
  public RawSafetensors() {
    // as its fields are
  }

  /** What the header says of the file. */
  public RawSafetensors metadata(String key, String value) {
    header.withObject("__metadata__").put(key, value);
    return this;
  }

  /** A tensor of given bytes. */
  public RawSafetensors tensor(String name, String type, List<Long> shape, byte[] values) {
    ObjectNode n = header.putObject(name).put("dtype", type);
    n.putArray("shape");
    shape.forEach(n.withArray("shape")::add);
    n.withArray("data_offsets").add(data.size()).add(data.size() + values.length);
    data.writeBytes(values);
    return this;
  }

  /** A tensor of zeros. */
  public RawSafetensors zeros(String name, String type, long... shape) {
    int bits =
        switch (type) {
          case "F64", "I64" -> 64;
          case "F32", "I32" -> 32;
          case "F16", "BF16" -> 16;
          case "F4" -> 4;
          default -> 8;
        };
    long elements = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    byte[] none = new byte[Math.toIntExact(Math.ceilDiv(elements * bits, 8))];
    return tensor(name, type, Arrays.stream(shape).boxed().toList(), none);
  }

  /** A tensor of 32-bit floats. */
  public RawSafetensors floats(String name, List<Long> shape, float... values) {
    ByteBuffer b = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
    b.asFloatBuffer().put(values);
    return tensor(name, "F32", shape, b.array());
  }

  /** A remark, as ComfyUI keeps those of a layer. */
  public RawSafetensors text(String name, String text) {
    byte[] letters = text.getBytes(StandardCharsets.UTF_8);
    return tensor(name, "U8", List.of((long) letters.length), letters);
  }

  /** Writes the file, and its folder where there is none. */
  public Path write(Path file) throws IOException {
    byte[] json = header.toString().getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(json.length).array());
    out.write(json);
    out.write(data.toByteArray());
    Files.createDirectories(file.toAbsolutePath().getParent());
    return Files.write(file, out.toByteArray());
  }
}
