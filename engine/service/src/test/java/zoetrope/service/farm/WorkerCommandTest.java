package zoetrope.service.farm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import zoetrope.service.Installation;

/** How a worker is started. */
class WorkerCommandTest {
  @Test
  void aWorkersHeapIsThatOfWhoeverSubmittedAndNotAQuarterOfItsMachine() {
    List<String> command =
        WorkerCommand.here(new Installation(Path.of("home")), List.of("doctor")).command();
    assertThat(command).contains("-Xmx" + (Runtime.getRuntime().maxMemory() >> 20) + "m");
  }
}
