package zoetrope.service.farm.slurm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The batch scripts, run by a shell with stand-ins for the worker and for scontrol. */
@Tag("process")
class SlurmScriptsTest {
  @TempDir Path folder;

  @BeforeEach
  void shell() throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")));
    program("scontrol", "echo \"scontrol $*\"; exit 1");
  }

  @Test
  void aWorkerGetsItsWordsAsTheyAre() throws Exception {
    program("it's here", "for a in \"$@\"; do echo \"[$a]\"; done");
    assertThat(task("it's here", Map.of()))
        .contains("[farm]\n[task]\n[/a b/$HOME 'x']\n[--task]\n[3]\n")
        .endsWith("code 0");
  }

  @Test
  void aWorkerThatWasKilledGoesBackIntoTheQueueThreeTimes() throws Exception {
    program("dies", "exit 137");
    assertThat(task("dies", Map.of())).contains("scontrol requeue 9_3").endsWith("code 137");
    assertThat(task("dies", Map.of("SLURM_RESTART_COUNT", "3")))
        .doesNotContain("scontrol")
        .endsWith("code 137");
  }

  @Test
  void aWorkerThatASignalEndedIsAskedToWriteDownWhy() throws Exception {
    program("aborts", "echo \"$@\"; [ \"$2\" = ended ] || exit 134");
    assertThat(task("aborts", Map.of("SLURM_RESTART_COUNT", "3")))
        .contains(
            "farm task /a b/$HOME 'x' --task 3\nfarm ended /a b/$HOME 'x' --task 3 --code=134")
        .endsWith("code 134");
  }

  @Test
  void aWorkerThatSaysWhatIsWrongDoesNot() throws Exception {
    program("says", "exit 3");
    assertThat(task("says", Map.of())).doesNotContain("scontrol").endsWith("code 3");
  }

  private void program(String name, String text) throws IOException {
    Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + text + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }

  private String task(String worker, Map<String, String> environment) throws Exception {
    String text = SlurmScripts.task(List.of(folder.resolve(worker).toString()), "/a b/$HOME 'x'");
    Path script = Files.writeString(folder.resolve("task.sh"), text);
    ProcessBuilder builder =
        new ProcessBuilder("/bin/sh", script.toString()).redirectErrorStream(true);
    builder.environment().put("PATH", folder + ":" + System.getenv("PATH"));
    builder.environment().put("SLURM_ARRAY_JOB_ID", "9");
    builder.environment().put("SLURM_ARRAY_TASK_ID", "3");
    builder.environment().putAll(environment);
    Process p = builder.start();
    p.getOutputStream().close();
    String out =
        new String(p.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    return out + "code " + p.waitFor();
  }

  @Test
  void whatIsResumedIsAskedForAsRanges() {
    assertThat(SlurmBackend.ranges(0, 1, 2, 3)).isEqualTo("0-3");
    assertThat(SlurmBackend.ranges(2, 4, 5, 9)).isEqualTo("2,4-5,9");
    assertThat(SlurmBackend.ranges(7)).isEqualTo("7");
  }
}
