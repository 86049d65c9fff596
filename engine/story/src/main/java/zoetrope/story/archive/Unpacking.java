package zoetrope.story.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import zoetrope.story.StoryProblem;
import zoetrope.story.store.StoryStore;

/**
 * One unpacking. The zip is read from its start to its end, entry by entry as they come; its table
 * of contents, where links and sizes could lie, is never asked.
 */
final class Unpacking {
  private static final long MEBIBYTE = 1 << 20;

  private final Path file;
  private final Path folder;
  private final Limits limits;
  private final Set<String> seen = new HashSet<>();
  private long total;

  Unpacking(Path file, Path folder, Limits limits) {
    this.file = file;
    this.folder = folder;
    this.limits = limits;
  }

  void run(InputStream stream) throws IOException {
    Counting packed = new Counting(stream);
    try (ZipInputStream zip = new ZipInputStream(packed, StandardCharsets.UTF_8)) {
      @Nullable ZipEntry first = zip.getNextEntry();
      if (first == null
          || !first.getName().equals(StoryArchive.MARK)
          || !new String(zip.readNBytes(16), StandardCharsets.UTF_8).equals(StoryArchive.VERSION)) {
        throw refused(StoryProblem.NO_PACKED_STORY);
      }
      Files.createDirectory(folder);
      for (@Nullable ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
        entry(e.getName(), zip, packed);
      }
    }
    if (!seen.contains(StoryStore.DATABASE)) {
      throw refused(StoryProblem.NOTHING_PACKED);
    }
  }

  private void entry(String name, ZipInputStream zip, Counting packed) throws IOException {
    int slash = name.indexOf('/');
    String place = slash < 0 ? "" : name.substring(0, slash);
    String own = name.substring(slash + 1);
    boolean content = StoryArchive.FOLDERS.contains(place) && StoryArchive.content(own);
    if (!content && !name.equals(StoryStore.DATABASE)) {
      throw refused(StoryProblem.FOREIGN_ENTRY, shown(name));
    }
    if (!seen.add(name) || seen.size() > limits.entries()) {
      throw refused(StoryProblem.ENTRY_TWICE, shown(name));
    }
    Path to = content ? folder.resolve(place).resolve(own) : folder.resolve(own);
    Files.createDirectories(to.getParent());
    String hash = unpack(zip, to, packed);
    if (content && !own.startsWith(hash)) {
      throw refused(StoryProblem.DAMAGED_ENTRY, shown(name));
    }
  }

  private static String shown(String name) {
    String start = name.substring(0, Math.min(100, name.length()));
    return start.replaceAll("\\p{Cntrl}", "?");
  }

  private String unpack(ZipInputStream zip, Path to, Counting packed) throws IOException {
    MessageDigest digest = sha256();
    long before = packed.count;
    try (OutputStream out =
        new DigestOutputStream(
            Files.newOutputStream(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            digest)) {
      byte[] chunk = new byte[1 << 16];
      long n = 0;
      for (int some = zip.read(chunk); some >= 0; some = zip.read(chunk)) {
        n += some;
        total += some;
        long cost = Math.max(1, packed.count - before);
        if (total > limits.total() || n > MEBIBYTE && n / cost > limits.ratio()) {
          throw refused(StoryProblem.TOO_LARGE);
        }
        out.write(chunk, 0, some);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private ArchiveException refused(StoryProblem problem, Object... facts) {
    return new ArchiveException(null, file, problem, facts);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  /** Removes what an unpacking left; a link is removed and not followed. */
  static void clear(Path folder) throws IOException {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path path, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(path);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path path, @Nullable IOException e)
              throws IOException {
            Files.delete(path);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** Counts what was read of the packed file. */
  private static final class Counting extends java.io.FilterInputStream {
    private long count;

    Counting(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int b = in.read();
      count += b < 0 ? 0 : 1;
      return b;
    }

    @Override
    public int read(byte[] bytes, int at, int length) throws IOException {
      int n = in.read(bytes, at, length);
      count += Math.max(0, n);
      return n;
    }
  }
}
