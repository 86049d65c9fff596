package zoetrope.service.take;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * SHA-256 of a tree of records, pictures included: two questions of the same fingerprint have the
 * same answer. Walks whatever components a record has, so that none that is added later is
 * forgotten.
 */
public final class Fingerprint {
  private final DataOutputStream out;

  private Fingerprint(DataOutputStream out) {
    this.out = out;
  }

  /**
   * The fingerprint as 64 hexadecimal digits.
   *
   * @throws IllegalArgumentException for what is neither a record nor a list, array or plain value
   */
  public static String of(Object... parts) {
    MessageDigest digest = sha256();
    try (var sink = new DigestOutputStream(OutputStream.nullOutputStream(), digest);
        DataOutputStream data = new DataOutputStream(sink)) {
      new Fingerprint(data).list(List.of(parts));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private void put(Object value) throws IOException {
    // Lists have many classes that mean the same.
    out.writeUTF(value instanceof List<?> ? "list" : value.getClass().getName());
    switch (value) {
      case Record r -> record(r);
      case List<?> l -> list(l);
      case Optional<?> o -> list(o.stream().toList());
      case byte[] b -> {
        out.writeInt(b.length);
        out.write(b);
      }
      case float[] f -> {
        out.writeInt(f.length);
        for (float v : f) {
          out.writeInt(Float.floatToIntBits(v));
        }
      }
      case String s -> text(s);
      case Enum<?> e -> text(e.name());
      case Number n -> text(n.toString());
      case Boolean b -> out.writeBoolean(b);
      default ->
          throw new IllegalArgumentException("no fingerprint of " + value.getClass().getName());
    }
  }

  private void record(Record r) throws IOException {
    for (RecordComponent c : r.getClass().getRecordComponents()) {
      text(c.getName());
      try {
        put(c.getAccessor().invoke(r));
      } catch (ReflectiveOperationException e) {
        throw new IllegalArgumentException("no fingerprint of " + c, e);
      }
    }
  }

  private void list(List<?> items) throws IOException {
    out.writeInt(items.size());
    for (Object item : items) {
      put(item);
    }
  }

  private void text(String s) throws IOException {
    byte[] utf8 = s.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    out.writeInt(utf8.length);
    out.write(utf8);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
