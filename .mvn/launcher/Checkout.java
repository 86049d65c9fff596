import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Where things are.
 *
 * @param jdk that builds and runs
 * @param home of the sources
 * @param cuda whether ONNX Runtime is the build for NVIDIA cards
 */
record Checkout(Path jdk, Path home, boolean cuda) {
  static final boolean WINDOWS = System.getProperty("os.name").startsWith("Windows");
  static final boolean LINUX = System.getProperty("os.name").equals("Linux");

  /** With the build that ZOETROPE_CUDA names. */
  static Checkout of(Path jdk, Path home) {
    String choice = environment("ZOETROPE_CUDA");
    if (choice.isEmpty() || choice.equals("0")) {
      return new Checkout(jdk, home, false);
    }
    if (!choice.equals("1")) {
      throw new Refusal(
          "ZOETROPE_CUDA is '" + choice + "'; set it to 1 for NVIDIA cards, or take it away");
    }
    if (!(LINUX || WINDOWS) || !System.getProperty("os.arch").equals("amd64")) {
      throw new Refusal(
          "ZOETROPE_CUDA=1 needs Linux or Windows on x86-64: ONNX Runtime for CUDA is made for no"
              + " other system");
    }
    return new Checkout(jdk, home, true);
  }

  static String environment(String name) {
    return System.getenv().getOrDefault(name, "");
  }

  Path target() {
    return home.resolve("app/target");
  }

  /** What is started: a folder for each build, since both hold the same classes (app/pom.xml). */
  Path app() {
    return cuda ? target().resolve("cuda") : target();
  }

  String java() {
    return java(jdk);
  }

  static String java(Path jdk) {
    return jdk.resolve(WINDOWS ? "bin/java.exe" : "bin/java").toString();
  }

  /** Takes a folder away with all that is in it. */
  static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path p : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(p);
        }
      }
    }
  }
}
