package zoetrope.diffusion.checkpoint;

import java.util.Optional;
import zoetrope.diffusion.checkpoint.decode.ElementType;

/** Element types of the safetensors format, and one for all that this program does not know. */
public enum DType {
  F64(8),
  F32(4),
  F16(2),
  BF16(2),
  F8_E4M3(1),
  F8_E5M2(1),
  I64(8),
  I32(4),
  I16(2),
  I8(1),
  U64(8),
  U32(4),
  U16(2),
  U8(1),
  BOOL(1),
  /**
   * Floats in a form that is decoded when they are read, such as blocks of 4-bit codes; {@link
   * TensorInfo#type} has its name. Nobody else can read them where they lie.
   */
  CODED(0),
  /** Any other, such as packed floats of 4 or 6 bits; {@link TensorInfo#type} has its name. */
  OTHER(0);

  private final int bytes;

  DType(int bytes) {
    this.bytes = bytes;
  }

  /** Bytes an element takes; 0 where nobody can tell. */
  public int bytes() {
    return bytes;
  }

  /** Whether it holds whole numbers, or true and false. */
  public boolean whole() {
    return switch (this) {
      case F64, F32, F16, BF16, F8_E4M3, F8_E5M2, CODED, OTHER -> false;
      case I64, I32, I16, I8, U64, U32, U16, U8, BOOL -> true;
    };
  }

  /** Whether weights of it are read as floats. */
  public boolean readable() {
    return switch (this) {
      case F32, F16, BF16, F8_E4M3, F8_E5M2, CODED -> true;
      default -> false;
    };
  }

  /** Whether it is a float of 8 bits, which weights are quantised to with a scale. */
  boolean eightBit() {
    return this == F8_E4M3 || this == F8_E5M2;
  }

  /** How its numbers are stored, where they are floats or 8-bit codes. */
  Optional<ElementType> element() {
    return switch (this) {
      case F32 -> Optional.of(ElementType.F32);
      case F16 -> Optional.of(ElementType.F16);
      case BF16 -> Optional.of(ElementType.BF16);
      case F8_E4M3 -> Optional.of(ElementType.F8_E4M3);
      case F8_E5M2 -> Optional.of(ElementType.F8_E5M2);
      case I8 -> Optional.of(ElementType.I8);
      default -> Optional.empty();
    };
  }

  static Optional<DType> named(String name) {
    for (DType t : values()) {
      if (t != OTHER && t != CODED && t.name().equals(name)) {
        return Optional.of(t);
      }
    }
    return Optional.empty();
  }
}
