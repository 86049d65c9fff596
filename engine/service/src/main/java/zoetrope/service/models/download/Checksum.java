package zoetrope.service.models.download;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;

/**
 * What a file's bytes must add up to.
 *
 * @param kind how it is reckoned
 * @param hex in small letters
 */
public record Checksum(Kind kind, String hex) {
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern SHA1 = Pattern.compile("[0-9a-f]{40}");
  private static final int BUFFER = 1 << 20;

  /** How hubs tell what a file is. */
  public enum Kind {
    /** Of the bytes; for files in large-file storage. */
    SHA256,
    /** Git's name of a blob: SHA-1 of {@code "blob LENGTH\0"} and the bytes; for small files. */
    GIT
  }

  /** A hash by its length in hexadecimal, as headers and catalogues have it. */
  public static Optional<Checksum> of(String text) {
    String hex = text.replaceFirst("^W/", "").replace("\"", "").strip().toLowerCase(Locale.ROOT);
    if (SHA256.matcher(hex).matches()) {
      return Optional.of(new Checksum(Kind.SHA256, hex));
    }
    return SHA1.matcher(hex).matches()
        ? Optional.of(new Checksum(Kind.GIT, hex))
        : Optional.empty();
  }

  /**
   * Reckons a file's own.
   *
   * @param read is told how many bytes were read, piece by piece
   */
  static Checksum of(Kind kind, Path file, LongConsumer read) throws IOException {
    MessageDigest digest = digest(kind);
    if (kind == Kind.GIT) {
      digest.update(("blob " + Files.size(file) + "\0").getBytes(StandardCharsets.UTF_8));
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] buffer = new byte[BUFFER];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
        read.accept(n);
      }
    }
    return new Checksum(kind, HexFormat.of().formatHex(digest.digest()));
  }

  private static MessageDigest digest(Kind kind) {
    try {
      return MessageDigest.getInstance(kind == Kind.SHA256 ? "SHA-256" : "SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA", e);
    }
  }
}
