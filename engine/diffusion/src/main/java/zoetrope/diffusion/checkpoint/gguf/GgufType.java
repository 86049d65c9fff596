package zoetrope.diffusion.checkpoint.gguf;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Optional;
import zoetrope.diffusion.checkpoint.decode.RowDecoder;

/** The types of a GGUF file's tensors, by their numbers (ggml, ggml.h, enum ggml_type). */
public enum GgufType {
  F32(0, 1, 4),
  F16(1, 1, 2),
  Q4_0(2, 32, 18, PlainBlocks::q40),
  Q4_1(3, 32, 20, PlainBlocks::q41),
  Q5_0(6, 32, 22, PlainBlocks::q50),
  Q5_1(7, 32, 24, PlainBlocks::q51),
  Q8_0(8, 32, 34, PlainBlocks::q80),
  Q2_K(10, 256, 84, KBlocks::q2),
  Q3_K(11, 256, 110, KBlocks::q3),
  Q4_K(12, 256, 144, KBlocks::q4),
  Q5_K(13, 256, 176, KBlocks::q5),
  Q6_K(14, 256, 210, KBlocks::q6),
  IQ4_NL(20, 32, 18, KBlocks::iq4nl),
  IQ4_XS(23, 256, 136, KBlocks::iq4xs),
  BF16(30, 1, 2),
  // Known by name and size, and not read.
  Q8_1(9, 32, 36),
  Q8_K(15, 256, 292),
  IQ2_XXS(16, 256, 66),
  IQ2_XS(17, 256, 74),
  IQ3_XXS(18, 256, 98),
  IQ1_S(19, 256, 50),
  IQ3_S(21, 256, 110),
  IQ2_S(22, 256, 82),
  I8(24, 1, 1),
  I16(25, 1, 2),
  I32(26, 1, 4),
  I64(27, 1, 8),
  F64(28, 1, 8),
  IQ1_M(29, 256, 56),
  TQ1_0(34, 256, 54),
  TQ2_0(35, 256, 66),
  MXFP4(39, 32, 17);

  /** Blocks that are read at a time. */
  private static final int PART = 256;

  private final int id;
  private final int elements;
  private final int bytes;
  private final Optional<Block> block;

  GgufType(int id, int elements, int bytes) {
    this(id, elements, bytes, Optional.empty());
  }

  GgufType(int id, int elements, int bytes, Block block) {
    this(id, elements, bytes, Optional.of(block));
  }

  GgufType(int id, int elements, int bytes, Optional<Block> block) {
    this.id = id;
    this.elements = elements;
    this.bytes = bytes;
    this.block = block;
  }

  static Optional<GgufType> numbered(long id) {
    return Arrays.stream(values()).filter(t -> t.id == id).findFirst();
  }

  /** Values in a block. */
  public int elements() {
    return elements;
  }

  /** Bytes of a block. */
  public int bytes() {
    return bytes;
  }

  /** Whether it is one of the quantised types that are read. */
  public boolean decoded() {
    return block.isPresent();
  }

  /** Rows of a quantised tensor, whose blocks need not end where rows do. */
  public RowDecoder rows(MemorySegment m, int width) {
    Block decoder = block.orElseThrow();
    return (row, count, to, at) ->
        range(decoder, m, row * width, Math.multiplyExact(count, width), to, at);
  }

  private void range(Block decoder, MemorySegment m, long from, int count, float[] to, int at) {
    byte[] part = new byte[Math.min(PART, count / elements + 2) * bytes];
    float[] whole = new float[elements];
    long end = from + count;
    long last = Math.ceilDiv(end, elements);
    for (long b = from / elements; b < last; b += PART) {
      int n = (int) Math.min(part.length / bytes, last - b);
      MemorySegment.copy(m, ValueLayout.JAVA_BYTE, b * bytes, part, 0, n * bytes);
      for (int i = 0; i < n; i++) {
        long first = (b + i) * elements;
        if (first >= from && first + elements <= end) {
          decoder.decode(part, i * bytes, to, at + (int) (first - from));
        } else {
          decoder.decode(part, i * bytes, whole, 0);
          int skip = (int) Math.max(0, from - first);
          int take = (int) (Math.min(end, first + elements) - first) - skip;
          System.arraycopy(whole, skip, to, at + (int) (first + skip - from), take);
        }
      }
    }
  }
}
