package zoetrope.diffusion.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the reader takes, what it refuses and how it says so. */
class SafetensorsTest {
  @TempDir Path folder;

  @Test
  void whatIsWrittenIsReadBack() {
    Path file = folder.resolve("a b 模型.safetensors");
    Map<String, SafetensorsWriter.Entry> in = new LinkedHashMap<>();
    in.put(
        "z",
        new SafetensorsWriter.Entry(
            List.of(2L, 3L), new float[] {1, -2, 3.5f, 0, Float.MIN_VALUE, Float.MAX_VALUE}));
    in.put("a", new SafetensorsWriter.Entry(List.of(), new float[] {7}));
    in.put("none", new SafetensorsWriter.Entry(List.of(0L, 4L), new float[0]));
    SafetensorsWriter.write(file, in, Map.of("licence", "MIT"));
    try (SafetensorsFile f = SafetensorsFile.open(file)) {
      assertThat(f.header().metadata()).containsEntry("licence", "MIT");
      assertThat(f.info("z").shape()).containsExactly(2L, 3L);
      assertThat(f.floats("z")).containsExactly(in.get("z").values());
      assertThat(f.floats("a")).containsExactly(7);
      assertThat(f.floats("none")).isEmpty();
      assertThatThrownBy(() -> f.info("y"))
          .isInstanceOf(CheckpointException.class)
          .hasMessageContaining("no tensor y");
    }
    assertThat(folder).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void halfFloatsAreWidenedExactly() throws IOException {
    byte[] data = {0x00, 0x3C, 0x00, (byte) 0xC0, (byte) 0x80, 0x3F, 0x20, (byte) 0xC1};
    Path file =
        write(
            "{\"h\":{\"dtype\":\"F16\",\"shape\":[2],\"data_offsets\":[0,4]},\"b\":{\"dtype\":\"BF16\",\"shape\":[2],\"data_offsets\":[4,8]}}",
            data);
    try (SafetensorsFile f = SafetensorsFile.open(file)) {
      assertThat(f.floats("h")).containsExactly(1, -2);
      assertThat(f.floats("b")).containsExactly(1, -10);
    }
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[4,12]}} | overlaps",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[8,12]}} | belong to nothing",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}} | belong to no tensor",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[0,16]}} | cut off",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,12]},\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,12]}} | Duplicate",
        "{\"a\":{\"dtype\":\"F31\",\"shape\":[3],\"data_offsets\":[0,12]}} | unknown dtype",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[-3],\"data_offsets\":[0,12]}} | impossible size",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1.5,2],\"data_offsets\":[0,12]}} | impossible size",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296,4],\"data_offsets\":[0,12]}} | more elements than",
        "{\"a\":{\"dtype\":\"F64\",\"shape\":[4611686018427387904],\"data_offsets\":[0,12]}} | cannot lie",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[99999999999999999999999],\"data_offsets\":[0,12]}} | JSON",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,12]}} | cannot lie",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[-12,0]}} | cannot lie",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[12,0]}} | cannot lie",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0.5,12]}} | data_offsets",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[3]}} | data_offsets",
        "{\"a\":{\"dtype\":\"F32\",\"data_offsets\":[0,12]}} | lacks a shape",
        "{\"a\":7} | unknown dtype",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[3] | JSON",
        "{} {} | text follows",
        "[1,2,3] | not a JSON object",
      })
  void headersOutOfOrderAreRefused(String header, String problem) throws IOException {
    assertRefused(write(header, new byte[12]), problem);
  }

  @Test
  void impossibleLengthsAreRefused() throws IOException {
    assertRefused(Files.write(folder.resolve("zero"), new byte[0]), "empty");
    assertRefused(Files.write(folder.resolve("few"), new byte[9]), "only 9 bytes");
    for (long claim : new long[] {0, 1, 1000, 100_000_001, Long.MAX_VALUE, -1}) {
      byte[] b = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN).putLong(claim).array();
      assertRefused(
          Files.write(folder.resolve("claim"), b),
          "the header claims " + Long.toUnsignedString(claim));
    }
    assertRefused(folder.resolve("absent"), "no such file");
    assertRefused(folder, "folder");
  }

  @Test
  void everyTruncationIsRefusedAndNoDamageCausesAnythingButACheckpointException()
      throws IOException {
    Path file = folder.resolve("whole");
    SafetensorsWriter.write(
        file,
        Map.of("t", new SafetensorsWriter.Entry(List.of(4L, 2L), new float[8])),
        Map.of("k", "v"));
    byte[] whole = Files.readAllBytes(file);
    for (int n = 0; n < whole.length; n++) {
      assertRefused(Files.write(folder.resolve("cut"), Arrays.copyOf(whole, n)), "");
    }
    Random random = new Random(1);
    int refused = 0;
    for (int i = 0; i < 3000; i++) {
      byte[] b = whole.clone();
      for (int k = random.nextInt(4); k >= 0; k--) {
        b[random.nextInt(b.length - 32)] = (byte) random.nextInt(256);
      }
      try {
        SafetensorsHeader.read(Files.write(folder.resolve("damaged"), b));
      } catch (CheckpointException e) {
        refused++;
      }
    }
    assertThat(refused).isBetween(1500, 3000);
  }

  @Test
  void aFileThatCannotBeWrittenLeavesNothingBehind() throws IOException {
    Path taken = Files.createDirectory(folder.resolve("taken"));
    Files.createFile(taken.resolve("inside"));
    Map<String, SafetensorsWriter.Entry> one =
        Map.of("t", new SafetensorsWriter.Entry(List.of(1L), new float[1]));
    assertThatThrownBy(() -> SafetensorsWriter.write(taken, one, Map.of()))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("cannot be written");
    assertThatThrownBy(() -> SafetensorsWriter.write(folder.resolve("no/such/x"), one, Map.of()))
        .isInstanceOf(CheckpointException.class);
    assertThat(folder.toFile().list()).containsExactly("taken");
  }

  private Path write(String header, byte[] data) throws IOException {
    byte[] json = header.strip().getBytes(StandardCharsets.UTF_8);
    ByteBuffer b =
        ByteBuffer.allocate(8 + json.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
    return Files.write(folder.resolve("case"), b.putLong(json.length).put(json).put(data).array());
  }

  private static void assertRefused(Path file, String problem) {
    assertThatThrownBy(() -> SafetensorsFile.open(file).close())
        .isInstanceOf(CheckpointException.class)
        .hasMessageStartingWith(file + ": ")
        .hasMessageContaining(problem);
  }
}
