package zoetrope.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zoetrope.systemtest.ScriptBench.Outcome;

/** The script that starts Zoetrope, among JDKs and a Maven that only say what they were asked. */
@Tag("process")
@DisabledOnOs(OS.WINDOWS)
class LauncherTest extends LauncherBench {
  @Test
  void takesTheJdkThatIsNamedAndHandsItToMaven() throws Exception {
    bench.environment.put("JAVA_HOME", jdk("jdks/a", "25.0.3"));
    bench.environment.put("ZOETROPE_JAVA", jdk("jdks/b", "26"));
    assertThat(start()).isEqualTo("26");
    assertThat(builds()).containsExactly(bench.root.resolve("jdks/b").toString());
  }

  @Test
  void takesJavaHomeBeforeThePath() throws Exception {
    bench.environment.put("JAVA_HOME", jdk("jdks/a", "26.0.1"));
    onPath(jdk("jdks/b", "25.0.3"));
    assertThat(start()).isEqualTo("26.0.1");
  }

  @Test
  void takesThePathBeforeTheUsualPlaces() throws Exception {
    bench.environment.put("JAVA_HOME", jdk("jdks/a", "21.0.2"));
    onPath(jdk("jdks/b", "26.0.1"));
    jdk(JVMS + "c", "25.0.3");
    assertThat(start()).isEqualTo("26.0.1");
  }

  @Test
  void prefers25InTheUsualPlaces() throws Exception {
    jdk(JVMS + "a", "24.0.2");
    jdk(JVMS + "b", "26.0.1");
    jdk(JVMS + "c", "25.0.3");
    jdk(JVMS + "d", "27");
    assertThat(start()).isEqualTo("25.0.3");
    assertThat(builds()).containsExactly(bench.root.resolve(JVMS + "c").toString());
  }

  @Test
  void looksBelowHome() throws Exception {
    bench.environment.put("HOME", bench.root.resolve("me").toString());
    jdk("me/.jdks/temurin", "25");
    assertThat(start()).isEqualTo("25");
  }

  @Test
  void passesOverAJavaThatCannotCompile() throws Exception {
    Files.delete(Path.of(jdk(JVMS + "a", "25.0.3"), "bin/javac"));
    jdk(JVMS + "b", "25.0.4");
    assertThat(start()).isEqualTo("25.0.4");
  }

  @Test
  void saysThatThereIsNoJdk() throws Exception {
    refused("no JDK 25 or 26 was found");
  }

  @ParameterizedTest
  @ValueSource(strings = {"24.0.2", "27", "27-ea", "2.5", "250"})
  void refusesOtherVersions(String version) throws Exception {
    bench.environment.put("JAVA_HOME", jdk("jdks/a", version));
    onPath(jdk("jdks/b", version));
    jdk(JVMS + "c", version);
    refused("no JDK 25 or 26 was found");
  }

  @ParameterizedTest
  @ValueSource(strings = {"24.0.2", "27"})
  void refusesANamedJdkThatDoesNotFit(String version) throws Exception {
    bench.environment.put("ZOETROPE_JAVA", jdk("jdks/a", version));
    jdk(JVMS + "b", "25.0.3");
    refused("ZOETROPE_JAVA is not the folder of a JDK 25 or 26");
  }

  @Test
  void buildsOnlyWhereSomethingChanged() throws Exception {
    jdk(JVMS + "a", "25.0.3");
    start();
    start();
    assertThat(builds()).as("nothing changed").hasSize(1);
    bench.write("house/engine/story/src/test/java/StoryTest.java", "");
    start();
    assertThat(builds()).as("a test was added").hasSize(1);
    bench.write(SOURCE, "edited");
    start();
    assertThat(builds()).as("a source was edited").hasSize(2);
    bench.write("house/pom.xml", "edited");
    start();
    assertThat(builds()).as("a pom was edited").hasSize(3);
    Files.delete(bench.root.resolve(SOURCE));
    start();
    assertThat(builds()).as("a source was removed").hasSize(4);
    start();
    assertThat(builds()).as("nothing changed").hasSize(4);
  }

