package zoetrope.app.fx;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import zoetrope.media.MediaFormat;

/** What a file is by its name, after the table of formats; what it really is shows when read. */
public enum MediaKind {
  PICTURE(Optional.of(MediaFormat.Use.PICTURE)),
  VIDEO(Optional.of(MediaFormat.Use.VIDEO)),
  SOUND(Optional.of(MediaFormat.Use.SOUND)),
  OTHER(Optional.empty());

  private final Optional<MediaFormat.Use> use;

  MediaKind(Optional<MediaFormat.Use> use) {
    this.use = use;
  }

  public static MediaKind of(Path file) {
    Optional<MediaFormat.Use> found = MediaFormat.named(file).map(MediaFormat::use);
    return Stream.of(values()).filter(k -> k.use.equals(found)).findFirst().orElse(OTHER);
  }

  public static boolean sound(Path file) {
    return of(file) == SOUND;
  }

  public static boolean picture(Path file) {
    return of(file) == PICTURE;
  }

  /** As file choosers want them; some systems tell small letters from capitals. */
  public List<String> patterns() {
    return use.stream()
        .flatMap(u -> u.endings().stream())
        .flatMap(e -> Stream.of("*." + e, "*." + e.toUpperCase(Locale.ROOT)))
        .toList();
  }

  public static List<String> soundPatterns() {
    return SOUND.patterns();
  }
}
