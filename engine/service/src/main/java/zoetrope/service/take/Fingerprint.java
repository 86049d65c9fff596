package zoetrope.service.take;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import zoetrope.diffusion.ShotRequest;

/**
 * SHA-256 of all that decides what a take looks like, pictures included: two questions of the same
 * fingerprint have the same answer. Saved latents and kept takes are found again by it, in stories
 * of every version, so it depends on a {@linkplain CanonicalForm fixed form} and not on how classes
 * are called.
 */
public final class Fingerprint {
  private Fingerprint() {}

  /**
   * The fingerprint as 64 hexadecimal digits.
   *
   * @param model its id
   * @param options how it is set up, beyond the request
   */
  public static String of(String model, List<String> options, ShotRequest request) {
    MessageDigest digest = sha256();
    try (var sink = new DigestOutputStream(OutputStream.nullOutputStream(), digest);
        DataOutputStream data = new DataOutputStream(sink)) {
      new CanonicalForm(data).question(model, options, request);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
