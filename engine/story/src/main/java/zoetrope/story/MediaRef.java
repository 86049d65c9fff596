package zoetrope.story;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A file by its content: the SHA-256 of its bytes and the extension that tells decoders what to
 * expect.
 *
 * @param sha256 64 lower-case hexadecimal digits (FIPS 180-4)
 * @param extension lower-case letters and digits without a dot, at most 8; empty if the file had
 *     none
 */
public record MediaRef(String sha256, String extension) {
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern EXTENSION = Pattern.compile("[a-z0-9]{0,8}");

  public MediaRef {
    InvalidStoryException.require(
        DIGEST.matcher(sha256).matches(), "sha256", "is not 64 hexadecimal digits");
    InvalidStoryException.require(
        EXTENSION.matcher(extension).matches(),
        "extension",
        "may only be up to 8 letters and digits");
  }

  /** The extension to keep of a file's name; empty if it has none that is safe to keep. */
  public static String extensionOf(String fileName) {
    int dot = fileName.lastIndexOf('.');
    String tail = dot < 0 ? "" : fileName.substring(dot + 1).toLowerCase(Locale.ROOT);
    return EXTENSION.matcher(tail).matches() ? tail : "";
  }

  /** The name under which the file lies in the story's folder. */
  public String fileName() {
    return extension.isEmpty() ? sha256 : sha256 + "." + extension;
  }
}
