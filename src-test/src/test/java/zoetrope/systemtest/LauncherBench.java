package zoetrope.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
  static final String SOURCE = "house/engine/story/src/main/java/Story.java";

  @TempDir Path temporary;
  ScriptBench bench;

  @BeforeEach
  void layOut() throws IOException {
    bench = new ScriptBench(temporary.resolve("a folder!"));
    // The machine's own JDKs must not be found.
    String launcher =
        ScriptBench.repository("zoetrope")
            .replaceAll("(?<= )/(usr|opt|Library)/", "\"\\$PLACES\"/$1/");
    assertThat(launcher).contains("\"$PLACES\"/usr/lib/jvm/*");
    bench.environment.put("PLACES", bench.root.resolve("places").toString());
    bench.script(LAUNCHER, launcher);
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

  @AfterEach
  void clearUp() throws IOException {
    bench.close();
  }

  /** The jars of the class path that Java was given. */
  List<String> classPath() throws Exception {
    List<String> words = bench.run(LAUNCHER).out().lines().toList();
    String path = words.get(words.indexOf("[-cp]") + 1);
    try (java.util.stream.Stream<Path> jars =
        Files.list(Path.of(path.substring(1, path.length() - "/*]".length())))) {
      return jars.map(p -> p.getFileName().toString()).toList();
    }
  }

  /** Makes a JDK that says its version and arguments; its folder. */
  String jdk(String folder, String version) throws IOException {
    bench.write(folder + "/release", "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
    bench.script(folder + "/bin/javac", "");
    bench.script(
        folder + "/bin/java",
        """
        #!/bin/sh
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
          while :; do sleep 0.05; done
        fi
        for word in "$@"; do
          case $word in -XX:ErrorFile=*) if [ -n "$CRASHES" ]; then echo >"${word#*=}"; fi ;; esac
        done
        echo %s
        for word in "$@"; do echo "[$word]"; done
        exit ${ENDS_WITH:-0}
        """
            .formatted("'" + bench.root.resolve("rehearsals") + "'", version));
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
