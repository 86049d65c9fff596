package zoetrope.systemtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import zoetrope.systemtest.ScriptBench.Outcome;

/** Which build the script starts as its child, and what it says of the child's end. */
@Tag("process")
@DisabledOnOs(OS.WINDOWS)
class LauncherChildTest extends LauncherBench {
  @Test
  @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
  void keepsTheBuildForCudaApartFromTheOrdinaryOne() throws Exception {
    jdk(JVMS + "a", "25.0.3");
    assertThat(classPath()).containsExactly("onnxruntime-1.0.jar");
    bench.environment.put("ZOETROPE_CUDA", "1");
    assertThat(bench.run(LAUNCHER).err())
        .startsWith("Building Zoetrope with ONNX Runtime for CUDA")
        .contains("640 MB")
        .hasLineCount(1);
    assertThat(classPath()).containsExactly("onnxruntime_gpu-1.0.jar");
    bench.environment.put("ZOETROPE_CUDA", "0");
    assertThat(classPath()).containsExactly("onnxruntime-1.0.jar");
    assertThat(builds()).as("each once, and neither wipes the other").hasSize(2);
    bench.write(SOURCE, "edited");
    start();
    bench.environment.put("ZOETROPE_CUDA", "1");
    start();
    assertThat(builds()).as("each has what was edited").hasSize(4);
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
  void aBuildByHandForCudaIsLeftAloneByTheOrdinaryStart() throws Exception {
    jdk(JVMS + "a", "25.0.3");
    Path byHand = bench.write("house/app/target/cuda/lib/onnxruntime_gpu-1.0.jar", "");
    assertThat(classPath()).containsExactly("onnxruntime-1.0.jar");
    assertThat(byHand).exists();
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes", "2", "cuda"})
  void refusesWhatIsNoChoiceOfTheBuild(String said) throws Exception {
    jdk(JVMS + "a", "25.0.3");
    bench.environment.put("ZOETROPE_CUDA", said);
    refused("ZOETROPE_CUDA is '" + said + "'; set it to 1");
  }

  @ParameterizedTest
  @ValueSource(ints = {134, 137, 139})
  void asksWhatEndedJavaWhereThatCouldNotSay(int code) throws Exception {
    jdk(JVMS + "a", "25.0.3");
    start();
    bench.environment.put("ENDS_WITH", Integer.toString(code));
    Outcome outcome = bench.run(LAUNCHER, "render");
    assertThat(outcome.code()).isEqualTo(code);
    assertThat(outcome.out()).endsWith("[render]\n").doesNotContain("[ended]");
    assertThat(outcome.err())
        .containsPattern("\\[zoetrope.service.cli.Main]\n\\[ended]\n\\[--code=" + code + "]")
        .doesNotContain("Aborted", "Segmentation");
  }

  @Test
  void asksWhatEndedJavaWhereItLeftAReport() throws Exception {
    jdk(JVMS + "a", "25.0.3");
    start();
    bench.environment.put("ENDS_WITH", "1");
    bench.environment.put("CRASHES", "yes");
    Outcome outcome = bench.run(LAUNCHER, "render");
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err())
        .containsPattern("\\[ended]\n\\[--code=1]\n\\[--report=.*house/app/target/crash-\\d+.log]");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 129, 130, 141, 143})
  void asksNothingWhereJavaEndedAsItShould(int code) throws Exception {
    jdk(JVMS + "a", "25.0.3");
    start();
    bench.environment.put("ENDS_WITH", Integer.toString(code));
    Outcome outcome = bench.run(LAUNCHER);
    assertThat(outcome.code()).isEqualTo(code);
    assertThat(outcome.err()).isEmpty();
  }

  @Test
  void passesOnWhatComesInAndSignals() throws Exception {
    jdk(JVMS + "a", "25.0.3");
    start();
    bench.environment.put("READS", "yes");
    Process p = bench.start(LAUNCHER);
    try (var said = p.inputReader();
        var to = p.outputWriter()) {
      to.write("hello\n");
      to.flush();
      assertThat(said.readLine()).isEqualTo("read hello");
      p.toHandle().destroy(); // TERM to the launcher alone
      assertThat(said.readLine()).isEqualTo("asked to end");
    }
    assertThat(p.waitFor()).isEqualTo(143);
  }

  @ParameterizedTest
  @CsvSource({"1, 129", "2, 130", "15, 143"})
  void endsWithTheSignalThatItWasSentAfterItsChild(int signal, int code) throws Exception {
    assumeThat(ignored(signal)).as("signals that these tests' parent ignores").isFalse();
    jdk(JVMS + "a", "25.0.3");
    start();
    bench.environment.put("READS", "yes");
    Process p = bench.start(LAUNCHER);
    try (var said = p.inputReader();
        var to = p.outputWriter()) {
      to.write("hello\n");
      to.flush();
      assertThat(said.readLine()).isEqualTo("read hello");
      new ProcessBuilder("kill", "-" + signal, Long.toString(p.pid())).start().waitFor();
      assertThat(said.readLine()).isEqualTo("asked to end");
    }
    assertThat(p.waitFor()).isEqualTo(code);
  }

  @Test
  void aClosedInputIsAnEmptyOne() throws Exception {
    jdk(JVMS + "a", "25.0.3");
    start();
    bench.environment.put("READS", "yes");
    bench.script("closed", "exec bash " + LAUNCHER + " <&-\n");
    Process p = bench.start("closed");
    try (var said = p.inputReader()) {
      assertThat(said.readLine()).isEqualTo("read ");
    }
    p.destroy();
    p.waitFor();
  }

  /** What is ignored by a program is ignored by those that it starts, as with {@code nohup}. */
  private static boolean ignored(int signal) throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return false;
    }
    String mask =
        Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .findFirst()
            .orElseThrow();
    return (Long.parseUnsignedLong(mask.substring(8).strip(), 16) >> (signal - 1) & 1) == 1;
  }
}