  @Test
  void whatIsEditedDuringABuildIsBuiltNext() throws Exception {
    jdk(JVMS + "a", "25.0.3");
    bench.environment.put(
        "WHILE_BUILDING", "sleep 0.2; echo edited >engine/story/src/main/java/Story.java");
    start();
    bench.environment.remove("WHILE_BUILDING");
    start();
    start();
    assertThat(builds()).hasSize(2);
  }

  @Test
  void whatLooksOlderThanTheBuildIsBuiltTooWhereItDiffers() throws Exception {
    jdk(JVMS + "a", "25.0.3");
    start();
    Path source = bench.write(SOURCE, "checked out");
    Files.setLastModifiedTime(source, FileTime.fromMillis(0));
    start();
    assertThat(builds()).hasSize(2);
  }

  @Test
  void aFailedBuildStartsNothingAndIsTriedAgain() throws Exception {
    jdk(JVMS + "a", "25.0.3");
    bench.environment.put("WHILE_BUILDING", "echo broken; exit 1");
    refused("the build failed, see above");
    bench.environment.remove("WHILE_BUILDING");
    start();
    assertThat(builds()).hasSize(2);
  }

  @Test
  void saysThatMavenIsMissing() throws Exception {
    jdk(JVMS + "a", "25.0.3");
    Files.delete(bench.root.resolve("bin/mvn"));
    refused("building needs Maven");
  }

  @Test
  void clearsAwayJarsOfEarlierBuilds() throws Exception {
    jdk(JVMS + "a", "25.0.3");
    Path old = bench.write("house/app/target/lib/old-1.0.jar", "");
    start();
    assertThat(old).doesNotExist();
  }

  @Test
  void twoStartsAtOnceBuildOnce() throws Exception {
    jdk(JVMS + "a", "25.0.3");
    bench.environment.put("WHILE_BUILDING", "sleep 1");
    try (ExecutorService both = Executors.newFixedThreadPool(2)) {
      Callable<String> one = this::start;
      for (Future<String> started : both.invokeAll(List.of(one, one))) {
        assertThat(started.get()).isEqualTo("25.0.3");
      }
    }
    assertThat(builds()).hasSize(1);
  }

  @Test
  void saysOneLineWhileBuildingAndNothingAfter() throws Exception {
    jdk(JVMS + "a", "25.0.3");
    assertThat(bench.run(LAUNCHER).err()).startsWith("Building Zoetrope").hasLineCount(1);
    assertThat(bench.run(LAUNCHER).err()).isEmpty();
  }

  @Test
  void handsOnArgumentsAndTheExitCode() throws Exception {
    jdk(JVMS + "a", "25.0.3");
    bench.environment.put("ENDS_WITH", "130");
    Outcome outcome = bench.run(LAUNCHER, "new", "two words", "Hey!", "*", "");
    assertThat(outcome.code()).isEqualTo(130);
    assertThat(outcome.out())
        .contains("[-Dzoetrope.home=" + bench.root.resolve("house") + "]")
        .endsWith("[zoetrope.service.cli.Main]\n[new]\n[two words]\n[Hey!]\n[*]\n[]\n");
  }

