package zoetrope.diffusion.checkpoint;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The checked header of a safetensors file: eight bytes of little-endian length, then JSON, then
 * the tensors without holes or overlaps (the format's README in huggingface/safetensors). Nothing
 * is believed before it is checked.
 *
 * <p>Of a type that this program does not know only that tensor cannot be used: what the file holds
 * can still be told. A file of nothing else is refused.
 *
 * @param tensors by name, in file order
 * @param metadata the free-form {@code __metadata__}
 */
public record SafetensorsHeader(Map<String, TensorInfo> tensors, Map<String, String> metadata) {
  private static final long MAX_HEADER = 100_000_000;

  /** Letters of the longest name that a type may have. */
  private static final int LONGEST_TYPE = 32;

  private static final String AGAIN =
      "Copy or download the file again; if it stays so, the file is not a safetensors checkpoint";

  public SafetensorsHeader {
    tensors = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    metadata = Map.copyOf(metadata);
  }

  /**
   * Reads and checks the header of {@code file}; throws {@link CheckpointException} for anything
   * out of order.
   */
  public static SafetensorsHeader read(Path file) {
    try (FileChannel ch = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = ch.size();
      if (size < 10) {
        throw bad(file, size == 0 ? "the file is empty" : "the file has only " + size + " bytes");
      }
      long length = readFully(ch, 8, 0, file).order(ByteOrder.LITTLE_ENDIAN).getLong();
      if (length < 2 || length > MAX_HEADER || length > size - 8) {
        throw bad(
            file,
            "the header claims "
                + Long.toUnsignedString(length)
                + " bytes of a "
                + size
                + "-byte file");
      }
      byte[] json = readFully(ch, (int) length, 8, file).array();
      if (json[0] != '{') {
        throw bad(file, "the header is not a JSON object");
      }
      return parse(file, json, 8 + length, size);
    } catch (NoSuchFileException e) {
      throw LinkedFiles.absent(file, e);
    } catch (IOException e) {
      String why =
          Files.isDirectory(file) ? "it is a folder" : "it cannot be read (" + e.getMessage() + ")";
      throw new CheckpointException(file, why, "Check that the file exists and may be read", e);
    }
  }

  private static ByteBuffer readFully(FileChannel ch, int length, long at, Path file)
      throws IOException {
    ByteBuffer b = ByteBuffer.allocate(length);
    while (b.hasRemaining()) {
      if (ch.read(b, at + b.position()) < 0) {
        throw bad(file, "the file ends inside its header");
      }
    }
    return b.flip();
  }

  private static SafetensorsHeader parse(Path file, byte[] json, long base, long size)
      throws IOException {
    JsonFactory factory =
        JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                StreamReadConstraints.builder().maxNestingDepth(8).maxNumberLength(20).build())
            .build();
    JsonNode root;
    try (JsonParser p = factory.createParser(json)) {
      root = new ObjectMapper().readTree(p);
      if (p.nextToken() != null) {
        throw bad(file, "text follows the header's JSON object");
      }
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new CheckpointException(
          file, "the header is not valid JSON: " + e.getOriginalMessage(), AGAIN, e);
    }
    Map<String, String> metadata = new LinkedHashMap<>();
    List<TensorInfo> found = new ArrayList<>();
    for (Map.Entry<String, JsonNode> e : root.properties()) {
      if (e.getKey().equals("__metadata__")) {
        e.getValue().properties().forEach(m -> metadata.put(m.getKey(), m.getValue().asText()));
      } else {
        found.add(tensor(file, e.getKey(), e.getValue(), base));
      }
    }
    if (!found.isEmpty() && found.stream().allMatch(t -> t.dtype() == DType.OTHER)) {
      TensorInfo t = found.getFirst();
      throw bad(file, "tensor " + t.name() + " has the unknown dtype " + t.type());
    }
    found.sort(Comparator.comparingLong(TensorInfo::offset).thenComparingLong(TensorInfo::length));
    checkLayout(file, found, base, size);
    return new SafetensorsHeader(
        found.stream()
            .collect(Collectors.toMap(TensorInfo::name, t -> t, (a, b) -> a, LinkedHashMap::new)),
        metadata);
  }

  private static TensorInfo tensor(Path file, String name, JsonNode n, long base) {
    String type = n.path("dtype").asText();
    if (!n.path("dtype").isTextual() || type.length() > LONGEST_TYPE) {
      throw bad(file, "tensor " + name + " has the unknown dtype " + n.path("dtype"));
    }
    DType dtype = DType.named(type).orElse(DType.OTHER);
    List<Long> shape = shape(file, name, n.path("shape"));
    long elements = shape.stream().reduce(1L, (x, y) -> x * y);
    JsonNode o = n.path("data_offsets");
    if (!n.path("shape").isArray()
        || !o.isArray()
        || o.size() != 2
        || !integral(o.get(0))
        || !integral(o.get(1))) {
      throw bad(file, "tensor " + name + " lacks a shape or its two data_offsets");
    }
    long begin = o.get(0).asLong();
    long end = o.get(1).asLong();
    boolean sized =
        dtype == DType.OTHER
            || (elements <= Long.MAX_VALUE / 8 && end - begin == elements * dtype.bytes());
    if (begin < 0 || end < begin || !sized) {
      throw bad(
          file,
          "tensor "
              + name
              + " of shape "
              + shape
              + " and type "
              + type
              + " cannot lie at "
              + begin
              + ".."
              + end);
    }
    if (end > Long.MAX_VALUE - base) {
      throw bad(file, "tensor " + name + " lies beyond any file");
    }
    return new TensorInfo(name, dtype, type, shape, file, base + begin, end - begin);
  }

  private static List<Long> shape(Path file, String name, JsonNode sizes) {
    List<Long> shape = new ArrayList<>();
    long elements = 1;
    for (JsonNode d : sizes) {
      if (!integral(d) || d.asLong() < 0) {
        throw bad(file, "tensor " + name + " has the impossible size " + d);
      }
      shape.add(d.asLong());
      try {
        elements = Math.multiplyExact(elements, d.asLong());
      } catch (ArithmeticException e) {
        throw new CheckpointException(
            file, "tensor " + name + " has more elements than fit in 63 bits", AGAIN, e);
      }
    }
    return shape;
  }

  private static boolean integral(JsonNode n) {
    return n.isIntegralNumber() && n.canConvertToLong();
  }

  private static void checkLayout(Path file, List<TensorInfo> sorted, long base, long size) {
    long at = base;
    for (TensorInfo t : sorted) {
      if (t.offset() < at) {
        throw bad(file, "tensor " + t.name() + " overlaps the one before it");
      }
      if (t.offset() > at) {
        throw bad(
            file, (t.offset() - at) + " bytes before tensor " + t.name() + " belong to nothing");
      }
      at = t.offset() + t.length();
    }
    if (at > size) {
      throw bad(file, "the file is cut off: its tensors need " + at + " bytes, it has " + size);
    }
    if (at < size) {
      throw bad(file, (size - at) + " bytes at the end belong to no tensor");
    }
  }

  private static CheckpointException bad(Path file, String problem) {
    return new CheckpointException(file, problem, AGAIN);
  }
}
