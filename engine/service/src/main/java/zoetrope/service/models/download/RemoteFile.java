package zoetrope.service.models.download;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A file to get.
 *
 * @param from its address
 * @param name where it goes, relative to the model's folder, with slashes; checked to stay inside
 * @param size in bytes
 * @param checksum that it must have
 */
public record RemoteFile(URI from, String name, long size, Checksum checksum) {
  private static final Pattern FORBIDDEN = Pattern.compile("[\\\\:*?\"<>|\\p{Cntrl}]");

  /** Names that Windows gives to devices, whatever their extension. */
  private static final Pattern DEVICE =
      Pattern.compile("(con|prn|aux|nul|com\\d|lpt\\d)(\\..*)?", Pattern.CASE_INSENSITIVE);

  private static final Set<String> NOWHERE = Set.of("", ".", "..");

  public RemoteFile {
    if (size < 0) {
      throw new DownloadException(name, "its size is " + size, "Ask another server");
    }
    for (String part : List.of(name.split("/", -1))) {
      if (NOWHERE.contains(part)
          || FORBIDDEN.matcher(part).find()
          || DEVICE.matcher(part).matches()
          || part.endsWith(".")
          || part.endsWith(" ")
          || part.toLowerCase(Locale.ROOT).startsWith(".zoetrope")
          || part.endsWith(PartFile.SUFFIX)) {
        throw new DownloadException(
            name, "the server names a file that may not be written", "Do not use this server");
      }
    }
  }

  /** Where it goes. */
  Path in(Path folder) {
    Path to = folder.resolve(name).normalize();
    if (!to.startsWith(folder)) {
      throw new DownloadException(
          name, "it would lie outside of " + folder, "Do not use this server");
    }
    return to;
  }
}
