import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Half of a start is loading classes, which Java's AOT cache saves. A short run makes it, again
 * where the JDK, a jar or this folder's place is another. Where that fails, nothing is said, and it
 * is not tried again.
 */
final class ClassCache {
  private final Checkout checkout;
  private final Start start;
  private final Path folder;
  private final Path file;
  private final Path madeFor;

  ClassCache(Checkout checkout, Start start) {
    this.checkout = checkout;
    this.start = start;
    folder = checkout.app().resolve("aot");
    file = folder.resolve(start.cache() + ".aot");
    madeFor = folder.resolve(start.cache() + ".for");
  }

  /** Java's options that use the cache, which is made where it is missing; none without one. */
  List<String> options() throws IOException, InterruptedException {
    String now = Files.readString(checkout.jdk().resolve("release")) + checkout.home() + "\n";
    if (!fits(now) && Files.isWritable(checkout.app())) {
      Files.createDirectories(folder);
      Files.deleteIfExists(file);
      rehearse();
      Files.writeString(madeFor, now);
    }
    // Java starts without a cache that does not fit, and need not say so.
    return Files.exists(file)
        ? List.of("-XX:AOTCache=" + file, "-Xlog:aot*=off,cds*=off")
        : List.of();
  }

  private boolean fits(String now) throws IOException {
    if (!Files.exists(madeFor) || !Files.readString(madeFor).equals(now)) {
      return false;
    }
    FileTime made = Files.getLastModifiedTime(madeFor);
    for (String part : List.of("lib", "fx", "zoetrope-app.jar")) {
      Path place = checkout.app().resolve(part);
      if (Files.exists(place) && newer(place, made)) {
        return false;
      }
    }
    return true;
  }

  private static boolean newer(Path place, FileTime than) throws IOException {
    try (Stream<Path> files = Files.walk(place)) {
      for (Path f : files.toList()) {
        if (Files.getLastModifiedTime(f).compareTo(than) > 0) {
          return true;
        }
      }
    }
    return false;
  }

  private void rehearse() throws IOException, InterruptedException {
    Path part = folder.resolve(start.cache() + "." + ProcessHandle.current().pid());
    List<String> command = new ArrayList<>(List.of(checkout.java()));
    command.addAll(start.options());
    command.add("-XX:AOTCacheOutput=" + part);
    command.addAll(start.rehearsal());
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectInput(Child.NOTHING)
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.DISCARD);
    builder.environment().putAll(start.environment());
    // On the processor: a device that cannot be had would end it.
    builder.environment().put("ZOETROPE_DEVICE", "");
    Child.of(builder).end();
    if (Files.exists(part)) {
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    }
    clearUp(part.getFileName() + ".");
  }

  private void clearUp(String begin) throws IOException {
    try (Stream<Path> left = Files.list(folder)) {
      for (Path f : left.toList()) {
        String name = f.getFileName().toString();
        if (name.startsWith(begin) || name.endsWith(".mp4") || name.endsWith(".zoetrope")) {
          Checkout.delete(f);
        }
      }
    }
  }
}
