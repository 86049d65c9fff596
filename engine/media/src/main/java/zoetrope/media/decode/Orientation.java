package zoetrope.media.decode;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How a camera was held, as EXIF keeps it in a JPEG: cameras store what the sensor saw and leave it
 * to the reader to turn it. The names say what to do to the stored picture; the order is EXIF's.
 */
public enum Orientation {
  UPRIGHT,
  MIRRORED,
  TURNED,
  MIRRORED_AND_TURNED,
  TRANSPOSED,
  CLOCKWISE,
  TRANSVERSED,
  COUNTERCLOCKWISE;

  private static final int TAG = 0x0112;
  private static final int APP1 = 0xE1;
  private static final int START_OF_SCAN = 0xDA;

  /** Of a JPEG; upright where the file is none or does not say. */
  public static Orientation of(Path file) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      if (in.read() != 0xFF || in.read() != 0xD8) {
        return UPRIGHT;
      }
      while (in.read() == 0xFF) {
        int marker = in.read();
        int length = in.readUnsignedShort() - 2;
        if (marker == START_OF_SCAN || length < 0) {
          return UPRIGHT;
        }
        byte[] segment = in.readNBytes(length);
        if (marker == APP1 && exif(segment)) {
          return inTiff(ByteBuffer.wrap(segment, 6, segment.length - 6).slice());
        }
      }
      return UPRIGHT;
    } catch (java.io.EOFException | BufferUnderflowException | IndexOutOfBoundsException _) {
      return UPRIGHT; // a damaged note about the picture is no reason to refuse it
    }
  }

  private static boolean exif(byte[] segment) {
    return segment.length > 6
        && new String(segment, 0, 6, StandardCharsets.ISO_8859_1).equals("Exif\0\0");
  }

  private static Orientation inTiff(ByteBuffer tiff) {
    tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int directory = tiff.getInt(4);
    int entries = tiff.getShort(directory) & 0xFFFF;
    for (int i = 0; i < entries; i++) {
      int entry = directory + 2 + 12 * i;
      if ((tiff.getShort(entry) & 0xFFFF) == TAG) {
        int value = tiff.getShort(entry + 8);
        return value >= 1 && value <= 8 ? values()[value - 1] : UPRIGHT;
      }
    }
    return UPRIGHT;
  }

  /** Whether width and height change places. */
  public boolean sideways() {
    return ordinal() >= TRANSPOSED.ordinal();
  }

  /** The stored pixels, four bytes each, the right way up. */
  public byte[] upright(byte[] rgba, int width, int height) {
    if (this == UPRIGHT) {
      return rgba;
    }
    byte[] out = new byte[rgba.length];
    int wide = sideways() ? height : width;
    for (int i = 0; i < width * height; i++) {
      int from = stored(i % wide, i / wide, width, height);
      System.arraycopy(rgba, 4 * from, out, 4 * i, 4);
    }
    return out;
  }

  /** Where the pixel shown at (x, y) is stored. */
  private int stored(int x, int y, int w, int h) {
    int right = w - 1;
    int bottom = h - 1;
    return switch (this) {
      case UPRIGHT -> y * w + x;
      case MIRRORED -> y * w + right - x;
      case TURNED -> (bottom - y) * w + right - x;
      case MIRRORED_AND_TURNED -> (bottom - y) * w + x;
      case TRANSPOSED -> x * w + y;
      case CLOCKWISE -> (bottom - x) * w + y;
      case TRANSVERSED -> (bottom - x) * w + right - y;
      case COUNTERCLOCKWISE -> x * w + right - y;
    };
  }
}
