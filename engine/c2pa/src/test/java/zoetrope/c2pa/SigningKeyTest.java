package zoetrope.c2pa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zoetrope.c2pa.Verdict.State;

class SigningKeyTest {
  @TempDir Path folder;

  @Test
  void theOwnKeyIsMadeOnceAndIsTheUsersAlone() throws IOException {
    OwnKey own = new OwnKey(folder.resolve("deep/config"));
    assertThat(own.find()).isEmpty();
    SigningKey first = own.get();
    assertThat(own.get().own()).isEqualTo(first.own());
    Path file = folder.resolve("deep/config").resolve(OwnKey.FILE);
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
    try (var all = Files.list(folder.resolve("deep/config"))) {
      assertThat(all).as("nothing is left over").containsExactly(file);
    }
  }

  @Test
  void programsThatMakeOneAtOnceEndUpWithTheSame() {
    Set<X509Certificate> made = ConcurrentHashMap.newKeySet();
    IntStream.range(0, 8).parallel().forEach(_ -> made.add(new OwnKey(folder).get().own()));
    assertThat(made).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "EC,256,SHA256withECDSA,ES256",
    "EC,384,SHA384withECDSA,ES384",
    "EC,521,SHA512withECDSA,ES512",
    "RSA,2048,SHA256withRSA,PS256",
    "Ed25519,255,Ed25519,EDDSA"
  })
  void aKeyOfTheUsersSigns(String kind, int size, String signature, String expected)
      throws Exception {
    SigningKey key = SigningKey.open(stored(kind, size, signature, false), "secret".toCharArray());
    Path film = new SealedFiles(folder).unsigned("a.mp4", 3);
    new Sealer(key).seal(film, SealedFiles.STATEMENT);
    Verdict verdict = new Verifier(Trust.NONE, Clock.systemUTC()).verify(film);
    assertThat(verdict.state()).as(verdict.findings().toString()).isEqualTo(State.VALID);
    assertThat(verdict.signer().orElseThrow().algorithm()).isEqualTo(expected);
  }

  @Test
  void aCertificateForAnotherPurposeIsRefusedByVerifiers() throws Exception {
    SigningKey key =
        SigningKey.open(stored("EC", 256, "SHA256withECDSA", true), "secret".toCharArray());
    Path film = new SealedFiles(folder).unsigned("a.mp4", 3);
    new Sealer(key).seal(film, SealedFiles.STATEMENT);
    assertThat(new Verifier(Trust.NONE, Clock.systemUTC()).verify(film).findings())
        .extracting(Finding::code)
        .contains("signingCredential.invalid");
  }

  @Test
  void aKeyThatDoesNotServeIsNamedWithItsRemedy() throws Exception {
    Path weak = stored("RSA", 1024, "SHA256withRSA", false);
    assertThatThrownBy(() -> SigningKey.open(weak, "secret".toCharArray()))
        .isInstanceOf(ManifestException.class)
        .hasMessageContaining("RSA from 2048 bits");
    Path good = stored("EC", 256, "SHA256withECDSA", false);
    assertThatThrownBy(() -> SigningKey.open(good, "wrong".toCharArray()))
        .isInstanceOf(ManifestException.class)
        .hasMessageContaining("password");
    Path noise = Files.write(folder.resolve("noise.p12"), new byte[100]);
    assertThatThrownBy(() -> SigningKey.open(noise, "".toCharArray()))
        .isInstanceOf(ManifestException.class)
        .hasMessageContaining("noise.p12");
  }

  private Path stored(String kind, int size, String signature, boolean forServers)
      throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
    if (!kind.equals("Ed25519")) {
      generator.initialize(size);
    }
    KeyPair pair = generator.generateKeyPair();
    X509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            new X500Principal("CN=somebody's authority"),
            BigInteger.TWO,
            Date.from(Instant.now().minusSeconds(60)),
            Date.from(Instant.now().plusSeconds(3600)),
            new X500Principal("CN=somebody"),
            pair.getPublic());
    builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
    builder.addExtension(
        Extension.extendedKeyUsage,
        false,
        new ExtendedKeyUsage(
            forServers ? KeyPurposeId.id_kp_serverAuth : KeyPurposeId.id_kp_emailProtection));
    X509Certificate certificate =
        new JcaX509CertificateConverter()
            .getCertificate(
                builder.build(new JcaContentSignerBuilder(signature).build(pair.getPrivate())));
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(
        "k", pair.getPrivate(), "secret".toCharArray(), new Certificate[] {certificate});
    Path file = folder.resolve(kind + size + forServers + ".p12");
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, "secret".toCharArray());
    }
    return file;
  }
}
