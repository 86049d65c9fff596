package zoetrope.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import zoetrope.service.Installation;
import zoetrope.service.TinyStudio;
import zoetrope.service.TinyStudio.Said;
import zoetrope.service.cli.terminal.JsonOption;

class JsonOptionTest {
  @TempDir Path folder;

  @Test
  void everyCommandThatWritesJsonHasTheOneOption() {
    List<CommandSpec> all = new ArrayList<>();
    collect(Main.commandLine(new Installation(Path.of("nowhere"))), all);
    List<CommandSpec> writing = all.stream().filter(c -> c.findOption("--json") != null).toList();
    assertThat(writing).hasSizeGreaterThan(15);
    assertThat(writing)
        .allSatisfy(
            c ->
                assertThat(c.mixins().values())
                    .as(c.qualifiedName())
                    .anyMatch(m -> m.userObject() instanceof JsonOption));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "render nowhere.yaml --shot 1 --json",
        "farm status nowhere --json",
        "models show nowhere --json",
        "verify nowhere.mp4 --json"
      })
  void whatIsWrongIsJsonToo(String command) throws IOException {
    Said said = new TinyStudio(folder).run(command.split(" "));
    assertThat(said.code()).isEqualTo(3);
    JsonNode json = new ObjectMapper().readTree(said.out());
    assertThat(json.path("code").asInt()).isEqualTo(3);
    assertThat(json.path("error").asText()).contains("nowhere");
    assertThat(said.err()).isEmpty();
  }

  private static void collect(CommandLine line, List<CommandSpec> all) {
    all.add(line.getCommandSpec());
    line.getSubcommands().values().forEach(sub -> collect(sub, all));
  }
}
