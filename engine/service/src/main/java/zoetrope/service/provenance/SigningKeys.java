package zoetrope.service.provenance;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zoetrope.c2pa.ManifestException;
import zoetrope.c2pa.OwnKey;
import zoetrope.c2pa.SigningKey;
import zoetrope.c2pa.Trust;
import zoetrope.service.UserData;

/** Which key this user signs with, and whom this user believes. */
public final class SigningKeys {
  /** Names a PKCS#12 file of the user's. */
  public static final String KEY = "ZOETROPE_SIGNING_KEY";

  /** Its password. */
  public static final String PASSWORD = "ZOETROPE_SIGNING_PASSWORD";

  private final Path folder;
  private final Map<String, String> environment;

  /**
   * @param folder of the user's settings
   */
  public SigningKeys(Path folder, Map<String, String> environment) {
    this.folder = folder;
    this.environment = Map.copyOf(environment);
  }

  /** Those of this machine's user. */
  public static SigningKeys here() {
    return new SigningKeys(UserData.folder(), System.getenv());
  }

  /**
   * The key that the environment names, else the self-made one, which is made where there is none.
   *
   * @throws ManifestException where it does not serve
   */
  public SigningKey usual() {
    return named().map(this::open).orElseGet(() -> new OwnKey(folder).get());
  }

  /** A key of the user's, with the password from the environment. */
  public SigningKey open(Path file) {
    return SigningKey.open(file, environment.getOrDefault(PASSWORD, "").toCharArray());
  }

  private Optional<Path> named() {
    return Optional.of(environment.getOrDefault(KEY, "")).filter(n -> !n.isBlank()).map(Path::of);
  }

  /** Believes this user's own keys, where there are any. */
  public Trust trust() {
    return named()
        .map(this::open)
        .or(() -> new OwnKey(folder).find())
        .map(Trust::own)
        .orElse(Trust.NONE);
  }

  /**
   * Authorities in a file of certificates, PEM or DER.
   *
   * @throws ManifestException where there are none
   */
  public static List<X509Certificate> authorities(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      List<X509Certificate> found = new ArrayList<>();
      CertificateFactory.getInstance("X.509")
          .generateCertificates(in)
          .forEach(c -> found.add((X509Certificate) c));
      if (found.isEmpty()) {
        throw new ManifestException(file, "there is no certificate in it", "Name a PEM file");
      }
      return found;
    } catch (IOException | CertificateException e) {
      throw new ManifestException(
          file, "it is no file of certificates (" + e.getMessage() + ")", "Name a PEM file", e);
    }
  }
}
