package zoetrope.media.picture;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.TreeMap;
import zoetrope.media.colour.Profiles;
import zoetrope.media.decode.PixelAspect;

/**
 * The segments of a JPEG before its first scan: what they say of the picture, and what of them a
 * decoder needs. Decoders stumble over the rest: odd profiles, notes in unusual places, fill bytes.
 *
 * @param head the picture's beginning, with no more than its decoder needs
 * @param scan where in the file the head is followed by the first scan
 * @param inks components: 1, 3 or 4; 0 where there is no frame before the scan
 * @param luma whether the components are luma and chroma (YCbCr, YCCK)
 */
@SuppressWarnings("ArrayRecordComponent")
record Jpeg(PictureMetadata notes, byte[] head, long scan, int inks, boolean luma) {
  private static final int START = 0xD8;
  private static final int END = 0xD9;
  private static final int START_OF_SCAN = 0xDA;
  private static final int APP0 = 0xE0;
  private static final int APP1 = 0xE1;
  private static final int APP2 = 0xE2;
  private static final int APP14 = 0xEE;
  private static final int COMMENT = 0xFE;
  private static final int LONGEST_HEAD = 32 << 20;

  private static final byte[] JFIF = ascii("JFIF\0");
  private static final byte[] EXIF = ascii("Exif\0");
  private static final byte[] ICC = ascii("ICC_PROFILE\0");
  private static final byte[] ADOBE = ascii("Adobe");

  private static byte[] ascii(String s) {
    return s.getBytes(StandardCharsets.US_ASCII);
  }

  static Jpeg of(Bytes file) throws IOException {
    return new Scanner(file).scanned();
  }

  private static final class Scanner {
    private final Bytes file;
    private final ByteArrayOutputStream head = new ByteArrayOutputStream();
    private final TreeMap<Integer, byte[]> profile = new TreeMap<>();
    private long profileSize;
    private PictureMetadata notes = PictureMetadata.NONE;
    private boolean jfif;
    private int adobe = -1;
    private int inks;
    private byte[] identifiers = new byte[0];

    Scanner(Bytes file) {
      this.file = file;
    }

    Jpeg scanned() throws IOException {
      head.write(0xFF);
      head.write(START);
      long at = 2;
      while (head.size() < LONGEST_HEAD) {
        int marker = file.at(at, 1).get() & 255;
        if (marker != 0xFF) {
          at++; // decoders look for the next marker, whatever stands between
          continue;
        }
        int kind = file.at(at + 1, 1).get() & 255;
        if (kind == 0xFF || kind == 0 || kind == START) {
          at += kind == 0xFF ? 1 : 2; // a fill byte, or nothing
          continue;
        }
        if (kind == END || kind == START_OF_SCAN) {
          return finished(at);
        }
        int length = file.at(at + 2, 2).getShort() & 0xFFFF;
        if (length < 2) {
          throw new EOFException("a segment is shorter than its own head");
        }
        byte[] body = new byte[length - 2];
        file.at(at + 4, length - 2).get(body);
        take(kind, body);
        at += 2L + length;
      }
      throw new EOFException("there is no picture behind the head");
    }

    private void take(int kind, byte[] body) throws IOException {
      switch (kind) {
        case APP0 -> {
          if (begins(body, JFIF) && body.length >= 12) {
            jfif = true;
            notes = notes.with(aspect(ByteBuffer.wrap(body)));
          }
        }
        case APP1 -> {
          if (begins(body, EXIF)) {
            notes = Tiff.exif(notes, body);
          }
        }
        case APP2 -> piece(body);
        case APP14 -> {
          if (begins(body, ADOBE) && body.length >= 12) {
            adobe = body[11] & 255;
          }
        }
        default -> {
          boolean other = (kind > APP0 && kind <= 0xEF) || kind == COMMENT;
          if (!other) {
            frame(kind, body);
            write(kind, body);
          }
        }
      }
    }

    /** Pixels an inch; without a unit it is the ratio itself, as FFmpeg writes and reads it. */
    private static PixelAspect aspect(ByteBuffer jfif) {
      int across = jfif.getShort(8) & 0xFFFF;
      int down = jfif.getShort(10) & 0xFFFF;
      return jfif.get(7) == 0 ? PixelAspect.of(across, down) : PixelAspect.of(down, across);
    }

    private static boolean begins(byte[] body, byte[] name) {
      return body.length >= name.length
          && Arrays.equals(body, 0, name.length, name, 0, name.length);
    }

    /** Profiles are cut into numbered pieces, in any order. */
    private void piece(byte[] body) {
      int start = ICC.length + 2;
      if (begins(body, ICC) && body.length > start && profileSize < Profiles.MAX_BYTES) {
        byte[] data = Arrays.copyOfRange(body, start, body.length);
        profileSize += data.length;
        profile.putIfAbsent(body[ICC.length] & 255, data);
      }
    }

    private void frame(int kind, byte[] body) {
      boolean start = kind >= 0xC0 && kind <= 0xCF && kind != 0xC4 && kind != 0xC8 && kind != 0xCC;
      if (start && body.length >= 6) {
        inks = body[5] & 255;
        identifiers = new byte[inks];
        for (int i = 0; i < inks && 6 + 3 * i < body.length; i++) {
          identifiers[i] = body[6 + 3 * i];
        }
      }
    }

    private void write(int kind, byte[] body) throws IOException {
      head.write(0xFF);
      head.write(kind);
      head.write((body.length + 2) >> 8);
      head.write(body.length + 2);
      head.write(body);
    }

    private Jpeg finished(long scan) throws IOException {
      if (!profile.isEmpty()) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] data : profile.values()) {
          all.write(data);
        }
        notes = notes.withProfile(all.toByteArray());
      }
      boolean named = Arrays.equals(identifiers, ascii("RGB"));
      boolean luma = inks == 4 ? adobe == 2 : inks == 3 && (jfif || adobe != 0 && !named);
      if (inks == 3 && adobe >= 0 && !jfif) {
        luma = adobe != 0;
      }
      return new Jpeg(notes, marked(luma), scan, inks, luma);
    }

    /** The head with the one mark that makes every decoder read the components alike. */
    private byte[] marked(boolean luma) throws IOException {
      byte[] all = head.toByteArray();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      out.write(all, 0, 2);
      if (inks == 1 || luma && inks == 3) {
        out.write(new byte[] {-1, (byte) APP0, 0, 16, 'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1});
        out.write(new byte[] {0, 0});
      } else {
        out.write(new byte[] {-1, (byte) APP14, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0});
        out.write(new byte[] {0, (byte) (luma ? 2 : 0)});
      }
      out.write(all, 2, all.length - 2);
      return out.toByteArray();
    }
  }
}
