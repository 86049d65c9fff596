package zoetrope.service.c2pa;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * The key that the program makes for its user at first use: P-256, certified by an authority of its
 * own whose key is thrown away at once, since C2PA refuses self-signed signers (14.5.1). It says
 * that two films come from one place, not whose place that is.
 */
public final class OwnKey {
  /** The PKCS#12 file in the user's folder. */
  public static final String FILE = "signing.p12";

  /** Guards nothing: whoever can read the file is the user. Java needs one for a key. */
  private static final String PASSWORD = "zoetrope";

  private static final String CLAIM_SIGNING = "1.3.6.1.4.1.62558.2.1";

  /** Without a time-stamp authority a manifest ends with its certificate, so this one lasts. */
  private static final int DAYS = 20 * 365;

  private final Path folder;

  public OwnKey(Path folder) {
    this.folder = folder;
  }

  /** The key, if it was made already. */
  public Optional<SigningKey> find() {
    Path file = folder.resolve(FILE);
    return Files.exists(file)
        ? Optional.of(SigningKey.open(file, PASSWORD.toCharArray()))
        : Optional.empty();
  }

  /** The key, made where there is none; of two programs that make one at once, one's is kept. */
  public SigningKey get() {
    return find()
        .orElseGet(
            () -> {
              make();
              return SigningKey.open(folder.resolve(FILE), PASSWORD.toCharArray());
            });
  }

  private void make() {
    Path file = folder.resolve(FILE);
    try {
      Files.createDirectories(folder);
      Path part = Files.createTempFile(folder, "signing-", ".part");
      try {
        if (part.getFileSystem().supportedFileAttributeViews().contains("posix")) {
          Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rw-------"));
        }
        try (OutputStream out = Files.newOutputStream(part)) {
          fresh().store(out, PASSWORD.toCharArray());
        }
        keep(part, file);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw new ManifestException(
          file,
          "the signing key cannot be kept (" + e.getMessage() + ")",
          "Free the folder for writing, or name a key of yours in ZOETROPE_SIGNING_KEY",
          e);
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException("this Java cannot make an EC key", e);
    }
  }

  /** A link is made only where the name is free; some file systems know none. */
  private static void keep(Path part, Path file) throws IOException {
    try {
      Files.createLink(file, part);
    } catch (FileAlreadyExistsException _) {
      // Another program was quicker; its key is as good.
    } catch (UnsupportedOperationException | java.nio.file.FileSystemException _) {
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  private static KeyStore fresh()
      throws GeneralSecurityException, IOException, OperatorCreationException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair authority = generator.generateKeyPair();
    KeyPair signer = generator.generateKeyPair();
    SecureRandom random = new SecureRandom();
    String mark = new BigInteger(40, random).toString(36);
    X500Principal root =
        new X500Principal("CN=Zoetrope Studio self-made root " + mark + ",O=Zoetrope Studio");
    X500Principal own =
        new X500Principal(
            "CN=Zoetrope Studio user "
                + mark
                + ",OU=self-made and vouched for by nobody,O=Zoetrope Studio");
    X509Certificate ca = certificate(root, authority, root, authority, true, random);
    X509Certificate leaf = certificate(own, signer, root, authority, false, random);
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(
        "signing", signer.getPrivate(), PASSWORD.toCharArray(), new Certificate[] {leaf, ca});
    return store;
  }

  private static X509Certificate certificate(
      X500Principal subject,
      KeyPair pair,
      X500Principal issuer,
      KeyPair authority,
      boolean ca,
      SecureRandom random)
      throws GeneralSecurityException, IOException, OperatorCreationException {
    Instant from = Instant.now().minus(1, ChronoUnit.DAYS);
    X509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            issuer,
            new BigInteger(120, random).setBit(119),
            Date.from(from),
            Date.from(from.plus(DAYS, ChronoUnit.DAYS)),
            subject,
            pair.getPublic());
    JcaX509ExtensionUtils keys = new JcaX509ExtensionUtils();
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(ca));
    builder.addExtension(
        Extension.keyUsage,
        true,
        new KeyUsage(ca ? KeyUsage.keyCertSign | KeyUsage.cRLSign : KeyUsage.digitalSignature));
    builder.addExtension(
        Extension.subjectKeyIdentifier, false, keys.createSubjectKeyIdentifier(pair.getPublic()));
    if (!ca) {
      builder.addExtension(
          Extension.authorityKeyIdentifier,
          false,
          keys.createAuthorityKeyIdentifier(authority.getPublic()));
      // The second for validators before C2PA 2.2, which do not know the first (14.4.1).
      KeyPurposeId[] purposes = {
        KeyPurposeId.getInstance(new ASN1ObjectIdentifier(CLAIM_SIGNING)),
        KeyPurposeId.id_kp_emailProtection
      };
      builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purposes));
    }
    return new JcaX509CertificateConverter()
        .getCertificate(
            builder.build(
                new JcaContentSignerBuilder("SHA256withECDSA").build(authority.getPrivate())));
  }

  /** Certificates that this user's own films lead to. */
  static List<X509Certificate> roots(SigningKey key) {
    return key.chain().stream()
        .filter(c -> c.getSubjectX500Principal().equals(c.getIssuerX500Principal()))
        .toList();
  }
}
