package zoetrope.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import zoetrope.service.Installation;
import zoetrope.service.cli.terminal.JsonOption;

class JsonOptionTest {
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

  private static void collect(CommandLine line, List<CommandSpec> all) {
    all.add(line.getCommandSpec());
    line.getSubcommands().values().forEach(sub -> collect(sub, all));
  }
}
