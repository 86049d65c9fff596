package zoetrope.media;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Pictures written byte by byte, so that every note stands where and as a test wants it. */
final class Stored {
  /** A chunk, segment or box of a name. */
  record Part(String name, byte[] data) {}

  private Stored() {}

  static byte[] ascii(String s) {
    return s.getBytes(StandardCharsets.ISO_8859_1);
  }

  static byte[] joined(byte[]... all) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] b : all) {
      out.writeBytes(b);
    }
    return out.toByteArray();
  }

  /** EXIF without its name: a directory with an orientation behind another entry. */
  static byte[] exif(int orientation, boolean intel) {
    ByteBuffer b = ByteBuffer.allocate(8 + 2 + 24 + 4);
    b.order(intel ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    b.put(ascii(intel ? "II" : "MM")).putShort((short) 42).putInt(8).putShort((short) 2);
    b.putShort((short) 0x0100).putShort((short) 4).putInt(1).putInt(64);
    b.putShort((short) 0x0112).putShort((short) 3).putInt(1);
    b.putShort((short) orientation).putShort((short) 0).putInt(0);
    return b.array();
  }

  // --- PNG

  static byte[] chunk(String name, byte[] data) {
    CRC32 crc = new CRC32();
    crc.update(ascii(name));
    crc.update(data);
    ByteBuffer b = ByteBuffer.allocate(12 + data.length);
    return b.putInt(data.length).put(ascii(name)).put(data).putInt((int) crc.getValue()).array();
  }

  static byte[] deflated(byte[] data) {
    try (Deflater d = new Deflater()) {
      d.setInput(data);
      d.finish();
      byte[] out = new byte[data.length + 1000];
      return Arrays.copyOf(out, d.deflate(out));
    }
  }

  static byte[] iccp(byte[] profile) {
    return joined(ascii("of a test\0\0"), deflated(profile));
  }

  /**
   * A PNG of rows as they are.
   *
   * @param type 0 grey, 2 red-green-blue, 3 palette, 4 grey and alpha, 6 all four
   * @param before chunks before the picture; PLTE and tRNS among them
   */
  static Path png(
      Path file, int w, int h, int bits, int type, byte[] rows, List<Part> before, List<Part> after)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10});
    ByteBuffer head = ByteBuffer.allocate(13).putInt(w).putInt(h).put((byte) bits).put((byte) type);
    out.writeBytes(chunk("IHDR", head.array()));
    before.forEach(p -> out.writeBytes(chunk(p.name, p.data)));
    int stride = rows.length / h;
    ByteArrayOutputStream filtered = new ByteArrayOutputStream();
    for (int y = 0; y < h; y++) {
      filtered.write(0);
      filtered.write(rows, y * stride, stride);
    }
    byte[] packed = deflated(filtered.toByteArray());
    out.writeBytes(chunk("IDAT", Arrays.copyOf(packed, 20)));
    out.writeBytes(chunk("IDAT", Arrays.copyOfRange(packed, 20, packed.length)));
    after.forEach(p -> out.writeBytes(chunk(p.name, p.data)));
    out.writeBytes(chunk("IEND", new byte[0]));
    return Files.write(file, out.toByteArray());
  }

  /** Samples of an orientation's stored picture, of so many bits. */
  static byte[] samples(int orientation, int bits, java.util.function.UnaryOperator<int[]> colour) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int y = 0; y < Corners.H; y++) {
      for (int x = 0; x < Corners.W; x++) {
        for (int v : colour.apply(Corners.stored(orientation, x, y))) {
          if (bits == 16) {
            out.write(v >> 8);
          }
          out.write(v);
        }
      }
    }
    return out.toByteArray();
  }

  // --- JPEG

  static byte[] jpeg(BufferedImage image, boolean progressive) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      ImageWriteParam p = writer.getDefaultWriteParam();
      p.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      p.setCompressionQuality(0.98f);
      if (progressive) {
        p.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
      }
      writer.write(null, new IIOImage(image, null, null), p);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** Components as they are, without any mark of their meaning. */
  static byte[] jpegOf(java.awt.image.Raster raster) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      ImageWriteParam p = writer.getDefaultWriteParam();
      p.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      p.setCompressionQuality(0.98f);
      writer.write(null, new IIOImage(raster, null, null), p);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  static byte[] segment(int marker, byte[] data) {
    ByteBuffer b = ByteBuffer.allocate(4 + data.length).put((byte) 0xFF).put((byte) marker);
    return b.putShort((short) (data.length + 2)).put(data).array();
  }

  /** Puts segments behind the beginning, or behind JFIF. */
  static byte[] with(byte[] jpeg, boolean behindJfif, byte[]... segments) {
    int at = 2;
    if (behindJfif) {
      at += 2 + ((jpeg[4] & 255) << 8 | jpeg[5] & 255);
    }
    return joined(
        Arrays.copyOf(jpeg, at), joined(segments), Arrays.copyOfRange(jpeg, at, jpeg.length));
  }

  /** A profile cut into pieces, in the order of their numbers or against it. */
  static byte[] icc(byte[] profile, int pieces, boolean backwards) {
    List<byte[]> all = new ArrayList<>();
    int size = (profile.length + pieces - 1) / pieces;
    for (int i = 0; i < pieces; i++) {
      byte[] data = Arrays.copyOfRange(profile, i * size, Math.min(profile.length, (i + 1) * size));
      byte[] head = joined(ascii("ICC_PROFILE\0"), new byte[] {(byte) (i + 1), (byte) pieces});
      all.add(backwards ? 0 : all.size(), segment(0xE2, joined(head, data)));
    }
    return joined(all.toArray(byte[][]::new));
  }

  // --- WebP

  /** A WebP of chunks around the picture data of a plain one. */
  static byte[] webp(byte[] plain, int flags, int w, int h, List<Part> before, List<Part> after) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteBuffer x = ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN).putInt(flags);
    put24(x, w - 1);
    put24(x, h - 1);
    out.writeBytes(riff("VP8X", x.array()));
    before.forEach(p -> out.writeBytes(riff(p.name, p.data)));
    out.writeBytes(picture(plain));
    after.forEach(p -> out.writeBytes(riff(p.name, p.data)));
    return riffFile(out.toByteArray());
  }

  static byte[] riffFile(byte[] chunks) {
    ByteBuffer b = ByteBuffer.allocate(12 + chunks.length).order(ByteOrder.LITTLE_ENDIAN);
    return b.put(ascii("RIFF")).putInt(4 + chunks.length).put(ascii("WEBP")).put(chunks).array();
  }

  static void put24(ByteBuffer b, int v) {
    b.put((byte) v).put((byte) (v >> 8)).put((byte) (v >> 16));
  }

  static byte[] riff(String name, byte[] data) {
    int padded = data.length + (data.length & 1);
    ByteBuffer b = ByteBuffer.allocate(8 + padded).order(ByteOrder.LITTLE_ENDIAN);
    return b.put(ascii(name)).putInt(data.length).put(data).array();
  }

  /** The ALPH, VP8 and VP8L chunks of a WebP, with their heads. */
  static byte[] picture(byte[] webp) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteBuffer b = ByteBuffer.wrap(webp).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = 12; at + 8 <= webp.length; ) {
      String name = new String(webp, at, 4, StandardCharsets.ISO_8859_1);
      int size = b.getInt(at + 4) + 8;
      size += size & 1;
      if (name.equals("VP8 ") || name.equals("VP8L") || name.equals("ALPH")) {
        out.write(webp, at, Math.min(size, webp.length - at));
      }
      at += size;
    }
    return out.toByteArray();
  }

  // --- TIFF

  /** An uncompressed TIFF of 8-bit samples with an orientation, resolutions and a profile. */
  static byte[] tiff(
      boolean intel,
      int orientation,
      int photometric,
      byte[] samples,
      byte[] icc,
      int xRes,
      int yRes)
      throws IOException {
    int each = samples.length / (Corners.W * Corners.H);
    int extra = photometric == 2 && each == 4 ? 1 : 0;
    int entries = 13 + extra + (icc.length > 0 ? 1 : 0);
    int directory = 8 + samples.length;
    int more = directory + 2 + 12 * entries + 4;
    ByteBuffer b = ByteBuffer.allocate(more + 32 + icc.length);
    b.order(intel ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    b.put(ascii(intel ? "II" : "MM")).putShort((short) 42).putInt(directory).put(samples);
    b.putShort((short) entries);
    entry(b, 256, 4, 1, Corners.W);
    entry(b, 257, 4, 1, Corners.H);
    entry(b, 258, 3, each, each == 1 ? 8 : more);
    entry(b, 259, 3, 1, 1);
    entry(b, 262, 3, 1, photometric);
    entry(b, 273, 4, 1, 8);
    entry(b, 274, 3, 1, orientation);
    entry(b, 277, 3, 1, each);
    entry(b, 278, 4, 1, Corners.H);
    entry(b, 279, 4, 1, samples.length);
    entry(b, 282, 5, 1, more + 8);
    entry(b, 283, 5, 1, more + 16);
    entry(b, 284, 3, 1, 1);
    if (extra > 0) {
      entry(b, 338, 3, 1, 2);
    }
    if (icc.length > 0) {
      entry(b, 34_675, 7, icc.length, more + 32);
    }
    b.putInt(0);
    for (int i = 0; i < 4; i++) {
      b.putShort((short) 8);
    }
    b.putInt(xRes).putInt(1).putInt(yRes).putInt(1).putLong(0).put(icc);
    return b.array();
  }

  private static void entry(ByteBuffer b, int tag, int type, int count, int value) {
    b.putShort((short) tag).putShort((short) type).putInt(count);
    if (type == 3 && count == 1) {
      b.putShort((short) value).putShort((short) 0);
    } else if (type == 3 && count < 3) {
      b.putShort((short) 8).putShort((short) 8);
    } else {
      b.putInt(value);
    }
  }

  // --- HEIF

  static byte[] box(String name, byte[]... data) {
    byte[] all = joined(data);
    return ByteBuffer.allocate(8 + all.length)
        .putInt(8 + all.length)
        .put(ascii(name))
        .put(all)
        .array();
  }

  static byte[] full(String name, int version, int flags, byte[]... data) {
    byte[] head = ByteBuffer.allocate(4).putInt(version << 24 | flags).array();
    return box(name, head, joined(data));
  }

  static byte[] ints(int size, int... values) {
    ByteBuffer b = ByteBuffer.allocate(size * values.length);
    for (int v : values) {
      for (int i = size - 1; i >= 0; i--) {
        b.put((byte) (v >> 8 * i));
      }
    }
    return b.array();
  }

  /** An item of a HEIF: its kind, its data and the numbers (from 1) of its properties. */
  record Item(String type, byte[] data, int... properties) {}

  /**
   * A HEIF whose first item is the picture.
   *
   * @param references boxes of iref
   */
  static byte[] heif(String brand, List<byte[]> properties, List<byte[]> references, Item... items)
      throws IOException {
    byte[] ftyp = box("ftyp", ascii(brand), ints(4, 0), ascii("mif1" + brand + "miaf"));
    byte[] hdlr = full("hdlr", 0, 0, ints(4, 0), ascii("pict"), new byte[13]);
    byte[] pitm = full("pitm", 0, 0, ints(2, 1));
    byte[] infe = new byte[0];
    byte[] ipma = ints(4, items.length);
    for (int i = 0; i < items.length; i++) {
      infe = joined(infe, full("infe", 2, 0, ints(2, i + 1, 0), ascii(items[i].type), new byte[1]));
      ipma = joined(ipma, ints(2, i + 1), ints(1, items[i].properties.length));
      ipma = joined(ipma, ints(1, items[i].properties));
    }
    byte[] iinf = full("iinf", 0, 0, ints(2, items.length), infe);
    byte[] ipco = box("ipco", properties.toArray(byte[][]::new));
    byte[] iprp = box("iprp", ipco, full("ipma", 0, 0, ipma));
    byte[] iref =
        references.isEmpty() ? new byte[0] : full("iref", 0, 0, references.toArray(byte[][]::new));
    int start = 0;
    byte[] meta = new byte[0];
    for (int round = 0; round < 2; round++) { // the second knows where the data begin
      byte[] iloc = joined(ints(1, 0x44, 0), ints(2, items.length));
      int at = start;
      for (int i = 0; i < items.length; i++) {
        iloc = joined(iloc, ints(2, i + 1, 0, 1), ints(4, at, items[i].data.length));
        at += items[i].data.length;
      }
      meta = full("meta", 0, 0, hdlr, pitm, full("iloc", 0, 0, iloc), iinf, iref, iprp);
      start = ftyp.length + meta.length + 8;
    }
    byte[] data = new byte[0];
    for (Item i : items) {
      data = joined(data, i.data);
    }
    return joined(ftyp, meta, box("mdat", data));
  }
}
