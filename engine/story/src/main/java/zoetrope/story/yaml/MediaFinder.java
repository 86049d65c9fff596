package zoetrope.story.yaml;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import zoetrope.story.MediaRef;
import zoetrope.story.MissingMediaException;
import zoetrope.story.store.ContentFolder;

/** Finds the files that the text names, and remembers where their bytes are. */
final class MediaFinder {
  private final Path base;
  private final MediaNames names;
  private final Map<Path, MediaRef> known = new HashMap<>();
  private final Map<MediaRef, Path> found = new HashMap<>();

  MediaFinder(Path base, MediaNames names) {
    this.base = base;
    this.names = names;
  }

  Map<MediaRef, Path> found() {
    return found;
  }

  Optional<MediaRef> find(Item item) {
    return item.text().flatMap(name -> find(item, name));
  }

  private Optional<MediaRef> find(Item item, String name) {
    try {
      Path file = base.resolve(name).normalize();
      if (Files.isSymbolicLink(file) && !Files.exists(file)) {
        return item.wrong(
            "'%s' is a link to %s, which is not there; mend the link or name the file itself"
                .formatted(name, Files.readSymbolicLink(file)));
      }
      if (Files.isDirectory(file) && !name.isBlank()) {
        return item.wrong("'%s' is a folder; name a file in it".formatted(name));
      }
      if (name.isBlank() || !Files.isRegularFile(file)) {
        return item.wrong(
            "there is no file '%s' (looked for %s); correct the name or add the file"
                .formatted(name, file));
      }
      if (!names.media(file) || !names.media(file.toRealPath())) {
        return item.wrong(
            "'%s' is no picture, video or sound that is read; name one such as .png, .webp, .mp4 or .flac"
                .formatted(name));
      }
      MediaRef ref = known.computeIfAbsent(file, ContentFolder::refer);
      found.put(ref, file);
      return Optional.of(ref);
    } catch (InvalidPathException | MissingMediaException | IOException e) {
      return item.wrong("'%s' cannot be read: %s".formatted(name, e.getMessage()));
    }
  }
}
