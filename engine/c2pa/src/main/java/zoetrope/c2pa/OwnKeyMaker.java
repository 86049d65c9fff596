package zoetrope.c2pa;

import java.io.IOException;
import java.math.BigInteger;
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
 * Makes the key of {@link OwnKey}. Apart from it, so that a key that was made is read without the
 * library that makes them: its classes come from a signed archive and are slow to load.
 */
final class OwnKeyMaker {
  private static final String CLAIM_SIGNING = "1.3.6.1.4.1.62558.2.1";

  /** Without a time-stamp authority a manifest ends with its certificate, so this one lasts. */
  private static final int DAYS = 20 * 365;

  private OwnKeyMaker() {}

  /**
   * A new key with its certificate and its authority's, whose key is not kept.
   *
   * @param password of the entry
   * @throws GeneralSecurityException where this Java cannot make one
   */
  static KeyStore fresh(char[] password) throws GeneralSecurityException, IOException {
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
    store.setKeyEntry("signing", signer.getPrivate(), password, new Certificate[] {leaf, ca});
    return store;
  }

  private static X509Certificate certificate(
      X500Principal subject,
      KeyPair pair,
      X500Principal issuer,
      KeyPair authority,
      boolean ca,
      SecureRandom random)
      throws GeneralSecurityException, IOException {
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
    try {
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(
                  new JcaContentSignerBuilder("SHA256withECDSA").build(authority.getPrivate())));
    } catch (OperatorCreationException e) {
      throw new GeneralSecurityException("no certificate can be signed", e);
    }
  }
}
