package zoetrope.c2pa.format;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * JUMBF superboxes (ISO/IEC 19566-5:2023): a description, then content boxes or further superboxes.
 *
 * @param type four letters; the rest of the type's UUID is ISO's suffix for all that C2PA uses
 * @param label unique among its siblings
 * @param payload description and contents, without the box's own header: what references hash; the
 *     array is shared
 */
@SuppressWarnings("ArrayRecordComponent")
public record Jumbf(
    String type, String label, List<Jumbf> boxes, List<Content> contents, byte[] payload) {
  /** A content box; the array is shared. */
  public record Content(String type, byte[] data) {}

  private static final byte[] SUFFIX = HexFormat.of().parseHex("00110010800000AA00389B71");
  private static final int HEADER = 8;

  /** Requestable, with a label; what C2PA asks of all boxes. */
  private static final int TOGGLES = 3;

  private static final int PRIVATE = 16;
  private static final int MAX_DEPTH = 6;
  private static final int MAX_BOXES = 4096;
  private static final int MAX_LABEL = 512;

  /** A superbox around superboxes. */
  public static Jumbf of(String type, String label, List<Jumbf> boxes) {
    ByteArrayOutputStream out = description(type, label);
    boxes.forEach(b -> out.writeBytes(b.bytes()));
    return new Jumbf(type, label, boxes, List.of(), out.toByteArray());
  }

  /** A superbox around one content box. */
  public static Jumbf of(String type, String label, String contentType, byte[] data) {
    ByteArrayOutputStream out = description(type, label);
    out.writeBytes(box(contentType, data));
    return new Jumbf(
        type, label, List.of(), List.of(new Content(contentType, data)), out.toByteArray());
  }

  private static ByteArrayOutputStream description(String type, String label) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(type.getBytes(StandardCharsets.US_ASCII));
    body.writeBytes(SUFFIX);
    body.write(TOGGLES);
    body.writeBytes(label.getBytes(StandardCharsets.UTF_8));
    body.write(0);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(box("jumd", body.toByteArray()));
    return out;
  }

  private static byte[] box(String type, byte[] data) {
    ByteBuffer b = ByteBuffer.allocate(HEADER + data.length);
    return b.putInt(b.capacity()).put(type.getBytes(StandardCharsets.US_ASCII)).put(data).array();
  }

  /** The whole box. */
  public byte[] bytes() {
    return box("jumb", payload);
  }

  /** The superbox of a label in this one, which may occur only once. */
  public Optional<Jumbf> find(String wanted) {
    List<Jumbf> found = boxes.stream().filter(b -> b.label().equals(wanted)).toList();
    return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
  }

  /** The single content box's data, if there is exactly one and it is of that type. */
  public Optional<byte[]> content(String wanted) {
    return boxes.isEmpty() && contents.size() == 1 && contents.getFirst().type().equals(wanted)
        ? Optional.of(contents.getFirst().data())
        : Optional.empty();
  }

  /** Reads one superbox that fills the bytes; throws {@link MalformedException} otherwise. */
  public static Jumbf read(byte[] bytes) {
    Raw outer = Raw.next(ByteBuffer.wrap(bytes));
    if (!outer.type.equals("jumb") || outer.data.length + HEADER != bytes.length) {
      throw new MalformedException("not one JUMBF superbox");
    }
    return read(outer.data, 0, new int[] {MAX_BOXES});
  }

  private static Jumbf read(byte[] payload, int depth, int[] left) {
    if (depth > MAX_DEPTH) {
      throw new MalformedException("boxes are nested too deeply");
    }
    ByteBuffer in = ByteBuffer.wrap(payload);
    Raw head = Raw.next(in);
    if (!head.type.equals("jumd")) {
      throw new MalformedException("a superbox without description");
    }
    List<Jumbf> boxes = new ArrayList<>();
    List<Content> contents = new ArrayList<>();
    while (in.hasRemaining()) {
      if (--left[0] < 0) {
        throw new MalformedException("too many boxes");
      }
      Raw raw = Raw.next(in);
      if (raw.type.equals("jumb")) {
        boxes.add(read(raw.data, depth + 1, left));
      } else {
        contents.add(new Content(raw.type, raw.data));
      }
    }
    return described(head.data, boxes, contents, payload);
  }

  private static Jumbf described(
      byte[] head, List<Jumbf> boxes, List<Content> contents, byte[] payload) {
    int label = 4 + SUFFIX.length + 1;
    if (head.length < label + 2
        || !Arrays.equals(head, 4, 4 + SUFFIX.length, SUFFIX, 0, SUFFIX.length)) {
      throw new MalformedException("a description of no known type");
    }
    int toggles = head[label - 1];
    int end = label;
    while (end < head.length && head[end] != 0) {
      end++;
    }
    boolean salted = toggles == (TOGGLES | PRIVATE) && end + 1 < head.length;
    boolean plain = toggles == TOGGLES && end + 1 == head.length;
    if (end == label || end - label > MAX_LABEL || !(plain || salted)) {
      throw new MalformedException("a description without a proper label");
    }
    return new Jumbf(
        new String(head, 0, 4, StandardCharsets.ISO_8859_1),
        new String(head, label, end - label, StandardCharsets.UTF_8),
        List.copyOf(boxes),
        List.copyOf(contents),
        payload);
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record Raw(String type, byte[] data) {
    static Raw next(ByteBuffer in) {
      if (in.remaining() < HEADER) {
        throw new MalformedException("a box is cut off");
      }
      long size = in.getInt() & 0xFFFF_FFFFL;
      byte[] type = new byte[4];
      in.get(type);
      if (size < HEADER || size - HEADER > in.remaining()) {
        throw new MalformedException("a box is larger than what it lies in");
      }
      byte[] data = new byte[(int) size - HEADER];
      in.get(data);
      return new Raw(new String(type, StandardCharsets.ISO_8859_1), data);
    }
  }
}
