import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/** Maven's build, of what differs from the last one. */
final class Build {
  private final Checkout checkout;

  /**
   * Lists what the build reads as it was before the build, so what is edited, added or removed
   * later, even during the build, is built the next time.
   */
  private final Path stamp;

  Build(Checkout checkout) {
    this.checkout = checkout;
    stamp = checkout.app().resolve("built");
  }

  void bringUpToDate() throws IOException, InterruptedException {
    if (upToDate()) {
      return;
    }
    String maven = maven();
    Files.createDirectories(checkout.app());
    try (FileChannel file =
            FileChannel.open(
                checkout.target().resolve("build.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock _ = alone(file)) {
      // Another start may have built just this meanwhile.
      if (!upToDate()) {
        build(maven);
      }
    }
  }

  private boolean upToDate() throws IOException {
    return Files.exists(stamp) && Files.readString(stamp).equals(sources());
  }

  private static FileLock alone(FileChannel file) throws IOException {
    FileLock lock = file.tryLock();
    if (lock == null) {
      System.err.println("Waiting for another build of Zoetrope to end ...");
      lock = file.lock();
    }
    return lock;
  }

  private void build(String maven) throws IOException, InterruptedException {
    System.err.println(
        "Building Zoetrope"
            + (checkout.cuda() ? " with ONNX Runtime for CUDA, once a download of 640 MB" : "")
            + " (the first time takes a few minutes) ...");
    Files.deleteIfExists(stamp);
    // Old jars would stay on the class path.
    Checkout.delete(checkout.app().resolve("lib"));
    Checkout.delete(checkout.app().resolve("fx"));
    String sources = sources();
    if (Child.of(command(maven)).endAmongErrors() != 0) {
      throw new Refusal("the build failed, see above");
    }
    Files.writeString(stamp, sources);
  }

  private ProcessBuilder command(String maven) {
    List<String> command = new ArrayList<>(List.of(maven, "-B", "-q", "-ntp"));
    if (checkout.cuda()) {
      command.add("-Pcuda");
    }
    command.addAll(List.of("-pl", "app", "-am", "-DskipTests", "package"));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(checkout.home().toFile())
            .redirectInput(Child.NOTHING)
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    // Maven runs on this JDK and so builds with it (pom.xml); a .mavenrc could name another.
    builder.environment().put("JAVA_HOME", checkout.jdk().toString());
    builder.environment().put("MAVEN_SKIP_RC", "true");
    builder
        .environment()
        .merge(
            "MAVEN_OPTS",
            "--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow",
            (given, ours) -> given + " " + ours);
    return builder;
  }

  private static String maven() {
    return Arrays.stream(Checkout.environment("PATH").split(File.pathSeparator, -1))
        .filter(folder -> !folder.isBlank())
        .map(folder -> Path.of(folder, Checkout.WINDOWS ? "mvn.cmd" : "mvn"))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst()
        .orElseThrow(
            () -> new Refusal("building needs Maven 3.8 or newer (mvn), which was not found"));
  }

  private String sources() throws IOException {
    Path home = checkout.home();
    List<String> lines = new ArrayList<>();
    add(home.resolve("pom.xml"), lines);
    try (Stream<Path> engine = Files.list(home.resolve("engine"))) {
      for (Path module : Stream.concat(Stream.of(home.resolve("app")), engine).toList()) {
        add(module.resolve("pom.xml"), lines);
        add(module.resolve("src/main"), lines);
      }
    }
    return lines.stream().sorted().collect(Collectors.joining("\n"));
  }

  /**
   * Adds a line for a file or each in a folder. By content, since clocks are coarse; by time too,
   * for what was edited during the build and put back.
   */
  private void add(Path place, List<String> lines) throws IOException {
    if (!Files.exists(place)) {
      return;
    }
    Files.walkFileTree(
        place,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            CRC32 sum = new CRC32();
            sum.update(Files.readAllBytes(file));
            lines.add(
                checkout.home().relativize(file)
                    + " "
                    + attributes.size()
                    + " "
                    + attributes.lastModifiedTime()
                    + " "
                    + Long.toHexString(sum.getValue()));
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
