package zoetrope.service.farm.openjd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zoetrope.core.task.CancelToken;
import zoetrope.service.render.RenderException;

/** A session's folder goes with the session: what a model server died of is told before. */
class ServerLogTest {
  @TempDir Path folder;

  @Test
  void aTaskWhoseServerWasAbortedByANativeLibrarySaysSo() throws Exception {
    Files.writeString(
        folder.resolve("server.log"),
        "loading\nstl_vector.h:1149: Assertion '__n < this->size()' failed.\n");
    assertThatThrownBy(() -> new TaskClient(folder).run(0, part -> {}, new CancelToken()))
        .isInstanceOf(RenderException.class)
        .hasMessageContaining("model server has ended: the program crashed (SIGABRT)")
        .hasMessageContaining("(Assertion '__n < this->size()' failed)")
        .hasMessageContaining("finished takes are kept")
        .hasMessageContaining("another precision");
  }

  @Test
  void theExitCodeTellsWhereTheLogDoesNot() throws Exception {
    Path log =
        Files.write(
            folder.resolve("server.log"), "x \u00ff\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(ServerLog.words(log, OptionalInt.of(137))).contains("the system killed");
    assertThat(ServerLog.words(log, OptionalInt.of(139))).contains("segmentation fault");
  }

  @Test
  void aServerThatSaidWhatWasWrongIsQuoted() throws Exception {
    Path log = Files.writeString(folder.resolve("server.log"), "zoetrope: no such model\n\n");
    assertThat(ServerLog.words(log, OptionalInt.of(3))).isEqualTo("no such model");
    assertThat(ServerLog.words(folder.resolve("none"), OptionalInt.empty()))
        .startsWith("it said nothing");
  }
}
