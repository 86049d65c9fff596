package zoetrope.service.cli.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import zoetrope.service.TinyStudio;
import zoetrope.service.models.ModelLibrary;

/** What {@code zoetrope models tune} changes and says. */
class ModelsTuneCommandTest {
  @TempDir Path temp;
  private ModelLibrary library;
  private String id = "";

  @BeforeEach
  void installed() throws IOException {
    library = new ModelLibrary(new TinyStudio(temp).home(), temp.resolve("library"));
    id = library.importFolder(Path.of("../../src-test/reference/t2v/wan")).id();
  }

  private record Said(int code, String out, String err) {}

  private Said run(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        new CommandLine(new ModelsTuneCommand(library))
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .setCaseInsensitiveEnumValuesAllowed(true)
            .execute(args);
    return new Said(code, out.toString(), err.toString());
  }

  @Test
  void changesWhatIsNamedAndLeavesTheRest() {
    assertThat(run(id).out()).contains(id + ": as its makers advise");
    assertThat(run(id, "--sampler", "euler", "--shift", "3").out())
        .contains("sampler Euler, shift 3");
    assertThat(run(id, "--cache", "0.05", "--cfg-zero").out())
        .contains("sampler Euler, shift 3, EasyCache", "CFG-Zero*");
    assertThat(run(id, "--cache", "0", "--cfg-zero", "false", "--json").out())
        .contains("\"sampler\":\"EULER\"", "\"cfg_zero\":false", "\"cache\":0.0");
    assertThat(run(id, "--reset").out()).contains("as its makers advise");
  }

  @Test
  void saysWhatIsWrong() {
    Said said = run(id, "--cache", "2");
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err()).contains("threshold is from 0 to under 1");
    assertThat(run(id).out()).contains("as its makers advise");
  }
}
