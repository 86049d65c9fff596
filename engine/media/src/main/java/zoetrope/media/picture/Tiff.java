package zoetrope.media.picture;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import zoetrope.media.colour.Profiles;
import zoetrope.media.decode.Orientation;
import zoetrope.media.decode.PixelAspect;

/** The first directory of a TIFF, which is also the form that EXIF has in every container. */
final class Tiff {
  private static final int PHOTOMETRIC = 262;
  private static final int ORIENTATION = 274;
  private static final int X_RESOLUTION = 282;
  private static final int Y_RESOLUTION = 283;
  private static final int PROFILE = 34_675;
  private static final int SHORT = 3;
  private static final int ENTRY = 12;
  private static final int LITTLE = 0x4949;
  private static final int BIG = 0x4D4D;

  /** A field: its type, its count, and where its value or the place of its value is. */
  private record Field(int type, long count, long at) {}

  private final Bytes bytes;
  private final ByteOrder order;
  private final Map<Integer, Field> fields = new HashMap<>();

  private Tiff(Bytes bytes, ByteOrder order) {
    this.bytes = bytes;
    this.order = order;
  }

  /** Empty where the bytes are no TIFF. */
  static Optional<Tiff> of(Bytes bytes) throws IOException {
    int mark = bytes.at(0, 2).getShort();
    if (mark != LITTLE && mark != BIG) {
      return Optional.empty();
    }
    ByteOrder order = mark == LITTLE ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    Tiff tiff = new Tiff(bytes, order);
    long directory = tiff.number(4, 4);
    int count = (int) tiff.number(directory, 2);
    for (int i = 0; i < count; i++) {
      long at = directory + 2 + (long) ENTRY * i;
      if (at + ENTRY > bytes.length()) {
        break; // what came before the cut still holds
      }
      tiff.fields.putIfAbsent(
          (int) tiff.number(at, 2),
          new Field((int) tiff.number(at + 2, 2), tiff.number(at + 4, 4), at + 8));
    }
    return Optional.of(tiff);
  }

  private long number(long at, int size) throws IOException {
    ByteBuffer b = bytes.at(at, size).order(order);
    return size == 2 ? b.getShort() & 0xFFFFL : b.getInt() & 0xFFFF_FFFFL;
  }

  Orientation orientation() throws IOException {
    Field f = fields.get(ORIENTATION);
    return f == null
        ? Orientation.UPRIGHT
        : Orientation.exif((int) number(f.at, f.type == SHORT ? 2 : 4));
  }

  /** What the samples are (TIFF 6.0, tag 262); -1 where the file does not say. */
  static int photometric(Bytes file) throws IOException {
    try {
      Optional<Tiff> tiff = of(file);
      Field f = tiff.map(t -> t.fields.get(PHOTOMETRIC)).orElse(null);
      return f == null ? -1 : (int) tiff.orElseThrow().number(f.at, f.type == SHORT ? 2 : 4);
    } catch (EOFException _) {
      return -1;
    }
  }

  /** Resolutions that differ mean pixels that are not square, as in facsimiles. */
  PixelAspect aspect() throws IOException {
    Field x = fields.get(X_RESOLUTION);
    Field y = fields.get(Y_RESOLUTION);
    return x == null || y == null ? PixelAspect.SQUARE : PixelAspect.of(ratio(y), ratio(x));
  }

  private double ratio(Field f) throws IOException {
    long at = number(f.at, 4);
    return (double) number(at, 4) / number(at + 4, 4);
  }

  Optional<byte[]> profile() throws IOException {
    Field f = fields.get(PROFILE);
    if (f == null || f.count < 5 || f.count > Profiles.MAX_BYTES) {
      return Optional.empty();
    }
    byte[] out = new byte[(int) f.count];
    bytes.at(number(f.at, 4), out.length).get(out);
    return Optional.of(out);
  }

  /** Of EXIF as it is in other containers, with or without the name before it. */
  static PictureMetadata exif(PictureMetadata notes, byte[] segment) throws IOException {
    boolean named =
        segment.length > 6
            && segment[0] == 'E'
            && segment[1] == 'x'
            && segment[2] == 'i'
            && segment[3] == 'f';
    byte[] tiff = named ? java.util.Arrays.copyOfRange(segment, 6, segment.length) : segment;
    return Bytes.lenient(
        notes,
        () -> {
          Optional<Tiff> t = of(Bytes.of(tiff));
          Orientation o = t.isPresent() ? t.get().orientation() : Orientation.UPRIGHT;
          return n -> n.with(o);
        });
  }

  /** Of a TIFF file. */
  static PictureMetadata notes(Bytes file) throws IOException {
    PictureMetadata out = PictureMetadata.NONE;
    Optional<Tiff> t = of(file);
    if (t.isEmpty()) {
      return out;
    }
    Tiff tiff = t.get();
    out = Bytes.lenient(out, () -> with(tiff.orientation()));
    out = Bytes.lenient(out, () -> with(tiff.aspect()));
    return Bytes.lenient(out, () -> with(tiff.profile()));
  }

  private static java.util.function.UnaryOperator<PictureMetadata> with(Orientation o) {
    return n -> n.with(o);
  }

  private static java.util.function.UnaryOperator<PictureMetadata> with(PixelAspect a) {
    return n -> n.with(a);
  }

  private static java.util.function.UnaryOperator<PictureMetadata> with(Optional<byte[]> icc) {
    return n -> icc.map(n::withProfile).orElse(n);
  }
}
