package zoetrope.diffusion.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing in a GGUF file's header is believed before it is checked. */
class GgufHeaderTest {
  @TempDir Path folder;

  private static RawGguf sound() {
    return new RawGguf()
        .text("general.architecture", "wan")
        .texts("names", List.of("a", "bc"))
        .tensor("one", List.of(2L, 2L), 1, 2, 3, 4)
        .tensor("two", List.of(2L), 5, 6);
  }

  private static RawGguf one(long at, long... shape) {
    List<Long> sizes = Arrays.stream(shape).boxed().toList();
    return new RawGguf().placed("w", 0, sizes, at).tensor("z", List.of(1L), 0);
  }

  private static Arguments file(String problem, byte[] bytes) {
    return Arguments.of(problem, bytes);
  }

  static List<Arguments> hostile() {
    byte[] sound = sound().bytes();
    byte[] turned = sound.clone();
    turned[4] = 0;
    turned[7] = 3;
    byte[] list = RawGguf.joined(RawGguf.ints(9), RawGguf.longs(1), new byte[8]);
    return List.of(
        file("it is no GGUF file", new byte[0]),
        file("it is no GGUF file", Arrays.copyOf(sound, 20)),
        file(
            "it is no GGUF file",
            "{\"a\": \"a longer text than a header\"}"
                .getBytes(java.nio.charset.StandardCharsets.UTF_8)),
        file("of GGUF's version 1", sound().bytes(1, 2, 2)),
        file("of GGUF's version 4", sound().bytes(4, 2, 2)),
        file("the other order of bytes", turned),
        file("said to hold 18446744073709551615 tensors", sound().bytes(3, -1, 2)),
        file("said to hold 9223372036854775807 remarks", sound().bytes(3, 2, Long.MAX_VALUE)),
        file("has 4161536 sizes", sound().bytes(3, 40_000, 2)),
        file("ends inside its header", Arrays.copyOf(sound, 45)),
        file("cut off: tensor two", Arrays.copyOf(sound, sound.length - 32)),
        file(
            "k is said to have 9223372036854775807 values",
            new RawGguf()
                .remark("k", 9, RawGguf.joined(RawGguf.ints(8), RawGguf.longs(Long.MAX_VALUE)))
                .bytes()),
        file(
            "k is said to have 18446744073709551615 values",
            new RawGguf()
                .remark("k", 9, RawGguf.joined(RawGguf.ints(12), RawGguf.longs(-1)))
                .bytes()),
        file("k is a list of lists", new RawGguf().remark("k", 9, list).bytes()),
        file("k is of the unknown type 13", new RawGguf().remark("k", 13, new byte[8]).bytes()),
        file("a length in it is wrong", new RawGguf().remark("k", 8, RawGguf.longs(-1)).bytes()),
        file("says twice what k is", new RawGguf().flag("k", true).flag("k", true).bytes()),
        file(
            "alignment is 24",
            new RawGguf().remark("general.alignment", 4, RawGguf.ints(24)).bytes()),
        file(
            "alignment is 0",
            new RawGguf().remark("general.alignment", 4, RawGguf.ints(0)).bytes()),
        file(
            "general.alignment is not of the type",
            new RawGguf().text("general.alignment", "x").bytes()),
        file("impossible size 9223372036854775808", one(0, Long.MIN_VALUE).bytes()),
        file("impossible size 4294967296", one(0, 1L << 32, 1L << 32).bytes()),
        file("impossible size 0", one(0, 4, 0).bytes()),
        file("cannot be of type F32", one(0, Long.MAX_VALUE / 2).bytes()),
        file("has 9 sizes", one(0, 1, 1, 1, 1, 1, 1, 1, 1, 1).bytes()),
        file("which is no multiple of 32", one(4, 1).bytes()),
        file("which is no multiple of 32", one(-4, 1).bytes()),
        file("cut off: tensor w", one(1L << 40, 1).bytes()),
        file("cut off: tensor w", one(0, 1L << 40).bytes()),
        file("begins at 18446744073709551584", one(-32, 1).bytes()),
        file("overlaps the one before it", one(0, 1).bytes()),
        file(
            "two tensors called z",
            new RawGguf().tensor("z", List.of(1L), 0).tensor("z", List.of(1L), 0).bytes()),
        file(
            "of the unknown type 4",
            new RawGguf().tensor("z", 4, List.of(32L), new byte[32]).bytes()),
        file(
            "of sizes [33] cannot be of type Q8_0",
            new RawGguf().tensor("z", 8, List.of(33L), new byte[68]).bytes()),
        file(
            "cannot have had the sizes [3, 3]",
            new RawGguf()
                .integers("comfy.gguf.orig_shape.z", 3, 3)
                .tensor("z", List.of(8L), new float[8])
                .bytes()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hostile")
  void whatIsOutOfOrderIsNamed(String problem, byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve("w.gguf"), bytes);
    assertThatThrownBy(() -> Checkpoint.open(file).close())
        .isInstanceOf(CheckpointException.class)
        .hasMessageStartingWith(file + ": ")
        .hasMessageContaining(problem)
        .hasMessageContaining("safetensors");
  }

  @Test
  void aSoundFileIsRead() throws IOException {
    Path file = sound().write(folder.resolve("w.gguf"));
    try (Checkpoint c = Checkpoint.open(file);
        GgufFile f = GgufFile.open(file)) {
      assertThat(c.names()).containsExactly("one", "two");
      Optional<String> architecture = f.said(v -> v.text("general.architecture"));
      assertThat(architecture).contains("wan");
      List<String> texts = f.said(v -> v.texts("names"));
      assertThat(texts).containsExactly("a", "bc");
      assertThatThrownBy(() -> f.said(v -> v.flag("names")))
          .isInstanceOf(CheckpointException.class);
    }
  }

  /**
   * Cut anywhere and with any byte changed, a file is read or refused, and nothing else happens.
   */
  @Test
  void noDamageDoesMoreThanAnError() throws IOException {
    byte[] sound = sound().bytes();
    Random random = new Random(11);
    for (int i = 0; i < 4000; i++) {
      byte[] bytes = Arrays.copyOf(sound, i % 2 == 0 ? sound.length : random.nextInt(sound.length));
      for (int n = i % 4; n > 0 && bytes.length > 0; n--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      Path file = Files.write(folder.resolve("w.gguf"), bytes);
      try (Checkpoint c = Checkpoint.open(file)) {
        for (String name : c.names()) {
          if (c.info(name).dtype().readable()) {
            assertThat(c.floats(name)).hasSizeLessThanOrEqualTo(bytes.length);
          }
        }
      } catch (CheckpointException e) {
        assertThat(e).hasMessageStartingWith(file + ": ");
      }
    }
  }
}
