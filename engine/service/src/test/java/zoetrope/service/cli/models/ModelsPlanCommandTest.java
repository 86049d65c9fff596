package zoetrope.service.cli.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import zoetrope.service.TinyStudio;
import zoetrope.service.cli.terminal.Errors;
import zoetrope.service.models.ModelLibrary;

/** What {@code zoetrope models plan} says. */
class ModelsPlanCommandTest {
  private static final Path VECTORS = Path.of("../../src-test/reference");

  @TempDir Path temp;

  private ModelLibrary library;
  private String id;

  @BeforeEach
  void model() throws IOException {
    library = new ModelLibrary(new TinyStudio(temp).home(), temp.resolve("library"));
    for (String part : List.of("t2v/wan", "umt5/wan", "vae/wan", "tokenizer")) {
      Path to = Files.createDirectories(temp.resolve("model").resolve(part));
      try (Stream<Path> files = Files.list(VECTORS.resolve(part))) {
        for (Path f : files.filter(Files::isRegularFile).toList()) {
          Files.copy(f, to.resolve(f.getFileName()));
        }
      }
    }
    id = library.importFolder(temp.resolve("model")).id();
  }

  @Test
  void saysMemoryAndTimeOfEveryPart() {
    assertThat(run(0, id, "--size", "256x256", "--frames", "17", "--steps", "4"))
        .contains("256x256, 17 frames, 4 steps, each with guidance")
        .contains("text", "denoising", "decoding", "GiB", "int8");
    assertThat(run(0, id, "--frames", "17", "--no-guidance", "--json"))
        .contains("\"precision\":\"INT8\"", "\"peakBytes\":", "\"denoising\":");
  }

  @Test
  void whatCannotBeMadeIsRefusedInWords() {
    assertThat(run(Errors.BAD_INPUT, id, "--frames", "80")).contains("take 77");
    assertThat(run(Errors.BAD_INPUT, id, "--size", "8192x8192", "--frames", "4097"))
        .contains("needs", "are free", "would fit");
    assertThat(run(Errors.BAD_INPUT, "starter")).contains("Wan2.1 family");
    assertThat(run(Errors.BAD_INPUT, "nobody")).contains("no such model");
    assertThat(run(2, id, "--size", "big")).contains("'big' is no size");
  }

  private String run(int code, String... args) {
    StringWriter out = new StringWriter();
    PrintWriter to = new PrintWriter(out);
    CommandLine line =
        new CommandLine(new ModelsPlanCommand(library))
            .setExecutionExceptionHandler(new Errors())
            .setOut(to)
            .setErr(to);
    assertThat(line.execute(args)).as("%s", out).isEqualTo(code);
    return out.toString();
  }
}
