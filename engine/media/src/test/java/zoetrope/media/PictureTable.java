package zoetrope.media;

import static zoetrope.media.Stored.ints;
import static zoetrope.media.Stored.joined;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bytedeco.ffmpeg.global.avutil;
import org.junit.jupiter.api.io.TempDir;
import zoetrope.core.image.RgbaImage;
import zoetrope.media.Stored.Part;

/** What the tables of pictures have in common: files in every container. */
abstract class PictureTable {
  static final UnaryOperator<int[]> AS_IT_IS = UnaryOperator.identity();

  @TempDir Path folder;

  static byte[] jpeg(int orientation, boolean progressive, UnaryOperator<int[]> colour)
      throws IOException {
    return Stored.jpeg(Corners.image(orientation, BufferedImage.TYPE_INT_RGB, colour), progressive);
  }

  byte[] webp(int orientation, boolean lossless, UnaryOperator<int[]> colour) throws IOException {
    Path file =
        new Coded("webp", "libwebp", lossless ? "bgra" : "yuva420p", Corners.W, Corners.H)
            .option("lossless", lossless ? "1" : "0")
            .option("quality", "95")
            .write(
                folder.resolve("plain.webp"),
                (_, x, y) -> {
                  int[] c = colour.apply(Corners.stored(orientation, x, y));
                  int[] v = lossless ? c : Corners.yuv(c, 0.299, 0.114, false, 8);
                  return new int[] {v[0], v[1], v[2], c.length > 3 ? c[3] : 255};
                });
    return Files.readAllBytes(file);
  }

  static final byte[] ISPE = Stored.full("ispe", 0, 0, ints(4, Corners.W, Corners.H));

  byte[] av1(UnaryOperator<int[]> colour, boolean luma) {
    Path file =
        new Coded("ivf", "libaom-av1", luma ? "yuv444p" : "gray", Corners.W, Corners.H)
            .option("crf", "5")
            .range(avutil.AVCOL_RANGE_JPEG)
            .colours(1, 13, avutil.AVCOL_SPC_SMPTE170M)
            .write(
                folder.resolve("plain.ivf"),
                (_, x, y) -> {
                  int[] c = colour.apply(Corners.stored(1, x, y));
                  return luma ? Corners.yuv(c, 0.299, 0.114, true, 8) : c;
                });
    try {
      byte[] ivf = Files.readAllBytes(file);
      return Arrays.copyOfRange(ivf, 44, ivf.length);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  static byte[] av1c(boolean grey) {
    return Stored.box("av1C", new byte[] {(byte) 0x81, 0x20, (byte) (grey ? 0x10 : 0), 0});
  }

  static byte[] hevc() throws IOException {
    try (var in = PictureTable.class.getResourceAsStream("corners.hevc")) {
      return in.readAllBytes();
    }
  }

  /** Cuts an Annex B stream into its units. */
  static List<byte[]> units(byte[] stream) {
    List<byte[]> out = new ArrayList<>();
    int start = -1;
    for (int i = 0; i + 3 <= stream.length; i++) {
      if (stream[i] == 0 && stream[i + 1] == 0 && stream[i + 2] == 1) {
        if (start >= 0) {
          int end = stream[i - 1] == 0 ? i - 1 : i;
          out.add(Arrays.copyOfRange(stream, start, end));
        }
        start = i + 3;
      }
    }
    out.add(Arrays.copyOfRange(stream, start, stream.length));
    return out;
  }

  static byte[] hvcC(List<byte[]> units) {
    byte[] out =
        joined(
            new byte[] {1, 4, 8, 0, 0, 0, (byte) 0x9D, 8, 0, 0, 0, 0, 30},
            new byte[] {(byte) 0xF0, 0, (byte) 0xFC, (byte) 0xFD, (byte) 0xF8, (byte) 0xF8},
            new byte[] {0, 0, 0x0F, 3});
    for (byte[] u : units) {
      int type = u[0] >> 1 & 63;
      if (type >= 32 && type <= 34) {
        out = joined(out, ints(1, type), ints(2, 1, u.length), u);
      }
    }
    return Stored.box("hvcC", out);
  }

  static byte[] slices(List<byte[]> units) {
    byte[] out = new byte[0];
    for (byte[] u : units) {
      if ((u[0] >> 1 & 63) < 32) {
        out = joined(out, ints(4, u.length), u);
      }
    }
    return out;
  }

  Path heif(String kind, byte[]... more) throws IOException {
    List<byte[]> properties = new ArrayList<>();
    properties.add(ISPE);
    boolean avif = kind.equals("avif");
    List<byte[]> units = units(hevc());
    properties.add(avif ? av1c(false) : hvcC(units));
    properties.addAll(List.of(more));
    int[] numbers = new int[properties.size()];
    Arrays.setAll(numbers, i -> i + 1);
    byte[] data = avif ? av1(AS_IT_IS, true) : slices(units);
    Stored.Item item = new Stored.Item(avif ? "av01" : "hvc1", data, numbers);
    Path file = folder.resolve("picture." + kind);
    return Files.write(file, Stored.heif(avif ? "avif" : "heic", properties, List.of(), item));
  }

  static int[] with(int[] colour, int alpha) {
    return new int[] {colour[0], colour[1], colour[2], alpha};
  }

  RgbaImage png(int bits, UnaryOperator<int[]> colour, Part... before) throws IOException {
    Path file = folder.resolve("calibrated.png");
    byte[] rows = Stored.samples(1, bits, colour);
    Stored.png(file, Corners.W, Corners.H, bits, 2, rows, List.of(before), List.of());
    return Images.read(file);
  }
}
