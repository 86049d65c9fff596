package zoetrope.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import zoetrope.service.cli.terminal.Errors;

/**
 * {@code zoetrope parity}: a line for each vector, a count, and an exit code that scripts can use.
 */
class ParityCommandTest {
  private static final Path SET = Path.of("..", "..", "src-test", "reference");

  private final StringWriter out = new StringWriter();

  @Test
  void passingVectorsEndWithTheirCountAndZero() {
    int code = run(SET, "--only", "schedulers.");
    assertThat(code).isZero();
    assertThat(out.toString().lines().toList()).hasSize(5).last().isEqualTo("4 passed, 0 failed");
    assertThat(out.toString().lines().findFirst().orElse(""))
        .matches("schedulers\\.\\w+ +abs \\S+ +rel \\S+ +tolerance .* pass");
  }

  @Test
  void oneFailureIsNamedAndMakesTheExitCodeOne(@TempDir Path dir) throws IOException {
    Files.createDirectories(dir.resolve("schedulers"));
    Files.copy(SET.resolve("index.json"), dir.resolve("index.json"));
    for (String name : new String[] {"euler", "unipc", "unipc_diffusers", "dpmpp"}) {
      String file = "schedulers/" + name + ".safetensors";
      Files.copy(SET.resolve(file), dir.resolve(file));
    }
    Path spoilt = dir.resolve("schedulers/euler.safetensors");
    try (RandomAccessFile f = new RandomAccessFile(spoilt.toFile(), "rw")) {
      f.seek(f.length() - 2);
      f.write(0x42);
    }
    assertThat(run(dir, "--only", "schedulers.")).isEqualTo(1);
    assertThat(out.toString()).contains("FAIL").endsWith("3 passed, 1 failed\n");
  }

  @Test
  void nothingToRunIsNoSuccess() {
    assertThat(run(SET, "--only", "no such family")).isEqualTo(1);
  }

  private int run(Path folder, String... more) {
    CommandLine line = new CommandLine(new ParityCommand());
    line.setExecutionExceptionHandler(new Errors());
    line.setOut(new PrintWriter(out));
    String[] args = new String[more.length + 1];
    args[0] = folder.toString();
    System.arraycopy(more, 0, args, 1, more.length);
    return line.execute(args);
  }
}
