package zoetrope.app.fx;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a file is by its name; what it really is shows when it is read. */
public enum MediaKind {
  PICTURE("png", "jpg", "jpeg", "webp", "gif", "bmp"),
  VIDEO("mp4", "mov", "webm", "mkv", "avi"),
  SOUND("mp3", "wav", "flac", "ogg", "m4a", "opus", "aac"),
  OTHER;

  private final Set<String> endings;

  MediaKind(String... endings) {
    this.endings = Set.of(endings);
  }

  public static MediaKind of(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    String ending = name.substring(name.lastIndexOf('.') + 1);
    for (MediaKind k : values()) {
      if (k.endings.contains(ending)) {
        return k;
      }
    }
    return OTHER;
  }

  public static boolean sound(Path file) {
    return of(file) == SOUND;
  }

  public static boolean picture(Path file) {
    return of(file) == PICTURE;
  }

  /** As file choosers want them. */
  public List<String> patterns() {
    return endings.stream().sorted().map(e -> "*." + e).toList();
  }

  public static List<String> soundPatterns() {
    return SOUND.patterns();
  }
}
