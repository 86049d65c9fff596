package zoetrope.diffusion.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import zoetrope.diffusion.checkpoint.CheckpointException;
import zoetrope.diffusion.runtime.Runtime;

/**
 * Each vector that the original code made comes out of the engine, within the set's tolerance: the
 * set that the work began with, a second one on other checkpoints, and the folders that the system
 * property {@code zoetrope.vectors} names.
 */
class ReferenceVectorsTest {
  private static final Path SETS = Path.of("..", "..", "src-test");
  private static final Path FOLDER = SETS.resolve("reference");

  static Stream<Arguments> vectors() {
    Stream<Path> more =
        Stream.of(System.getProperty("zoetrope.vectors", "").split(File.pathSeparator))
            .filter(f -> !f.isEmpty())
            .map(Path::of);
    return Stream.concat(
            Stream.of(FOLDER, SETS.resolve("reference-2")).filter(Files::isDirectory), more)
        .flatMap(
            folder ->
                ReferenceSet.open(folder, Runtime.cpu()).ids().stream()
                    .map(id -> Arguments.of(folder, id)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("vectors")
  void vector(Path folder, String id) {
    List<Row> rows = ReferenceSet.open(folder, Runtime.cpu()).check(id);
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
  void anEntryOfAnUnknownKindFailsInWords(@TempDir Path dir) throws IOException {
    index(
        dir,
        "{\"vectors\": [{\"id\": \"sound.case0\", \"files\": {\"case\": \"x.safetensors\"}}]}");
    copy("schedulers/euler.safetensors", dir);
    Files.move(dir.resolve("schedulers/euler.safetensors"), dir.resolve("x.safetensors"));
    assertFails(rows(dir, "sound.case0"), "'sound' is not known");
  }

  @Test
  void anUnknownSamplerFailsInWords(@TempDir Path dir) throws IOException {
    copy("schedulers/euler.safetensors", dir);
    index(
        dir,
        """
        {"vectors": [{"id": "schedulers.heun", "files": {"case": "schedulers/euler.safetensors"}}]}
        """);
    assertFails(rows(dir, "schedulers.heun"), "heun' is not known");
  }

  @Test
  void anEntryThatNamesNoFilesFailsInWords(@TempDir Path dir) throws IOException {
    index(dir, "{\"vectors\": [{\"id\": \"vae.case0\"}, {}]}");
    assertFails(rows(dir, "vae.case0"), "index names no case file");
    assertFails(rows(dir, ""), "index names no case file");
  }

  @Test
  void aDamagedCaseFileFailsInWords(@TempDir Path dir) throws IOException {
    copy("index.json", dir);
    copy("schedulers/euler.safetensors", dir);
    Path file = dir.resolve("schedulers/euler.safetensors");
    Files.write(file, java.util.Arrays.copyOf(Files.readAllBytes(file), 5000));
    assertFails(rows(dir, "schedulers.euler"), "euler.safetensors");
  }

  @Test
  void weightsThatAreGoneFailInWords(@TempDir Path dir) throws IOException {
    copy("index.json", dir);
    copy("umt5/case0.safetensors", dir);
    assertFails(rows(dir, "umt5.case0"), "models_t5_umt5-enc.safetensors");
  }

  @Test
  void aDamagedIndexIsRefused(@TempDir Path dir) throws IOException {
    for (String damaged : List.of("", "{", "[]", "{\"vectors\": 3}", "{\"vectors\": [7]}")) {
      index(dir, damaged);
      assertThatThrownBy(() -> ReferenceSet.open(dir, Runtime.cpu()))
          .isInstanceOf(CheckpointException.class)
          .hasMessageContaining("index.json");
    }
  }

  @Test
  void aFolderWithoutAnIndexIsRefused(@TempDir Path dir) {
    assertThatThrownBy(() -> ReferenceSet.open(dir, Runtime.cpu()))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("index.json");
  }

  private static void assertFails(List<Row> rows, String why) {
    assertThat(rows)
        .singleElement()
        .satisfies(
            r -> {
              assertThat(r.passed()).isFalse();
              assertThat(r.tolerance()).contains(why);
            });
  }

  private static void index(Path dir, String text) throws IOException {
    Files.writeString(dir.resolve("index.json"), text);
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
