package zoetrope.c2pa;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a file's manifest is worth.
 *
 * @param findings in the order they were made
 * @param signer who signed, as the certificate says
 * @param generator the program that is said to have made the file
 * @param title the file's title, as the manifest says
 * @param generated whether the manifest says that a model made the file
 */
public record Verdict(
    State state,
    List<Finding> findings,
    Optional<Signer> signer,
    Optional<String> generator,
    Optional<String> title,
    boolean generated) {
  public Verdict {
    findings = List.copyOf(findings);
  }

  /** The verdict in one word. */
  public enum State {
    /** Signed, and as it was when it was signed. */
    VALID,
    /** Signed, but the file, the manifest or the certificate is not as it should be. */
    CHANGED,
    /** There is no manifest. */
    UNSIGNED
  }

  /**
   * The signer.
   *
   * @param name the certificate's subject
   * @param trusted whether the certificate is one that the user trusts
   */
  public record Signer(
      String name, String algorithm, Instant from, Instant until, boolean trusted) {}

  static Verdict unsigned() {
    return new Verdict(
        State.UNSIGNED,
        List.of(Finding.note("claim.missing", "there is no manifest in the file or beside it")),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false);
  }

  static Verdict broken(String code, String words) {
    return new Verdict(
        State.CHANGED,
        List.of(Finding.failed(code, words)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false);
  }
}
