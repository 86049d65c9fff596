package zoetrope.c2pa.carrier;

import com.upokecenter.cbor.CBORObject;
import com.upokecenter.cbor.CBORType;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import zoetrope.c2pa.format.Cbor;
import zoetrope.c2pa.format.MalformedException;

/** {@code c2pa.hash.data}: all bytes but one range (C2PA 2.2, 18.5). */
public final class DataBinding implements Binding {
  @Override
  public String label() {
    return "c2pa.hash.data";
  }

  @Override
  public CBORObject assertion(FileChannel file, Range manifest) throws IOException {
    return assertion(hash(file, manifest), manifest);
  }

  @Override
  public CBORObject placeholder(FileChannel file, Range manifest) {
    return assertion(new byte[32], manifest);
  }

  private static CBORObject assertion(byte[] hash, Range manifest) {
    CBORObject alg = CBORObject.FromObject("sha256");
    CBORObject pad = CBORObject.FromObject(new byte[0]);
    CBORObject sum = CBORObject.FromObject(hash);
    if (manifest.length() == 0) {
      return Cbor.map("alg", alg, "hash", sum, "pad", pad);
    }
    CBORObject left = Cbor.map("start", manifest.start(), "length", manifest.length());
    return Cbor.map("alg", alg, "hash", sum, "pad", pad, "exclusions", Cbor.list(left));
  }

  private static byte[] hash(FileChannel file, Range manifest) throws IOException {
    MessageDigest digest = Hashes.sha256();
    Hashes.add(digest, file, new Range(0, manifest.start()));
    Hashes.add(digest, file, new Range(manifest.end(), file.size() - manifest.end()));
    return digest.digest();
  }

  @Override
  public boolean holds(FileChannel file, Range manifest, CBORObject assertion) throws IOException {
    Hash256.require(assertion);
    CBORObject ranges = assertion.get("exclusions");
    if (ranges != null && (ranges.getType() != CBORType.Array || ranges.size() > 1)) {
      throw new MalformedException("more is left out of the hash than the manifest");
    }
    boolean whole = ranges == null || ranges.size() == 0;
    Range left =
        whole
            ? new Range(0, 0)
            : new Range(Cbor.size(ranges.get(0), "start"), Cbor.size(ranges.get(0), "length"));
    if (whole ? manifest.length() > 0 : !left.equals(manifest)) {
      throw new MalformedException("what is left out of the hash is not where the manifest lies");
    }
    return MessageDigest.isEqual(Cbor.bytes(assertion, "hash"), hash(file, manifest));
  }
}
