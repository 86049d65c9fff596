package zoetrope.c2pa.carrier;

import com.upokecenter.cbor.CBORObject;
import com.upokecenter.cbor.CBORType;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import zoetrope.c2pa.format.Cbor;

/**
 * The boxes of a film's first level, each with its hash: an assertion of ours beside the binding,
 * which says that something changed but not what, and which leaves {@code ftyp} out.
 */
final class BmffParts {
  private static final int MAX_PARTS = 64;

  private BmffParts() {}

  static CBORObject of(FileChannel file, Range manifest, boolean hashed) throws IOException {
    CBORObject parts = CBORObject.NewArray();
    for (BmffBox box : BmffBox.in(file, new Range(0, file.size()))) {
      if (box.range().equals(manifest) || parts.size() == MAX_PARTS) {
        continue;
      }
      MessageDigest digest = Hashes.sha256();
      if (hashed) {
        Hashes.add(digest, file, box.range());
      }
      parts.Add(
          Cbor.map(
              "box",
              CBORObject.FromObject(box.type()),
              "hash",
              CBORObject.FromObject(digest.digest()),
              "length",
              box.size()));
    }
    return Cbor.map("parts", parts);
  }

  static List<String> changed(CBORObject now, CBORObject then) {
    List<CBORObject> is = List.copyOf(Cbor.need(now, "parts", CBORType.Array).getValues());
    List<CBORObject> was = List.copyOf(Cbor.need(then, "parts", CBORType.Array).getValues());
    List<String> changed = new ArrayList<>();
    if (is.size() != was.size()) {
      changed.add("%d boxes where there were %d".formatted(is.size(), was.size()));
    }
    for (int i = 0; i < Math.min(is.size(), was.size()); i++) {
      if (!is.get(i).equals(was.get(i))) {
        changed.add(name(Cbor.text(was.get(i), "box")));
      }
    }
    return changed;
  }

  private static String name(String type) {
    return switch (type) {
      case "mdat" -> "pictures or sound (mdat)";
      case "moov" -> "index or settings (moov)";
      case "ftyp" -> "the kind of file (ftyp)";
      default -> "box '" + type + "'";
    };
  }
}
