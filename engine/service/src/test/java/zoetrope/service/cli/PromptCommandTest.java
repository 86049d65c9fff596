package zoetrope.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import zoetrope.service.Installation;
import zoetrope.service.models.ModelLibrary;

/**
 * Prompts are told, strictly or not, without a story and before a story is rendered or given away.
 */
@Tag("slow")
class PromptCommandTest {
  private static final Installation HOME = new Installation(Path.of("../.."));

  @TempDir Path folder;

  private record Said(int code, String out, String err) {}

  private Said run(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = Main.commandLine(HOME, new ModelLibrary(HOME, folder.resolve("models")));
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    int code = line.execute(args);
    return new Said(code, out.toString(), err.toString());
  }

  @Test
  void aPromptIsToldInOneLineOfCreatorsWords() {
    Said s = run("prompt", "a red sports car drifting through neon Tokyo at night, zoom in");
    assertThat(s.code()).isZero();
    assertThat(s.out().strip())
        .isEqualTo(
            "shot 1: place: city (asked: Tokyo), night; cast: racing car (asked: sports car);"
                + " camera: zooms in; not understood: red; cannot be painted: drifting, neon");
  }

  @Test
  void whatLooksMisspeltIsToldWithWhatMayBeMeant() {
    assertThat(run("prompt", "a forrest at night").out())
        .contains("not understood: forrest (did you mean forest?)");
  }

  @Test
  void strictRefusesAndNamesTheWordsAndTheRemedy() {
    Said s = run("prompt", "--strict", "a beach at sunset", "a beach, watercolor");
    assertThat(s.code()).isEqualTo(3);
    assertThat(s.err())
        .contains("'watercolor' (shot 2)", "use other words", "leave out --strict")
        .doesNotContain("(shot 1)");
    assertThat(run("prompt", "--strict", "a beach at sunset").code()).isZero();
  }

  @Test
  void jsonHasTheCastAndWhatMayBeMeant() {
    assertThat(run("prompt", "--json", "a cat in a forrest").out())
        .contains(
            "\"cast\":[{\"basis\":\"requested\",\"count\":1,\"name\":\"cat\"",
            "\"similar\":[\"forest\"]");
  }

  @Test
  void aModelThatIsNotThereIsToldAsSuch() {
    assertThat(run("prompt", "--model", "sora", "a beach").code()).isEqualTo(3);
  }

  @Test
  void aFarmIsGivenNothingThatIsStrictlyRefused() throws Exception {
    Path story =
        Files.writeString(
            folder.resolve("s.yaml"),
            """
            title: S
            format: {aspect: "16:9", fps: 12, height: 144}
            shots: [{id: a, prompt: 'a beach, watercolor', duration: 1s}]
            """);
    Path film = folder.resolve("film.mp4");
    Said s = run("farm", "export", story.toString(), "-o", film.toString(), "--strict");
    assertThat(s.code()).isEqualTo(3);
    assertThat(s.err()).contains("'watercolor' (shot 1)");
    assertThat(folder.resolve("film.mp4.farm")).doesNotExist();
    assertThat(folder.resolve("s.zoetrope")).doesNotExist();
  }

  @Test
  void theStockIsSearchedInBothLanguages() {
    assertThat(run("stock", "search", "sports", "car").out()).contains("racing car, 赛车");
    assertThat(run("stock", "search", "跑车").out()).contains("racing car, 赛车");
    Said none = run("stock", "search", "qwertz");
    assertThat(none.out()).isEmpty();
    assertThat(none.err()).contains("Nothing in the stock");
  }
}
