package zoetrope.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import zoetrope.systemtest.ScriptBench.Outcome;

/**
 * A checkout of nothing but the launcher, among JDKs and a Maven that only say what they were
 * asked.
 */
abstract class LauncherBench {
  static final String LAUNCHER = "house/zoetrope";
  static final String JVMS = "places/usr/lib/jvm/";
  static final String CLASSES = "house/app/target/launcher";
  static final String SOURCE = "house/engine/story/src/main/java/Story.java";

  @TempDir Path temporary;
  ScriptBench bench;

  @BeforeEach
  void layOut() throws IOException {
    bench = new ScriptBench(temporary.resolve("a folder!"));
    // The machine's own JDKs must not be found.
    String finder =
        ScriptBench.repository(".mvn/jdk.sh")
            .replaceAll("(?<= )/(usr|opt|Library)/", "\"\\$PLACES\"/$1/");
    assertThat(finder).contains("\"$PLACES\"/usr/lib/jvm/*");
    bench.environment.put("PLACES", bench.root.resolve("places").toString());
    bench.script(LAUNCHER, ScriptBench.repository("zoetrope"));
    bench.write("house/.mvn/jdk.sh", finder);
    for (Path source : sources()) {
      bench.write("house/.mvn/launcher/" + source.getFileName(), Files.readString(source));
    }
    compile(bench.root.resolve("house/.mvn/launcher"), bench.root.resolve(CLASSES));
    bench.write("house/pom.xml", "");
    bench.write("house/engine/story/pom.xml", "");
    bench.write("house/app/pom.xml", "");
    bench.write("house/app/src/main/java/App.java", "");
    bench.write("house/app/target/zoetrope-app.jar", "");
    bench.write(SOURCE, "");
    bench.script(
        "bin/mvn",
        """
        #!/bin/sh
        echo "$JAVA_HOME" >>../builds
        case " $* " in *" -Pcuda "*) app=app/target/cuda jar=onnxruntime_gpu ;; *) app=app/target jar=onnxruntime ;; esac
        mkdir -p $app/lib $app/fx
        echo >$app/zoetrope-app.jar
        echo >$app/lib/$jar-1.0.jar
        eval "$WHILE_BUILDING"
        """);
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> all = Files.list(ScriptBench.repository().resolve(".mvn/launcher"))) {
      return all.toList();
    }
  }

  /** As the launcher compiles itself at its first start, which each test need not wait for. */
  private static void compile(Path sources, Path classes) throws IOException {
    try (Stream<Path> all = Files.list(sources)) {
      String[] words =
          Stream.concat(
                  Stream.of("--release", "25", "-d", classes.toString()), all.map(Path::toString))
              .toArray(String[]::new);
      assertThat(ToolProvider.findFirst("javac").orElseThrow().run(System.out, System.err, words))
          .isZero();
    }
  }

  @AfterEach
  void clearUp() throws IOException {
    bench.close();
  }

  /** The jars of the class path that Java was given. */
  List<String> classPath() throws Exception {
    List<String> words = bench.run(LAUNCHER).out().lines().toList();
    String path = words.get(words.indexOf("[-cp]") + 1);
    try (Stream<Path> jars =
        Files.list(Path.of(path.substring(1, path.length() - "/*]".length())))) {
      return jars.map(p -> p.getFileName().toString()).toList();
    }
  }

  /** Makes a JDK that runs the launcher, and of all else says its version and arguments. */
  String jdk(String folder, String version) throws IOException {
    bench.write(folder + "/release", "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
    bench.script(folder + "/bin/javac", "");
    bench.script(
        folder + "/bin/java",
        """
        #!/bin/sh
        case " $* " in *" Launcher "*|*/Launcher.java*) exec %s "$@" ;; esac
        for word in "$@"; do
          case $word in -XX:AOTCacheOutput=*)
            echo "$*" >>%s
            eval "$REHEARSAL"
            echo classes >"${word#*=}"
            exit 0
          esac
        done
        if [ -n "$READS" ]; then
          trap 'echo asked to end; exit 143' TERM
          read word
          echo "read $word"
          for n in 1 2 3 4 5 6 7 8 9; do sleep 1; done
        fi
        for word in "$@"; do
          case $word in -XX:ErrorFile=*) if [ -n "$CRASHES" ]; then echo >"${word#*=}"; fi ;; esac
        done
        echo %s
        for word in "$@"; do echo "[$word]"; done
        exit ${ENDS_WITH:-0}
        """
            .formatted(
                "'" + Path.of(System.getProperty("java.home"), "bin", "java") + "'",
                "'" + bench.root.resolve("rehearsals") + "'",
                version));
    return bench.root.resolve(folder).toString();
  }

  void onPath(String jdk) throws IOException {
    Files.createSymbolicLink(bench.root.resolve("bin/java"), Path.of(jdk, "bin/java"));
  }

  /** Starts Zoetrope; the version of the JDK that ran it. */
  String start() throws IOException, InterruptedException {
    Outcome outcome = bench.run(LAUNCHER);
    assertThat(outcome.code()).as(outcome.err()).isZero();
    return outcome.out().lines().findFirst().orElse("");
  }

  void refused(String why, String... arguments) throws IOException, InterruptedException {
    Outcome outcome = bench.run(LAUNCHER, arguments);
    assertThat(outcome.err()).contains("zoetrope: " + why);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.code()).isEqualTo(1);
  }

  /** The JAVA_HOME of each build. */
  List<String> builds() throws IOException {
    return Files.readAllLines(bench.root.resolve("builds"));
  }

  List<String> rehearsals() throws IOException {
    return Files.readAllLines(bench.root.resolve("rehearsals"));
  }
}
