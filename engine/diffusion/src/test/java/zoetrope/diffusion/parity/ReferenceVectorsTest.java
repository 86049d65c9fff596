package zoetrope.diffusion.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import zoetrope.diffusion.checkpoint.CheckpointException;
import zoetrope.diffusion.runtime.Runtime;

/** Each vector that the original code made comes out of the engine, within the set's tolerance. */
class ReferenceVectorsTest {
  private static final Path FOLDER = Path.of("..", "..", "src-test", "reference");

  static Stream<String> ids() {
    return ReferenceSet.open(FOLDER, Runtime.cpu()).ids().stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ids")
  void vector(String id) {
    List<Row> rows = ReferenceSet.open(FOLDER, Runtime.cpu()).check(id);
    assertThat(rows).isNotEmpty().allSatisfy(r -> assertThat(r.passed()).as("%s", r).isTrue());
  }

  @Test
  void aWeightThatDiffersMakesItsVectorFail(@TempDir Path dir) throws IOException {
    copy("index.json", dir);
    copy("schedulers/euler.safetensors", dir);
    assertThat(rows(dir, "schedulers.euler")).allMatch(Row::passed);

    try (RandomAccessFile f =
        new RandomAccessFile(dir.resolve("schedulers/euler.safetensors").toFile(), "rw")) {
      f.seek(f.length() - 2);
      f.write(0x42);
    }
    assertThat(rows(dir, "schedulers.euler")).anyMatch(r -> !r.passed());
  }

  @Test
  void aVectorWhoseFilesAreGoneFailsInWords(@TempDir Path dir) throws IOException {
    copy("index.json", dir);
    assertThat(rows(dir, "schedulers.euler"))
        .singleElement()
        .satisfies(
            r -> {
              assertThat(r.passed()).isFalse();
              assertThat(r.tolerance()).contains("euler.safetensors");
            });
  }

  @Test
  void aFolderWithoutAnIndexIsRefused(@TempDir Path dir) {
    assertThatThrownBy(() -> ReferenceSet.open(dir, Runtime.cpu()))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("index.json");
  }

  private static List<Row> rows(Path folder, String id) {
    return ReferenceSet.open(folder, Runtime.cpu()).check(id);
  }

  private static void copy(String file, Path dir) throws IOException {
    Path to = dir.resolve(file);
    Files.createDirectories(to.getParent());
    Files.copy(FOLDER.resolve(file), to);
  }
}
