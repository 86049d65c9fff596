package zoetrope.c2pa;

import java.io.IOException;
import java.security.PrivateKey;
import org.bouncycastle.crypto.ExtendedDigest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.signers.DSADigestSigner;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.crypto.signers.PlainDSAEncoding;
import org.bouncycastle.crypto.util.PrivateKeyFactory;

/** ECDSA with the nonce of RFC 6979: the same message is signed alike each time. */
final class DeterministicEcdsa {
  private DeterministicEcdsa() {}

  /** The signature, r and s side by side. */
  static byte[] sign(PrivateKey key, Algorithm algorithm, byte[] message) throws IOException {
    DSADigestSigner signer =
        new DSADigestSigner(
            new ECDSASigner(new HMacDSAKCalculator(digest(algorithm))),
            digest(algorithm),
            PlainDSAEncoding.INSTANCE);
    signer.init(true, PrivateKeyFactory.createKey(key.getEncoded()));
    signer.update(message, 0, message.length);
    return signer.generateSignature();
  }

  private static ExtendedDigest digest(Algorithm algorithm) {
    return switch (algorithm) {
      case ES384 -> new SHA384Digest();
      case ES512 -> new SHA512Digest();
      case ES256, PS256, EDDSA -> new SHA256Digest();
    };
  }
}
