package zoetrope.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import zoetrope.systemtest.ScriptBench.Outcome;

/** The script that continuous integration runs: its count and its exit code. */
@Tag("process")
@DisabledOnOs(OS.WINDOWS)
class CiRunTest {
  private static final String REPORTS = "engine/story/target/surefire-reports";

  @TempDir Path temporary;
  private ScriptBench bench;

  @BeforeEach
  void layOut() throws IOException {
    bench = new ScriptBench(temporary.resolve("a folder"));
    for (String file : new String[] {".ci/run", ".mvn/CountTests.java"}) {
      bench.write(file, ScriptBench.repository(file));
    }
    bench.environment.put("JAVA_HOME", System.getProperty("java.home"));
    bench.write("app/target/surefire-reports/TEST-stale.xml", report(100, 0, 0, 0));
  }

  @AfterEach
  void clearUp() throws IOException {
    bench.close();
  }

  @Test
  void countsWhatThisRunTested() throws Exception {
    mavenReports(report(7, 0, 0, 2), 0);
    ends("5 passed, 0 failed, 2 skipped\n", 0);
  }

  @Test
  void countsSlowTestsToo() throws Exception {
    bench.write("app/target/failsafe-reports/TEST-stale.xml", report(100, 0, 0, 0));
    bench.write("quick", report(7, 0, 0, 2));
    bench.write("slow", report(3, 0, 1, 0));
    bench.script(
        "bin/mvn",
        """
        #!/bin/sh
        mkdir -p app/target/surefire-reports app/target/failsafe-reports
        cat quick >app/target/surefire-reports/TEST-a.xml
        cat slow >app/target/failsafe-reports/TEST-a.xml
        exit 1
        """);
    ends("7 passed, 1 failed, 2 skipped\n", 1);
  }

  @Test
  void keepsMavensExitCode() throws Exception {
    mavenReports(report(7, 1, 2, 1), 3);
    ends("3 passed, 3 failed, 1 skipped\n", 3);
  }

  @Test
  void failsWhereMavenOverlooksAFailure() throws Exception {
    mavenReports(report(7, 1, 0, 0), 0);
    ends("6 passed, 1 failed, 0 skipped\n", 1);
  }

  @Test
  void failsWhereNoTestRan() throws Exception {
    bench.script("bin/mvn", "#!/bin/sh\n");
    ends("0 passed, 0 failed, 0 skipped\n", 1);
  }

  @Test
  void failsWhereAReportCannotBeRead() throws Exception {
    mavenReports("<testsuite tests=", 0);
    ends("0 passed, 0 failed, 0 skipped\n", 1);
  }

  private void mavenReports(String report, int code) throws IOException {
    bench.write("report", report);
    bench.script(
        "bin/mvn",
        "#!/bin/sh\nmkdir -p %s && cat report >%s/TEST-a.xml\nexit %d\n"
            .formatted(REPORTS, REPORTS, code));
  }

  private void ends(String lastLine, int code) throws IOException, InterruptedException {
    Outcome outcome = bench.run(".ci/run");
    assertThat(outcome.out()).as(outcome.err()).endsWith(lastLine);
    assertThat(outcome.code()).isEqualTo(code);
  }

  private static String report(int tests, int failures, int errors, int skipped) {
    return """
    <?xml version="1.0" encoding="UTF-8"?>
    <testsuite name="x" time="0.1" tests="%d" errors="%d" skipped="%d" failures="%d"><properties/></testsuite>
    """
        .formatted(tests, errors, skipped, failures);
  }
}
