package zoetrope.systemtest.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Small files of weights, byte for byte as other programs write them. */
final class WeightSeeds {
  /** OrderedDict(w=_rebuild_tensor_v2(storage 0, 0, (2,), (1,), False, OrderedDict())). */
  private static final String PICKLE =
      "\u0080\u0002ccollections\nOrderedDict\n)R(X\u0001\0\0\0wctorch._utils\n_rebuild_tensor_v2\n"
          + "((X\u0007\0\0\0storagectorch\nFloatStorage\nX\u0001\0\0\0000X\u0003\0\0\0cpuK\u0002tQ"
          + "K\0K\u0002\u0085K\u0001\u0085\u0089ccollections\nOrderedDict\n)RtRu.";

  private WeightSeeds() {}

  /** A file of two remarks, floats and one block of Q8_0. */
  static byte[] gguf() {
    ByteBuffer b = ByteBuffer.allocate(320).order(ByteOrder.LITTLE_ENDIAN);
    b.put("GGUF".getBytes(StandardCharsets.US_ASCII)).putInt(3).putLong(2).putLong(2);
    text(b, "general.architecture").putInt(8);
    text(b, "wan");
    text(b, "names").putInt(9).putInt(8).putLong(2);
    text(text(b, "a"), "b");
    text(b, "f").putInt(2).putLong(2).putLong(2).putInt(0).putLong(0);
    text(b, "q").putInt(1).putLong(32).putInt(8).putLong(32);
    int data = (b.position() + 31) / 32 * 32;
    return Arrays.copyOf(b.array(), data + 32 + 34);
  }

  private static ByteBuffer text(ByteBuffer b, String text) {
    return b.putLong(text.length()).put(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** An archive of one tensor of two floats. */
  static byte[] torch() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      add(zip, "archive/data.pkl", PICKLE.getBytes(StandardCharsets.ISO_8859_1));
      add(zip, "archive/byteorder", "little".getBytes(StandardCharsets.US_ASCII));
      add(zip, "archive/data/0", new byte[8]);
    }
    return out.toByteArray();
  }

  private static void add(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    ZipEntry e = new ZipEntry(name);
    CRC32 sum = new CRC32();
    sum.update(bytes);
    e.setMethod(ZipEntry.STORED);
    e.setSize(bytes.length);
    e.setCrc(sum.getValue());
    zip.putNextEntry(e);
    zip.write(bytes);
    zip.closeEntry();
  }
}
