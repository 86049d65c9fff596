package zoetrope.c2pa;

import com.upokecenter.cbor.CBORObject;
import com.upokecenter.cbor.CBORType;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import zoetrope.c2pa.format.Cbor;
import zoetrope.c2pa.format.MalformedException;

/**
 * A COSE_Sign1 signature over detached content (RFC 9052, 4.2), as C2PA's 13.2 narrows it.
 *
 * @param chain the signer's certificate first; not trusted
 * @param head the protected header as signed; the array is shared
 * @param signature the array is shared
 */
@SuppressWarnings("ArrayRecordComponent")
record Cose(Algorithm algorithm, List<X509Certificate> chain, byte[] head, byte[] signature) {
  private static final int TAG = 18;
  private static final int ALG = 1;
  private static final int X5CHAIN = 33;
  private static final int MAX_CHAIN = 8;

  /** A tagged signature of a claim. */
  static byte[] sign(byte[] claim, SigningKey key) {
    CBORObject[] certificates =
        key.shown().stream().map(c -> CBORObject.FromObject(encoded(c))).toArray(CBORObject[]::new);
    byte[] head =
        Cbor.map(
                ALG,
                key.algorithm().number(),
                X5CHAIN,
                certificates.length == 1 ? certificates[0] : Cbor.list(certificates))
            .EncodeToBytes();
    byte[] signature = key.sign(toBeSigned(head, claim));
    return CBORObject.FromObjectAndTag(
            Cbor.list(
                CBORObject.FromObject(head),
                CBORObject.NewOrderedMap(),
                CBORObject.Null,
                CBORObject.FromObject(signature)),
            TAG)
        .EncodeToBytes();
  }

  private static byte[] encoded(X509Certificate c) {
    try {
      return c.getEncoded();
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a certificate that was read has no encoding", e);
    }
  }

  private static byte[] toBeSigned(byte[] head, byte[] claim) {
    return Cbor.list(
            CBORObject.FromObject("Signature1"),
            CBORObject.FromObject(head),
            CBORObject.FromObject(new byte[0]),
            CBORObject.FromObject(claim))
        .EncodeToBytes();
  }

  /** Reads a signature; throws {@link MalformedException} where it is none that C2PA allows. */
  static Cose read(byte[] bytes) {
    CBORObject tagged = Cbor.read(bytes);
    if (!tagged.HasOneTag(TAG)) {
      throw new MalformedException("no COSE_Sign1");
    }
    CBORObject sign1 = tagged.UntagOne();
    if (sign1.getType() != CBORType.Array
        || sign1.size() != 4
        || sign1.get(0).getType() != CBORType.ByteString
        || sign1.get(1).getType() != CBORType.Map
        || !sign1.get(2).equals(CBORObject.Null)
        || sign1.get(3).getType() != CBORType.ByteString) {
      throw new MalformedException("no COSE_Sign1 of detached content");
    }
    byte[] head = sign1.get(0).GetByteString();
    CBORObject headers = Cbor.read(head);
    CBORObject number = Cbor.need(headers, ALG, CBORType.Integer);
    Algorithm algorithm =
        (number.AsNumber().CanFitInInt32()
                ? Algorithm.of(number.AsInt32Value())
                : java.util.Optional.<Algorithm>empty())
            .orElseThrow(() -> new MalformedException("an algorithm that C2PA does not allow"));
    return new Cose(algorithm, chain(headers, sign1.get(1)), head, sign1.get(3).GetByteString());
  }

  private static List<X509Certificate> chain(CBORObject headers, CBORObject unsigned) {
    CBORObject label = CBORObject.FromObject(X5CHAIN);
    if (!headers.ContainsKey(label) || unsigned.ContainsKey(label)) {
      throw new MalformedException("not exactly one signed certificate chain");
    }
    CBORObject x5chain = headers.get(label);
    List<CBORObject> items =
        x5chain.getType() == CBORType.Array ? List.copyOf(x5chain.getValues()) : List.of(x5chain);
    if (items.isEmpty() || items.size() > MAX_CHAIN) {
      throw new MalformedException("a certificate chain of " + items.size());
    }
    List<X509Certificate> chain = new ArrayList<>();
    for (CBORObject item : items) {
      chain.add(certificate(item));
    }
    return List.copyOf(chain);
  }

  private static X509Certificate certificate(CBORObject item) {
    if (item.getType() != CBORType.ByteString) {
      throw new MalformedException("a certificate that is no byte string");
    }
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(item.GetByteString()));
    } catch (CertificateException e) {
      throw new MalformedException("a certificate that cannot be read: " + e.getMessage());
    }
  }

  /** Whether the signature is that of the claim by the chain's first key. */
  boolean signs(byte[] claim) {
    return algorithm.verify(chain.getFirst().getPublicKey(), toBeSigned(head, claim), signature);
  }
}
