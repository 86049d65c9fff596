package zoetrope.service.models.download;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Where models come from.
 *
 * @param base address that repositories' names are added to, without a slash at its end
 * @param token sent as Authorization to this host and no other; empty for none
 * @param plain whether unencrypted http is allowed to hosts other than this machine
 */
public record ModelServer(URI base, String token, boolean plain) {
  /** The public hub (docs/decisions/0009). */
  private static final String PUBLIC = "https://huggingface.co";

  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1\\]|::1");

  public ModelServer {
    String scheme = String.valueOf(base.getScheme()).toLowerCase(Locale.ROOT);
    if (base.getHost() == null || !scheme.equals("https") && !scheme.equals("http")) {
      throw new DownloadException(
          base, "it is no server's address", "Write it as https://HOST[:PORT][/PATH]");
    }
    if (base.getUserInfo() != null || base.getQuery() != null || base.getFragment() != null) {
      throw new DownloadException(
          base.getHost(), "its address has more than a path", "Write https://HOST[:PORT][/PATH]");
    }
    if (!trusted(base, plain)) {
      throw new DownloadException(
          base, "the connection would not be encrypted", "Use https, or add --plain-http");
    }
  }

  /**
   * A server by its address.
   *
   * @throws DownloadException when it is none, or would be asked without encryption
   */
  public static ModelServer of(String address, String token, boolean plain) {
    try {
      return new ModelServer(new URI(address.strip().replaceAll("/+$", "")), token, plain);
    } catch (URISyntaxException e) {
      throw new DownloadException(
          address, "it is no server's address", "Write it as https://HOST[:PORT][/PATH]", e);
    }
  }

  /**
   * The server that {@code ZOETROPE_HUB} names, else the public hub; {@code ZOETROPE_HUB_TOKEN}
   * identifies the user where a repository asks for it.
   */
  public static ModelServer of(Map<String, String> environment, boolean plain) {
    return of(
        environment.getOrDefault("ZOETROPE_HUB", PUBLIC),
        environment.getOrDefault("ZOETROPE_HUB_TOKEN", ""),
        plain);
  }

  /** Whether an address may be asked: encrypted, on this machine, or allowed by the user. */
  boolean trusts(URI address) {
    return address.getHost() != null && trusted(address, plain) && (!here(address) || here(base));
  }

  private static boolean trusted(URI address, boolean plain) {
    return "https".equalsIgnoreCase(address.getScheme())
        || "http".equalsIgnoreCase(address.getScheme()) && (plain || here(address));
  }

  /** Whether it is this machine; nobody else may send the program there. */
  private static boolean here(URI address) {
    return LOOPBACK.matcher(address.getHost().toLowerCase(Locale.ROOT)).matches();
  }

  /** Whether the token may go there. */
  boolean owns(URI address) {
    return base.getHost().equalsIgnoreCase(address.getHost())
        && base.getScheme().equalsIgnoreCase(address.getScheme())
        && base.getPort() == address.getPort();
  }

  /** All files of a repository, with sizes and hashes. */
  URI tree(String repository, String revision) {
    return URI.create(
        base
            + "/api/models/"
            + path(repository)
            + "/tree/"
            + path(revision).replace("/", "%2F")
            + "?recursive=true");
  }

  /** A file's bytes. */
  URI file(String repository, String revision, String file) {
    return URI.create(
        base
            + "/"
            + path(repository)
            + "/resolve/"
            + path(revision).replace("/", "%2F")
            + "/"
            + path(file));
  }

  private static String path(String name) {
    try {
      return new URI(null, null, "/" + name, null).toASCIIString().substring(1);
    } catch (URISyntaxException e) {
      throw new DownloadException(name, "it is no name of a file", "Check the catalogue", e);
    }
  }
}
