package zoetrope.media.decode;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import zoetrope.media.MediaException;
import zoetrope.media.MediaProblem;
import zoetrope.media.MediaRemedy;

/**
 * What a PNG of a cut-out says beside its picture. Other chunks are passed over unread: one that is
 * damaged does not keep the picture from being used.
 */
public final class PngAlpha {
  /**
   * The chunk's name: ancillary, private, and not to be copied by a program that changes the
   * picture, as the cases of its letters say (PNG specification, section 5.4). It holds a byte a
   * pixel, row by row, compressed by zlib, and comes before the picture's data.
   */
  public static final String CHUNK = "zoAL";

  private static final long SIGNATURE = 0x89504E470D0A1A0AL;

  private PngAlpha() {}

  /**
   * The alpha of the picture that a cut-out was cut from, a byte a pixel; empty in a file that says
   * none, or is no PNG.
   *
   * @param pixels of the picture
   * @throws MediaException where the chunk is damaged, or of a picture of another size
   */
  public static Optional<byte[]> read(Path file, int pixels) {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      return in.readLong() == SIGNATURE ? find(in, pixels) : Optional.empty();
    } catch (IOException | DataFormatException e) {
      throw new MediaException(
          e, file, MediaProblem.DAMAGED_CUTOUT, MediaRemedy.CUT_OUT_AGAIN, e.getMessage());
    }
  }

  private static Optional<byte[]> find(DataInputStream in, int pixels)
      throws IOException, DataFormatException {
    while (true) {
      int length = in.readInt();
      byte[] type = in.readNBytes(4);
      String name = new String(type, StandardCharsets.ISO_8859_1);
      if (length < 0 || name.equals("IDAT") || name.equals("IEND")) {
        return Optional.empty();
      }
      if (name.equals(CHUNK)) {
        byte[] data = in.readNBytes(length);
        CRC32 crc = new CRC32();
        crc.update(type);
        crc.update(data);
        if (in.readInt() != (int) crc.getValue()) {
          throw new DataFormatException("its checksum is wrong");
        }
        return Optional.of(plane(data, pixels));
      }
      in.skipNBytes(length + 4L);
    }
  }

  private static byte[] plane(byte[] data, int pixels) throws DataFormatException {
    try (Inflater inflater = new Inflater()) {
      inflater.setInput(data);
      byte[] out = new byte[pixels];
      int n = 0;
      while (n < pixels) {
        int more = inflater.inflate(out, n, pixels - n);
        if (more == 0) {
          throw new DataFormatException("%d of %d pixels".formatted(n, pixels));
        }
        n += more;
      }
      if (inflater.inflate(new byte[1]) > 0) {
        throw new DataFormatException("more than %d pixels".formatted(pixels));
      }
      return out;
    }
  }
}
