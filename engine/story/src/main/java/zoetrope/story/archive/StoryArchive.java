package zoetrope.story.archive;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import zoetrope.story.StoryProblem;
import zoetrope.story.document.Story;
import zoetrope.story.store.StoryStore;

/**
 * A story in one file, {@code Name.zoetropez}: a zip of the database and of the files that are
 * called by their hash (docs/formats/zoetropez.md). Nothing else may be in it, so that no name can
 * lead out of the folder, and every file is checked against its name.
 */
public final class StoryArchive {
  public static final String ENDING = ".zoetropez";

  /** The first entry, by which the form is known. */
  static final String MARK = "zoetrope-story";

  static final String VERSION = "1\n";

  /** Folders of content-addressed files in a story's folder. */
  static final List<String> FOLDERS = List.of("media", "takes");

  private static final Pattern CONTENT = Pattern.compile("[0-9a-f]{64}(\\.[a-z0-9]{1,8})?");

  private StoryArchive() {}

  static boolean content(String name) {
    return CONTENT.matcher(name).matches();
  }

  /**
   * Packs a story folder, as it is at one moment, into a new file.
   *
   * @throws ArchiveException where the file is there already or cannot be written
   * @throws zoetrope.story.StoryException where the folder is no story
   */
  public static void pack(Path folder, Path file) {
    if (Files.exists(file)) {
      throw new ArchiveException(null, file, StoryProblem.OCCUPIED);
    }
    Path part = file.resolveSibling("." + file.getFileName() + ".part");
    Path snapshot = file.resolveSibling("." + file.getFileName() + ".db.part");
    try (StoryStore store = StoryStore.open(folder)) {
      Files.deleteIfExists(snapshot);
      store.snapshot(snapshot);
      try (ZipOutputStream zip =
          new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(part)))) {
        write(zip, folder, snapshot);
      }
      Files.move(part, file);
    } catch (IOException e) {
      throw new ArchiveException(e, file, StoryProblem.NOT_PACKED, e.getMessage());
    } finally {
      discard(part);
      discard(snapshot);
    }
  }

  private static void write(ZipOutputStream zip, Path folder, Path database) throws IOException {
    // Pictures and videos are packed already; time is better spent than on them.
    zip.setLevel(Deflater.BEST_SPEED);
    put(zip, MARK, new java.io.ByteArrayInputStream(VERSION.getBytes(StandardCharsets.UTF_8)));
    try (InputStream in = Files.newInputStream(database)) {
      put(zip, StoryStore.DATABASE, in);
    }
    for (String name : FOLDERS) {
      for (Path content : contents(folder.resolve(name))) {
        try (InputStream in = Files.newInputStream(content)) {
          put(zip, name + "/" + content.getFileName(), in);
        }
      }
    }
  }

  private static List<Path> contents(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(
              f ->
                  content(f.getFileName().toString())
                      && Files.isRegularFile(f, LinkOption.NOFOLLOW_LINKS))
          .sorted()
          .toList();
    }
  }

  /** Without times, so that the same story packs to the same bytes. */
  private static void put(ZipOutputStream zip, String name, InputStream in) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(java.time.LocalDateTime.of(1980, 1, 1, 0, 0));
    zip.putNextEntry(entry);
    in.transferTo(zip);
    zip.closeEntry();
  }

  /**
   * Unpacks a file into a new story folder, which appears whole or not at all.
   *
   * @throws ArchiveException where the file is no packed story, is damaged or not safe
   * @throws zoetrope.story.StoryException where the story in it is none that can be opened
   */
  public static void unpack(Path file, Path folder, Limits limits) {
    if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      throw new ArchiveException(null, folder, StoryProblem.OCCUPIED);
    }
    Path part = folder.resolveSibling("." + folder.getFileName() + ".part");
    try {
      Unpacking.clear(part);
      try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
        new Unpacking(file, part, limits).run(in);
      }
      requireStory(part);
      Files.move(part, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException | IllegalArgumentException e) {
      throw new ArchiveException(e, file, StoryProblem.NOT_UNPACKED, e.getMessage());
    } finally {
      discardFolder(part);
    }
  }

  /** Opening checks the database and reads all of the document. */
  private static void requireStory(Path folder) {
    try (StoryStore store = StoryStore.open(folder)) {
      Story story = store.story();
      story.shots().forEach(shot -> store.takes(shot.id()));
    }
  }

  private static void discard(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException _) {
      // A left-over part is marked as such by its name and harmless.
    }
  }

  private static void discardFolder(Path folder) {
    try {
      Unpacking.clear(folder);
    } catch (IOException _) {
      // As above.
    }
  }
}
