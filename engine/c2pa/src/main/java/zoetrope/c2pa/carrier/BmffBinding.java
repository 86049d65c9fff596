package zoetrope.c2pa.carrier;

import com.upokecenter.cbor.CBORObject;
import com.upokecenter.cbor.CBORType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import zoetrope.c2pa.format.Cbor;
import zoetrope.c2pa.format.MalformedException;

/**
 * {@code c2pa.hash.bmff.v3}: each box of the file's first level with its offset, but the manifest's
 * own and those that the specification always leaves out (C2PA 2.2, 18.6).
 */
final class BmffBinding implements Binding {
  /** Always left out by the specification (A.5.6). */
  private static final Set<String> ALWAYS = Set.of("ftyp", "mfra");

  /** Left out by other programs; nothing in them is shown. */
  private static final Set<String> FILLERS = Set.of("free", "skip");

  @Override
  public String label() {
    return "c2pa.hash.bmff.v3";
  }

  @Override
  public CBORObject assertion(FileChannel file, Range manifest) throws IOException {
    return assertion(hash(file, manifest, ALWAYS));
  }

  @Override
  public CBORObject placeholder(FileChannel file, Range manifest) {
    return assertion(new byte[32]);
  }

  private static CBORObject assertion(byte[] hash) {
    CBORObject own =
        Cbor.map(
            "xpath",
            CBORObject.FromObject("/uuid"),
            "data",
            Cbor.list(Cbor.map("offset", 8, "value", CBORObject.FromObject(BmffCarrier.id()))));
    return Cbor.map(
        "alg",
        CBORObject.FromObject("sha256"),
        "hash",
        CBORObject.FromObject(hash),
        "name",
        CBORObject.FromObject("the whole film"),
        "exclusions",
        Cbor.list(
            own,
            Cbor.map("xpath", CBORObject.FromObject("/ftyp")),
            Cbor.map("xpath", CBORObject.FromObject("/mfra"))));
  }

  private static byte[] hash(FileChannel file, Range manifest, Set<String> left)
      throws IOException {
    MessageDigest digest = Hashes.sha256();
    for (BmffBox box : BmffBox.in(file, new Range(0, file.size()))) {
      if (!left.contains(box.type()) && !box.range().equals(manifest)) {
        digest.update(ByteBuffer.allocate(8).putLong(box.start()).flip());
        Hashes.add(digest, file, box.range());
      }
    }
    return digest.digest();
  }

  @Override
  public boolean holds(FileChannel file, Range manifest, CBORObject assertion) throws IOException {
    Hash256.require(assertion);
    if (assertion.ContainsKey("merkle")) {
      throw new MalformedException("a film hashed in pieces, which this version does not check");
    }
    Set<String> left = left(Cbor.need(assertion, "exclusions", CBORType.Array));
    return MessageDigest.isEqual(Cbor.bytes(assertion, "hash"), hash(file, manifest, left));
  }

  /** What is left out by whole boxes of the first level; more could hide a change. */
  private static Set<String> left(CBORObject exclusions) {
    List<String> left = new ArrayList<>();
    boolean own = false;
    for (CBORObject e : exclusions.getValues()) {
      String type = Cbor.text(e, "xpath").substring(Math.min(1, Cbor.text(e, "xpath").length()));
      if (type.equals("uuid") && isOwn(e)) {
        own = true;
      } else if (e.size() == 1 && (ALWAYS.contains(type) || FILLERS.contains(type))) {
        left.add(type);
      } else {
        throw new MalformedException("'" + type + "' is left out of the hash");
      }
    }
    if (!own || !left.containsAll(ALWAYS)) {
      throw new MalformedException("what must be left out of the hash is not");
    }
    return Set.copyOf(left);
  }

  private static boolean isOwn(CBORObject exclusion) {
    CBORObject data = Cbor.need(exclusion, "data", CBORType.Array);
    return exclusion.size() == 2
        && data.size() == 1
        && Cbor.size(data.get(0), "offset") == 8
        && Arrays.equals(Cbor.bytes(data.get(0), "value"), BmffCarrier.id());
  }
}
