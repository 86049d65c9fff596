package zoetrope.c2pa;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECKey;
import java.security.interfaces.EdECKey;
import java.security.interfaces.RSAKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Optional;

/** The signature algorithms that C2PA allows (13.2.1), by their COSE numbers (RFC 9053). */
public enum Algorithm {
  ES256(-7, "SHA256withECDSAinP1363Format"),
  ES384(-35, "SHA384withECDSAinP1363Format"),
  ES512(-36, "SHA512withECDSAinP1363Format"),
  PS256(-37, "RSASSA-PSS"),
  EDDSA(-8, "Ed25519");

  private static final int MIN_MODULUS = 2048;
  private static final int MAX_MODULUS = 16_384;

  private final int number;
  private final String name;

  Algorithm(int number, String name) {
    this.number = number;
    this.name = name;
  }

  int number() {
    return number;
  }

  static Optional<Algorithm> of(int number) {
    for (Algorithm a : values()) {
      if (a.number == number) {
        return Optional.of(a);
      }
    }
    return Optional.empty();
  }

  /** What a key signs with; empty for keys that C2PA does not allow. */
  static Optional<Algorithm> of(PrivateKey key) {
    return switch (key) {
      case ECKey ec ->
          switch (ec.getParams().getCurve().getField().getFieldSize()) {
            case 256 -> Optional.of(ES256);
            case 384 -> Optional.of(ES384);
            case 521 -> Optional.of(ES512);
            default -> Optional.empty();
          };
      case RSAKey rsa when rsa.getModulus().bitLength() >= MIN_MODULUS -> Optional.of(PS256);
      case EdECKey ed when ed.getParams().getName().equals("Ed25519") -> Optional.of(EDDSA);
      default -> Optional.empty();
    };
  }

  /** Whether the signature is the key's; false, too, for a key of another kind. */
  boolean verify(PublicKey key, byte[] message, byte[] signature) {
    try {
      if (key instanceof RSAKey rsa
          && (rsa.getModulus().bitLength() < MIN_MODULUS
              || rsa.getModulus().bitLength() > MAX_MODULUS)) {
        return false;
      }
      Signature s = engine();
      s.initVerify(key);
      s.update(message);
      return s.verify(signature);
    } catch (GeneralSecurityException _) {
      return false;
    }
  }

  Signature engine() throws GeneralSecurityException {
    Signature s = Signature.getInstance(name);
    if (this == PS256) {
      s.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
    }
    return s;
  }
}