  @Test
  void startsTheStudio() throws Exception {
    jdk(JVMS + "a", "25.0.3");
    bench.environment.put("DISPLAY", ":0");
    Outcome outcome = bench.run(LAUNCHER, "studio", "My film.zoetrope");
    assertThat(outcome.out())
        .contains("[--module-path]\n[" + bench.root.resolve("house/app/target/fx") + "]")
        .endsWith("[zoetrope.app.Launcher]\n[My film.zoetrope]\n");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void theStudioNeedsAScreenAndItsHelpDoesNot() throws Exception {
    jdk(JVMS + "a", "25.0.3");
    refused("the studio needs a screen", "studio");
    assertThat(bench.run(LAUNCHER, "studio", "--help").out())
        .endsWith("[zoetrope.service.cli.Main]\n[studio]\n[--help]\n");
  }

  @Test
  void rehearsesOnceForEachKindOfStart() throws Exception {
    jdk(JVMS + "a", "25.0.3");
    bench.environment.put("DISPLAY", ":0");
    for (int i = 0; i < 2; i++) {
      assertThat(bench.run(LAUNCHER, "models").out()).contains(cache("command"));
      assertThat(bench.run(LAUNCHER, "studio").out()).contains(cache("studio"));
    }
    assertThat(rehearsals()).hasSize(2);
    assertThat(bench.root.resolve("house/app/target/aot"))
        .isDirectoryNotContaining("glob:**[0-9]*");
  }

  @Test
  void rehearsesAgainForOtherJarsAndOtherJdks() throws Exception {
    String a = jdk(JVMS + "a", "25.0.3");
    start();
    FileTime later = FileTime.from(Instant.now().plusSeconds(2));
    Path jar = bench.write("house/app/target/lib/new.jar", "");
    Files.setLastModifiedTime(jar, later);
    start();
    assertThat(rehearsals()).as("a jar is new").hasSize(2);
    bench.environment.put("ZOETROPE_JAVA", jdk("jdks/b", "26.0.1"));
    Files.setLastModifiedTime(jar, FileTime.fromMillis(0));
    start();
    assertThat(rehearsals()).as("the JDK is another").hasSize(3);
    bench.environment.put("ZOETROPE_JAVA", a);
    start();
    start();
    assertThat(rehearsals()).as("and back").hasSize(4);
  }

  @Test
  void startsWithoutACacheWhereTheRehearsalFailsAndDoesNotTryAgain() throws Exception {
    jdk(JVMS + "a", "25.0.3");
    bench.environment.put("REHEARSAL", "echo broken; echo broken >&2; exit 1");
    start();
    Outcome second = bench.run(LAUNCHER);
    assertThat(second.err()).isEmpty();
    assertThat(second.out()).startsWith("25.0.3\n").doesNotContain("AOT");
    assertThat(rehearsals()).hasSize(1);
  }

  private String cache(String kind) {
    return "[-XX:AOTCache=" + bench.root.resolve("house/app/target/aot/" + kind + ".aot") + "]";
  }

  @Test
  void startsFromItsSourcesUntilItHasCompiledItself() throws Exception {
    jdk(JVMS + "a", "25.0.3");
    Path main = bench.root.resolve(CLASSES).resolve("Launcher.class");
    Files.delete(main);
    Outcome outcome = bench.run(LAUNCHER);
    assertThat(outcome.out()).startsWith("25.0.3\n");
    assertThat(outcome.err()).startsWith("Building Zoetrope").hasLineCount(1);
    assertThat(main).exists();
    assertThat(bench.run(LAUNCHER, "models").out()).endsWith("[models]\n");
  }

  @Test
  void isCompiledAgainWhereItWasEdited() throws Exception {
    jdk(JVMS + "a", "25.0.3");
    Path source = bench.root.resolve("house/.mvn/launcher/Build.java");
    bench.write(
        "house/.mvn/launcher/Build.java",
        Files.readString(source).replace("\"Building Zoetrope\"", "\"Making Zoetrope\""));
    assertThat(bench.run(LAUNCHER).err()).startsWith("Making Zoetrope");
    bench.write(SOURCE, "edited");
    assertThat(bench.run(LAUNCHER).err()).startsWith("Making Zoetrope");
  }

  @Test
  void runsAsItWasWhereAnEditDoesNotCompile() throws Exception {
    jdk(JVMS + "a", "25.0.3");
    bench.write("house/.mvn/launcher/Build.java", "class Build {");
    assertThat(start()).isEqualTo("25.0.3");
  }

  @Test
  void theWindowsScriptsUseTheSameFlagsAndLineEnds() throws Exception {
    String windows = ScriptBench.repository("zoetrope.cmd");
    assertThat(flags(windows)).isNotEmpty().isEqualTo(flags(ScriptBench.repository("zoetrope")));
    // With bare line feeds cmd misses labels.
    assertThat(windows.replace("\r\n", "")).doesNotContain("\n");
    assertThat(ScriptBench.repository(".mvn/jdk.cmd").replace("\r\n", "")).doesNotContain("\n");
  }

  private static Set<String> flags(String script) {
    return Pattern.compile(
            "(?<=[\\s(\"'=])-(-[a-z]|X(X:\\+|[lms])|D(prism|glass|java|zoetrope))[^\\s\"')$%]*")
        .matcher(script)
        .results()
        .map(MatchResult::group)
        .filter(flag -> !flag.endsWith("="))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
