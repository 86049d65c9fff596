package zoetrope.diffusion.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zoetrope.diffusion.ChildProcess;
import zoetrope.diffusion.graph.Graph;
import zoetrope.diffusion.graph.Ops;
import zoetrope.diffusion.graph.Value;

/** ONNX Runtime starts first, whatever it is asked, and in one build. */
@Tag("process")
class StartTest {
  private static final String CLASS_PATH = System.getProperty("java.class.path");

  @TempDir Path folder;

  /** What the process of its own runs. */
  static final class Start {
    private Start() {}

    public static void main(String[] args) {
      System.out.print("started " + Runtime.version());
    }
  }

  /** Asks for a provider before anything else, then for something that ONNX Runtime logs. */
  static final class AskFirst {
    private AskFirst() {}

    public static void main(String[] args) throws OrtException {
      System.out.println(
          Runtime.Provider.valueOf(args[0]).unavailable().orElse("usable").replace('\n', ' '));
      try (OrtSession.SessionOptions o = new OrtSession.SessionOptions()) {
        o.addConfigEntry("zoetrope.said", "once");
        o.addConfigEntry("zoetrope.said", "twice"); // which is warned of
      }
      System.out.println("still there");
    }
  }

  /** Ends the program, as Ctrl+C does, while a model is being loaded. */
  static final class EndWhileLoading {
    private EndWhileLoading() {}

    public static void main(String[] args) throws Exception {
      Graph g = new Graph("deep");
      Value x = g.input("x", 1, 4);
      Ops ops = new Ops(g);
      for (int i = 0; i < 20_000; i++) {
        x = ops.plus(x, 1);
      }
      g.output("y", x);
      Graph.Model model = g.build();
      Runtime.version();
      Thread.ofPlatform().daemon().start(() -> Runtime.cpu().open(model));
      Thread.sleep(Long.parseLong(args[0]));
      System.exit(7);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 300, 400, 500, 600})
  void aProgramThatEndsWhileAModelIsLoadedDoesNotCrash(int millis) throws Exception {
    ChildProcess.Outcome o =
        ChildProcess.run(EndWhileLoading.class, List.of(), Integer.toString(millis));
    assertThat(o.code()).as(o.out() + o.err()).isEqualTo(7);
  }

  @Test
  void aLongCommandLineDoesNotEndTheProcess() throws Exception {
    ChildProcess.Outcome o = ChildProcess.run(Start.class, List.of(), "x".repeat(20_000));
    assertThat(o.out()).as(o.err()).startsWith("started ");
    assertThat(o.code()).isZero();
  }

  /** Without an environment, ONNX Runtime ends the process for want of a logger. */
  @Test
  void aProviderIsAskedForInAStartedOnnxRuntime() throws Exception {
    ChildProcess.Outcome o = ChildProcess.run(AskFirst.class, List.of(), "CUDA");
    assertThat(o.out()).as(o.err()).doesNotContain("DefaultLogger").endsWith("still there\n");
    assertThat(o.code()).isZero();
  }

  /** On the build for CUDA alone: {@code mvn -Pcuda}. */
  @Test
  void withoutACardEveryMissingLibraryIsNamed() throws Exception {
    assumeTrue(Runtime.available().contains("CUDAExecutionProvider"), "this build has no CUDA");
    assumeTrue(!Files.exists(Path.of("/proc/driver/nvidia")), "this machine has a card");
    ChildProcess.Outcome o = ChildProcess.run(AskFirst.class, List.of(), "CUDA");
    assertThat(o.out())
        .as(o.err())
        .startsWith("CUDA cannot be used here: these libraries were not found: ")
        .contains("libcublasLt.so.12", "libcudart.so.12", "libcudnn.so.9", "libcuda.so.1")
        .contains("NVIDIA's driver", "CUDA 12", "cuDNN 9", "apt install");
  }

  @Test
  void twoBuildsOnTheClassPathAreRefusedByName() throws Exception {
    Path jar =
        Arrays.stream(CLASS_PATH.split(File.pathSeparator))
            .map(Path::of)
            .filter(p -> p.getFileName().toString().matches("onnxruntime(_gpu)?-.*\\.jar"))
            .findFirst()
            .orElseThrow();
    Path other = Files.copy(jar, folder.resolve("onnxruntime_other-1.0.jar"));
    ChildProcess.Outcome o =
        ChildProcess.run(CLASS_PATH + File.pathSeparator + other, Start.class, List.of());
    assertThat(o.out()).isEmpty();
    assertThat(o.err())
        .contains("more than one build of ONNX Runtime")
        .contains(jar.toString(), other.toString(), "ZOETROPE_CUDA=1");
  }

  @Test
  void jarsOfLikeNamesThatHoldNoBuildDoNoHarm() throws IOException {
    Path like = Files.createFile(folder.resolve("onnxruntime-extensions-0.13.jar"));
    assertThatCode(() -> Builds.requireOne(CLASS_PATH + File.pathSeparator + like))
        .doesNotThrowAnyException();
  }
}
