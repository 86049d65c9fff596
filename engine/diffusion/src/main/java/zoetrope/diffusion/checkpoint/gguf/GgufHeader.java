package zoetrope.diffusion.checkpoint.gguf;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import zoetrope.diffusion.checkpoint.decode.FormatException;

/**
 * The checked header of a GGUF file (ggml, docs/gguf.md): what it says of itself, and where its
 * tensors lie. Nothing is believed before it is checked; no memory is taken for what a number in
 * the file promises.
 *
 * @param tensors in file order
 */
public record GgufHeader(GgufValues values, List<GgufTensor> tensors) {
  private static final int MAGIC = 0x46554747;
  private static final int OLDEST = 2;
  private static final int NEWEST = 3;
  private static final long MOST = 1 << 16;
  private static final long LONGEST_NAME = 1 << 12;
  private static final int MOST_SIZES = 8;
  private static final long USUAL_ALIGNMENT = 32;
  private static final long WIDEST_ALIGNMENT = 1 << 20;
  private static final String ALIGNMENT = "general.alignment";
  private static final String SHAPES = "comfy.gguf.orig_shape.";

  public GgufHeader {
    tensors = List.copyOf(tensors);
  }

  /**
   * Reads and checks.
   *
   * @param file all of it
   * @throws FormatException for anything out of order
   */
  public static GgufHeader read(MemorySegment file) {
    GgufCursor in = new GgufCursor(file, 0);
    if (file.byteSize() < 24 || in.i32() != MAGIC) {
      throw new FormatException("it is no GGUF file");
    }
    int version = in.i32();
    if (version < OLDEST || version > NEWEST) {
      boolean turned = Integer.reverseBytes(version) <= NEWEST && version > 0xFFFF;
      throw new FormatException(
          turned
              ? "it is a GGUF file for machines of the other order of bytes"
              : "it is of GGUF's version " + Integer.toUnsignedString(version));
    }
    long tensors = count(in.i64(), "tensors");
    long said = count(in.i64(), "remarks");
    GgufValues values = new GgufValues(file);
    for (long i = 0; i < said; i++) {
      values.add(in.text(LONGEST_NAME), in);
    }
    List<Entry> entries = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (long i = 0; i < tensors; i++) {
      Entry e = entry(in);
      if (!names.add(e.name())) {
        throw new FormatException("it has two tensors called " + e.name());
      }
      entries.add(e);
    }
    return new GgufHeader(values, placed(entries, values, in.at(), file.byteSize()));
  }

  private static long count(long n, String of) {
    if (n < 0 || n > MOST) {
      throw new FormatException("it is said to hold " + Long.toUnsignedString(n) + " " + of);
    }
    return n;
  }

  /**
   * @param offset from where the tensors begin
   */
  private record Entry(String name, GgufType type, List<Long> shape, long offset, long length) {}

  private static Entry entry(GgufCursor in) {
    String name = in.text(LONGEST_NAME);
    int count = in.i32();
    if (count < 0 || count > MOST_SIZES) {
      throw new FormatException(
          "tensor %s has %s sizes".formatted(name, Integer.toUnsignedString(count)));
    }
    List<Long> shape = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      shape.add(in.i64());
    }
    int id = in.i32();
    GgufType type =
        GgufType.numbered(id)
            .orElseThrow(
                () ->
                    new FormatException(
                        "tensor %s is of the unknown type %s"
                            .formatted(name, Integer.toUnsignedString(id))));
    long row = shape.isEmpty() ? 1 : shape.getFirst();
    long elements = elements(name, shape);
    if (row % type.elements() != 0 || elements > Long.MAX_VALUE / type.bytes()) {
      throw new FormatException(
          "tensor %s of sizes %s cannot be of type %s".formatted(name, shape, type));
    }
    return new Entry(
        name, type, shape.reversed(), in.i64(), elements / type.elements() * type.bytes());
  }

  private static long elements(String name, List<Long> shape) {
    long elements = 1;
    for (long size : shape) {
      if (size <= 0 || elements > Long.MAX_VALUE / size) {
        throw new FormatException(
            "tensor %s has the impossible size %s".formatted(name, Long.toUnsignedString(size)));
      }
      elements *= size;
    }
    return elements;
  }

  private static List<GgufTensor> placed(
      List<Entry> entries, GgufValues values, long end, long size) {
    long alignment = values.integer(ALIGNMENT).orElse(USUAL_ALIGNMENT);
    if (alignment <= 0 || alignment > WIDEST_ALIGNMENT || Long.bitCount(alignment) != 1) {
      throw new FormatException("its alignment is " + alignment);
    }
    long base = Math.ceilDiv(end, alignment) * alignment;
    List<GgufTensor> out = new ArrayList<>();
    for (Entry e : entries) {
      if (e.offset() < 0 || e.offset() % alignment != 0) {
        throw new FormatException(
            "tensor %s begins at %s, which is no multiple of %d"
                .formatted(e.name(), Long.toUnsignedString(e.offset()), alignment));
      }
      if (e.offset() > size - base || e.length() > size - base - e.offset()) {
        throw new FormatException(
            "the file is cut off: tensor %s of %d bytes would begin at %d of %d"
                .formatted(e.name(), e.length(), e.offset() + base, size));
      }
      out.add(new GgufTensor(e.name(), e.type(), shape(e, values), base + e.offset(), e.length()));
    }
    out.sort(Comparator.comparingLong(GgufTensor::offset));
    for (int i = 1; i < out.size(); i++) {
      GgufTensor before = out.get(i - 1);
      if (before.offset() + before.length() > out.get(i).offset()) {
        throw new FormatException("tensor " + out.get(i).name() + " overlaps the one before it");
      }
    }
    return Collections.unmodifiableList(out);
  }

  /** The shape before the writer laid it out otherwise, outermost size first, where it says one. */
  private static List<Long> shape(Entry e, GgufValues values) {
    List<Long> said = values.integers(SHAPES + e.name());
    if (said.isEmpty()) {
      return e.shape();
    }
    if (elements(e.name(), said) != elements(e.name(), e.shape())) {
      throw new FormatException(
          "tensor %s of sizes %s cannot have had the sizes %s"
              .formatted(e.name(), e.shape(), said));
    }
    return said;
  }
}
