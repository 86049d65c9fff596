package zoetrope.media.picture;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A WebP taken apart: what it says beside the pixels, and its picture alone; of a moving one the
 * first.
 *
 * @param width pixels of the canvas; 0 where the head is damaged
 * @param height pixels of the canvas; 0 where the head is damaged
 * @param left where the picture lies on the canvas
 * @param top where the picture lies on the canvas
 * @param still a whole WebP of the picture alone; of no bytes where there is none
 */
@SuppressWarnings("ArrayRecordComponent")
record Webp(PictureMetadata notes, int width, int height, int left, int top, byte[] still) {
  private static final int LARGEST = 512 << 20;
  private static final int FRAME_HEAD = 16;

  static Webp of(Bytes file) throws IOException {
    return new Scanner(file).scanned();
  }

  private static final class Scanner {
    private final Bytes file;
    private final ByteArrayOutputStream still = new ByteArrayOutputStream();
    private PictureMetadata notes = PictureMetadata.NONE;
    private int width;
    private int height;
    private int left;
    private int top;
    private boolean extended;
    private boolean complete;

    Scanner(Bytes file) {
      this.file = file;
    }

    Webp scanned() throws IOException {
      long end = Math.min(file.length(), little(file.at(4, 4)) + 8);
      chunks(12, end);
      byte[] bytes = complete ? riff(still.toByteArray()) : new byte[0];
      return new Webp(notes, width, height, left, top, bytes);
    }

    private static long little(ByteBuffer b) {
      return b.order(ByteOrder.LITTLE_ENDIAN).getInt() & 0xFFFF_FFFFL;
    }

    private void chunks(long from, long end) throws IOException {
      for (long at = from; at + 8 <= end; ) {
        String name = name(file.at(at, 4));
        long size = little(file.at(at + 4, 4));
        long body = at + 8;
        if (size > LARGEST || body + size > end) {
          return; // cut off: what came before still holds
        }
        take(name, body, (int) size);
        at = body + size + (size & 1);
      }
    }

    private void take(String name, long body, int size) throws IOException {
      switch (name) {
        case "VP8X" -> canvas(file.at(body, Math.min(10, size)).order(ByteOrder.LITTLE_ENDIAN));
        case "ANMF" -> {
          if (!complete && size > FRAME_HEAD) {
            frame(body, size);
          }
        }
        case "ALPH" -> {
          if (!complete) {
            copy(name, body, size);
          }
        }
        case "VP8 ", "VP8L" -> {
          if (!complete) {
            bare(name, file.at(body, Math.min(10, size)).order(ByteOrder.LITTLE_ENDIAN));
            copy(name, body, size);
            complete = true;
          }
        }
        case "ICCP" -> notes = notes.withProfile(array(body, size));
        case "EXIF" -> notes = Tiff.exif(notes, array(body, size));
        default -> {}
      }
    }

    private void canvas(ByteBuffer b) {
      extended = true;
      width = (b.getInt(4) & 0xFF_FFFF) + 1;
      height = (b.getInt(6) >>> 8) + 1;
    }

    /** The size of a picture that has no head of its own. */
    private void bare(String name, ByteBuffer b) {
      if (!extended && name.equals("VP8L")) {
        width = (b.getInt(1) & 0x3FFF) + 1;
        height = (b.getInt(1) >> 14 & 0x3FFF) + 1;
      } else if (!extended) {
        width = b.getShort(6) & 0x3FFF;
        height = b.getShort(8) & 0x3FFF;
      }
    }

    private void frame(long body, int size) throws IOException {
      ByteBuffer b = file.at(body, FRAME_HEAD).order(ByteOrder.LITTLE_ENDIAN);
      left = 2 * (b.getInt(0) & 0xFF_FFFF);
      top = 2 * (b.getInt(3) & 0xFF_FFFF);
      chunks(body + FRAME_HEAD, body + size);
    }

    private void copy(String name, long body, int size) throws IOException {
      still.write(name.getBytes(StandardCharsets.ISO_8859_1));
      still.write(bytes(size));
      still.write(array(body, size));
      if ((size & 1) != 0) {
        still.write(0);
      }
    }

    private byte[] array(long at, int size) throws IOException {
      byte[] out = new byte[size];
      file.at(at, size).get(out);
      return out;
    }

    private static byte[] bytes(int value) {
      return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
    }

    private static String name(ByteBuffer b) {
      return StandardCharsets.ISO_8859_1.decode(b).toString();
    }

    /** With alpha of its own a picture needs the extended head; its size is in its own data. */
    private static byte[] riff(byte[] chunks) throws IOException {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      boolean alpha = chunks[0] == 'A';
      out.write("RIFF".getBytes(StandardCharsets.ISO_8859_1));
      out.write(bytes(4 + (alpha ? 18 : 0) + chunks.length));
      out.write("WEBP".getBytes(StandardCharsets.ISO_8859_1));
      if (alpha) {
        out.write("VP8X".getBytes(StandardCharsets.ISO_8859_1));
        out.write(bytes(10));
        out.write(new byte[] {0x10, 0, 0, 0});
        out.write(size(chunks));
      }
      out.write(chunks);
      return out.toByteArray();
    }

    /** Width and height, less one, three bytes each, as the VP8 data behind the alpha has them. */
    private static byte[] size(byte[] chunks) throws IOException {
      ByteBuffer b = ByteBuffer.wrap(chunks).order(ByteOrder.LITTLE_ENDIAN);
      int alpha = b.getInt(4);
      int vp8 = 8 + alpha + (alpha & 1) + 8;
      if (vp8 + 10 > chunks.length) {
        throw new java.io.EOFException("there is no picture behind the alpha");
      }
      int w = (b.getShort(vp8 + 6) & 0x3FFF) - 1;
      int h = (b.getShort(vp8 + 8) & 0x3FFF) - 1;
      return new byte[] {(byte) w, (byte) (w >> 8), 0, (byte) h, (byte) (h >> 8), 0};
    }
  }
}
