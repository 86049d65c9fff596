package zoetrope.c2pa;

import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whom a user believes: authorities, and the user's own key. No list is asked over a network.
 *
 * @param anchors certificates of authorities
 * @param own the user's own certificate
 */
public record Trust(List<X509Certificate> anchors, Optional<X509Certificate> own) {
  /** Believes nobody. */
  public static final Trust NONE = new Trust(List.of(), Optional.empty());

  /** Purposes that C2PA takes for signing claims (14.4.1). */
  private static final Set<String> PURPOSES =
      Set.of("1.3.6.1.4.1.62558.2.1", "1.3.6.1.5.5.7.3.4", "1.3.6.1.5.5.7.3.36");

  private static final String ANY_PURPOSE = "2.5.29.37.0";
  private static final int CERT_SIGN = 5;

  public Trust {
    anchors = List.copyOf(anchors);
  }

  /** Believes a user's own key. */
  public static Trust own(SigningKey key) {
    return new Trust(OwnKey.roots(key), Optional.of(key.own()));
  }

  /** The same, and some authorities. */
  public Trust and(List<X509Certificate> more) {
    List<X509Certificate> all = new ArrayList<>(anchors);
    all.addAll(more);
    return new Trust(all, own);
  }

  /** What there is to say of a signer's certificates. */
  List<Finding> check(List<X509Certificate> chain, Instant now) {
    List<Finding> findings = new ArrayList<>();
    X509Certificate leaf = chain.getFirst();
    if (now.isBefore(leaf.getNotBefore().toInstant())
        || now.isAfter(leaf.getNotAfter().toInstant())) {
      findings.add(
          Finding.failed(
              "signingCredential.expired",
              "the certificate is good from %s to %s only"
                  .formatted(leaf.getNotBefore().toInstant(), leaf.getNotAfter().toInstant())));
    } else {
      findings.add(
          Finding.passed("claimSignature.insideValidity", "the certificate has not run out"));
    }
    problem(leaf)
        .ifPresent(words -> findings.add(Finding.failed("signingCredential.invalid", words)));
    findings.add(
        trusted(chain, now)
            ? Finding.passed("signingCredential.trusted", words(leaf))
            : Finding.note(
                "signingCredential.untrusted",
                "nobody that you trust vouches for the signer's name"));
    return findings;
  }

  private String words(X509Certificate leaf) {
    return own.filter(leaf::equals).isPresent()
        ? "the signer is you: this is your own key"
        : "an authority that you trust vouches for the signer";
  }

  /** What is wrong with a signer's certificate by C2PA's profile (14.5.1). */
  private static Optional<String> problem(X509Certificate leaf) {
    boolean[] usage = leaf.getKeyUsage();
    try {
      List<String> purposes = Optional.ofNullable(leaf.getExtendedKeyUsage()).orElse(List.of());
      if (leaf.getVersion() != 3 || leaf.getBasicConstraints() >= 0) {
        return Optional.of("the certificate is an authority's or of an old version");
      }
      if (usage == null || !usage[0] || usage[CERT_SIGN]) {
        return Optional.of("the certificate is not for signatures");
      }
      if (purposes.contains(ANY_PURPOSE) || purposes.stream().noneMatch(PURPOSES::contains)) {
        return Optional.of("the certificate is not for signing claims");
      }
      return Optional.empty();
    } catch (CertificateParsingException _) {
      return Optional.of("the certificate's purposes cannot be read");
    }
  }

  private boolean trusted(List<X509Certificate> chain, Instant now) {
    if (own.filter(chain.getFirst()::equals).isPresent()) {
      return true;
    }
    Set<TrustAnchor> roots = new HashSet<>();
    anchors.forEach(a -> roots.add(new TrustAnchor(a, null)));
    if (roots.isEmpty()) {
      return false;
    }
    try {
      CertPath path = CertificateFactory.getInstance("X.509").generateCertPath(chain);
      PKIXParameters rules = new PKIXParameters(roots);
      rules.setRevocationEnabled(false);
      rules.setDate(Date.from(now));
      CertPathValidator.getInstance("PKIX").validate(path, rules);
      return true;
    } catch (CertPathValidatorException | InvalidAlgorithmParameterException _) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java cannot check certificates", e);
    }
  }
}
