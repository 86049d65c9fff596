package zoetrope.media;

import static zoetrope.media.Stored.ascii;
import static zoetrope.media.Stored.ints;
import static zoetrope.media.Stored.joined;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/** ICC profiles written byte by byte. */
final class IccBytes {
  private IccBytes() {}

  /** Adobe RGB (1998): primaries and a gamma of 563/256, adapted to D50. */
  static byte[] adobeRgb() {
    Map<String, byte[]> tags = new LinkedHashMap<>();
    tags.put("wtpt", xyz(0.9642, 1, 0.8249));
    tags.put("rXYZ", xyz(0.60974, 0.31111, 0.01947));
    tags.put("gXYZ", xyz(0.20528, 0.62567, 0.06087));
    tags.put("bXYZ", xyz(0.14919, 0.06322, 0.74457));
    byte[] gamma = gamma(563.0 / 256);
    tags.put("rTRC", gamma);
    tags.put("gTRC", gamma);
    tags.put("bTRC", gamma);
    return profile("mntr", "RGB ", "XYZ ", tags);
  }

  /** An sRGB colour in Adobe RGB, 0 to 1. */
  static double[] toAdobe(int[] srgb) {
    double[][] m = {{0.71513, 0.28487, 0}, {0, 1, 0}, {0, 0.04117, 0.95883}};
    double[] out = new double[3];
    for (int i = 0; i < 3; i++) {
      double l = 0;
      for (int j = 0; j < 3; j++) {
        l += m[i][j] * Light.fromSrgb(srgb[j] / 255.0);
      }
      out[i] = Math.pow(l, 256.0 / 563);
    }
    return out;
  }

  /**
   * A table (lut16) that turns red, green and blue, of linear light and sRGB's primaries, round.
   */
  static byte[] rotatedLut() {
    // XYZ as PCS: values of 1 + 32767/32768 are FFFF; input curves are straight.
    double[][] columns = {
      {0.43607, 0.22249, 0.01392}, {0.38515, 0.71687, 0.09708}, {0.14307, 0.06061, 0.71410}
    };
    ByteBuffer clut = ByteBuffer.allocate(8 * 3 * 2);
    for (int r = 0; r < 2; r++) {
      for (int g = 0; g < 2; g++) {
        for (int b = 0; b < 2; b++) {
          int[] on = {b, r, g}; // stored red is shown as green, green as blue, blue as red
          for (int i = 0; i < 3; i++) {
            double v = on[0] * columns[0][i] + on[1] * columns[1][i] + on[2] * columns[2][i];
            clut.putShort((short) Math.round(v * 32_768));
          }
        }
      }
    }
    Map<String, byte[]> tags = new LinkedHashMap<>();
    tags.put("wtpt", xyz(0.9642, 1, 0.8249));
    tags.put("A2B0", lut16(3, clut.array()));
    return profile("scnr", "RGB ", "XYZ ", tags);
  }

  /** CMYK to Lab by a table: no ink is white, each ink takes its part of L alone; black all. */
  static byte[] greyInks() {
    ByteBuffer clut = ByteBuffer.allocate(16 * 3 * 2);
    for (int i = 0; i < 16; i++) {
      int inks = Integer.bitCount(i >> 1); // cyan is the slowest, black the fastest
      double l = (i & 1) == 1 ? 0 : 100 - 20 * inks;
      clut.putShort((short) Math.round(l * 652.8));
      clut.putShort((short) 0x8000).putShort((short) 0x8000);
    }
    Map<String, byte[]> tags = new LinkedHashMap<>();
    tags.put("wtpt", xyz(0.9642, 1, 0.8249));
    tags.put("A2B0", lut16(4, clut.array()));
    return profile("prtr", "CMYK", "Lab ", tags);
  }

  /** Grey of a gamma. */
  static byte[] grey(double gamma) {
    Map<String, byte[]> tags = new LinkedHashMap<>();
    tags.put("wtpt", xyz(0.9642, 1, 0.8249));
    tags.put("kTRC", gamma(gamma));
    return profile("mntr", "GRAY", "XYZ ", tags);
  }

  private static byte[] lut16(int inputs, byte[] clut) {
    ByteBuffer line = ByteBuffer.allocate(2 * 2 * (inputs + 3));
    for (int i = 0; i < inputs + 3; i++) {
      line.putShort((short) 0).putShort((short) 0xFFFF);
    }
    byte[] all = line.array();
    return joined(
        ascii("mft2\0\0\0\0"),
        new byte[] {(byte) inputs, 3, 2, 0},
        ints(4, 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x10000),
        ints(2, 2, 2),
        java.util.Arrays.copyOf(all, 4 * inputs),
        clut,
        java.util.Arrays.copyOf(all, 12));
  }

  private static byte[] xyz(double x, double y, double z) {
    return joined(ascii("XYZ \0\0\0\0"), ints(4, fixed(x), fixed(y), fixed(z)));
  }

  private static byte[] gamma(double g) {
    return joined(ascii("curv\0\0\0\0"), ints(4, 1), ints(2, (int) Math.round(g * 256), 0));
  }

  private static int fixed(double v) {
    return (int) Math.round(v * 65_536);
  }

  private static byte[] profile(String kind, String space, String pcs, Map<String, byte[]> tags) {
    tags.put("desc", joined(ascii("desc\0\0\0\0"), ints(4, 2), ascii("t\0"), new byte[78]));
    tags.put("cprt", joined(ascii("text\0\0\0\0"), ascii("none\0")));
    byte[] table = ints(4, tags.size());
    byte[] data = new byte[0];
    int at = 128 + 4 + 12 * tags.size();
    for (Map.Entry<String, byte[]> t : tags.entrySet()) {
      int size = t.getValue().length;
      byte[] padded =
          java.util.Arrays.copyOf(t.getValue(), -(-size / 4) * 4 + (size % 4 > 0 ? 4 : 0));
      table = joined(table, ascii(t.getKey()), ints(4, at + data.length, size));
      data = joined(data, padded);
    }
    ByteBuffer head = ByteBuffer.allocate(128);
    head.putInt(at + data.length).putInt(0).putInt(0x02100000).put(ascii(kind)).put(ascii(space));
    head.put(ascii(pcs)).position(36).put(ascii("acsp"));
    head.position(68).put(ints(4, fixed(0.9642), 0x10000, fixed(0.8249)));
    return joined(head.array(), table, data);
  }
}
