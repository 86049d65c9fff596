package zoetrope.service.cli.farm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import zoetrope.service.TinyStudio;
import zoetrope.service.cli.terminal.Errors;
import zoetrope.service.models.ModelLibrary;
import zoetrope.service.provenance.SigningKeys;

/** Films of farms are signed when they are put together, long after they were submitted. */
class FarmKeyTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"submit", "export"})
  void aKeyThatDoesNotServeIsToldBeforeAStoryFolderIsMade(String command) throws IOException {
    TinyStudio studio = new TinyStudio(folder);
    Path story = studio.story("two.yaml", "");
    Path key = Files.writeString(folder.resolve("wrong.p12"), "no key");
    List<Path> before = files();
    StringWriter err = new StringWriter();
    CommandLine line =
        FarmCommand.line(
                studio.home(),
                new ModelLibrary(studio.home(), folder.resolve("models")),
                new SigningKeys(folder, Map.of(SigningKeys.KEY, key.toString())))
            .setErr(new PrintWriter(err, true))
            .setExecutionExceptionHandler(new Errors());
    int code = line.execute(command, story.toString(), "-o", folder.resolve("a.mp4").toString());
    assertThat(err.toString()).contains("wrong.p12", "the signing key cannot be read");
    assertThat(code).isEqualTo(Errors.BAD_INPUT);
    assertThat(files()).isEqualTo(before);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.sorted().toList();
    }
  }
}
