package zoetrope.diffusion.checkpoint.gguf;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zoetrope.diffusion.checkpoint.decode.FormatException;

/**
 * What a GGUF file says of itself. Values stay in the file until somebody asks for one: a tokenizer
 * has hundreds of thousands.
 */
public final class GgufValues {
  private static final int U8 = 0;
  private static final int I8 = 1;
  private static final int U16 = 2;
  private static final int I16 = 3;
  private static final int U32 = 4;
  private static final int I32 = 5;
  private static final int F32 = 6;
  private static final int BOOL = 7;
  private static final int TEXT = 8;
  private static final int LIST = 9;
  private static final int U64 = 10;
  private static final int I64 = 11;
  private static final int F64 = 12;

  private static final long LONGEST_TEXT = 1 << 20;

  /** Numbers of a list that anybody here asks for: the pieces of the largest tokenizers. */
  private static final long LONGEST_LIST = 1 << 20;

  private final MemorySegment file;
  private final Map<String, Place> places = new LinkedHashMap<>();

  /**
   * @param type of the values
   * @param count how many; 1 for what is no list
   * @param at where the first begins
   */
  private record Place(int type, boolean list, long count, long at) {}

  GgufValues(MemorySegment file) {
    this.file = file;
  }

  /** Notes where a value lies and goes behind it. */
  void add(String key, GgufCursor in) {
    int type = in.i32();
    boolean list = type == LIST;
    int of = list ? in.i32() : type;
    long count = list ? in.i64() : 1;
    Place place = new Place(of, list, count, in.at());
    int each = bytes(of, key);
    if (of == TEXT) {
      if (count < 0 || count > (file.byteSize() - in.at()) / Long.BYTES) {
        throw new FormatException(
            "%s is said to have %s values".formatted(key, Long.toUnsignedString(count)));
      }
      for (long i = 0; i < count; i++) {
        in.skip(in.i64());
      }
    } else {
      if (count < 0 || count > (file.byteSize() - in.at()) / each) {
        throw new FormatException(
            "%s is said to have %s values".formatted(key, Long.toUnsignedString(count)));
      }
      in.skip(count * each);
    }
    if (places.putIfAbsent(key, place) != null) {
      throw new FormatException("it says twice what " + key + " is");
    }
  }

  private static int bytes(int type, String key) {
    return switch (type) {
      case U8, I8, BOOL -> 1;
      case U16, I16 -> 2;
      case U32, I32, F32 -> 4;
      case U64, I64, F64, TEXT -> 8;
      case LIST -> throw new FormatException(key + " is a list of lists");
      default -> throw new FormatException(key + " is of the unknown type " + type);
    };
  }

  /** Whether anything is said of it. */
  public boolean has(String key) {
    return places.containsKey(key);
  }

  /** A text. */
  public Optional<String> text(String key) {
    return place(key, false, TEXT).map(p -> new GgufCursor(file, p.at()).text(LONGEST_TEXT));
  }

  /** Yes or no. */
  public Optional<Boolean> flag(String key) {
    return place(key, false, BOOL).map(p -> new GgufCursor(file, p.at()).u8() != 0);
  }

  /** A whole number. */
  public Optional<Long> integer(String key) {
    return place(key, false, U8, I8, U16, I16, U32, I32, U64, I64)
        .map(p -> integer(new GgufCursor(file, p.at()), p.type()));
  }

  private static long integer(GgufCursor in, int type) {
    return switch (type) {
      case U8, BOOL -> in.u8();
      case I8 -> (byte) in.u8();
      case U16 -> in.u8() | in.u8() << 8;
      case I16 -> (short) (in.u8() | in.u8() << 8);
      case U32 -> in.i32() & 0xFFFF_FFFFL;
      case I32 -> in.i32();
      default -> in.i64();
    };
  }

  /** A list of whole numbers; empty where there is none. */
  public List<Long> integers(String key) {
    List<Long> out = new ArrayList<>();
    place(key, true, U8, I8, U16, I16, U32, I32, U64, I64)
        .ifPresent(
            p -> {
              GgufCursor in = new GgufCursor(file, p.at());
              for (long i = 0; i < p.count(); i++) {
                out.add(integer(in, p.type()));
              }
            });
    return out;
  }

  /** A list of bytes; empty where there is none. */
  public byte[] bytes(String key) {
    List<Long> whole = integers(key);
    byte[] out = new byte[whole.size()];
    for (int i = 0; i < out.length; i++) {
      out[i] = whole.get(i).byteValue();
    }
    return out;
  }

  /** A list of 32-bit floats; empty where there is none. */
  public float[] floats(String key) {
    Optional<Place> place = place(key, true, F32);
    float[] out = new float[place.map(p -> (int) p.count()).orElse(0)];
    place.ifPresent(
        p -> {
          GgufCursor in = new GgufCursor(file, p.at());
          for (int i = 0; i < out.length; i++) {
            out[i] = Float.intBitsToFloat(in.i32());
          }
        });
    return out;
  }

  /** A list of texts; empty where there is none. */
  public List<String> texts(String key) {
    List<String> out = new ArrayList<>();
    place(key, true, TEXT)
        .ifPresent(
            p -> {
              GgufCursor in = new GgufCursor(file, p.at());
              for (long i = 0; i < p.count(); i++) {
                out.add(in.text(LONGEST_TEXT));
              }
            });
    return out;
  }

  private Optional<Place> place(String key, boolean list, int... types) {
    Place p = places.get(key);
    if (p == null) {
      return Optional.empty();
    }
    boolean known = java.util.Arrays.stream(types).anyMatch(t -> t == p.type());
    if (!known || p.list() != list || p.count() > LONGEST_LIST) {
      throw new FormatException(key + " is not of the type, or the length, that it should have");
    }
    return Optional.of(p);
  }
}
