package zoetrope.c2pa;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.util.ArrayList;
import java.util.List;

/**
 * A private key with its certificates, the signer's own first.
 *
 * @param algorithm what the key signs with
 */
public record SigningKey(PrivateKey key, List<X509Certificate> chain, Algorithm algorithm) {
  public SigningKey {
    chain = List.copyOf(chain);
  }

  /**
   * Opens the first key of a PKCS#12 file.
   *
   * @throws ManifestException where the file, the password or the key does not serve
   */
  public static SigningKey open(Path file, char[] password) {
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, password);
      for (String alias : java.util.Collections.list(store.aliases())) {
        if (store.getKey(alias, password) instanceof PrivateKey key) {
          return of(file, key, store.getCertificateChain(alias));
        }
      }
      throw new ManifestException(file, "there is no private key in it", "Name another file");
    } catch (IOException | GeneralSecurityException e) {
      throw new ManifestException(
          file,
          // Java's reader says nothing of a file that is too short to be one.
          "the signing key cannot be read (%s)"
              .formatted(e.getMessage() == null ? "it is no PKCS#12 file" : e.getMessage()),
          "Check the file, its permissions and its password",
          e);
    }
  }

  private static SigningKey of(Path file, PrivateKey key, Certificate[] certificates) {
    Algorithm algorithm =
        Algorithm.of(key)
            .orElseThrow(
                () ->
                    new ManifestException(
                        file,
                        "its key is of a kind that C2PA does not allow",
                        "Use an EC key on P-256, P-384 or P-521, Ed25519, or RSA from 2048 bits"));
    List<X509Certificate> chain = new ArrayList<>();
    for (Certificate c : certificates) {
      chain.add((X509Certificate) c);
    }
    return new SigningKey(key, chain, algorithm);
  }

  X509Certificate own() {
    return chain.getFirst();
  }

  /** The certificates that go into a signature: all but a root, which verifiers must know. */
  List<X509Certificate> shown() {
    return chain.stream()
        .filter(
            c -> c.equals(own()) || !c.getSubjectX500Principal().equals(c.getIssuerX500Principal()))
        .toList();
  }

  /**
   * Signs; ECDSA with the nonce of RFC 6979, so that the same film is the same to the byte.
   *
   * @return r and s side by side for ECDSA, as COSE wants it
   */
  byte[] sign(byte[] message) {
    try {
      if (key instanceof ECPrivateKey) {
        return DeterministicEcdsa.sign(key, algorithm, message);
      }
      Signature s = algorithm.engine();
      s.initSign(key);
      s.update(message);
      return s.sign();
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("a key that was accepted cannot sign", e);
    }
  }
}
