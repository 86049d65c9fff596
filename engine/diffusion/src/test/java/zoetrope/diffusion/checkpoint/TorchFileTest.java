package zoetrope.diffusion.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** PyTorch's files are read as data; what could be more than data is refused. */
class TorchFileTest {
  @TempDir Path folder;

  private static final byte[] SIX = floats(1, 2, 3, 4, 5, 6);

  private static byte[] floats(float... values) {
    int[] bits = new int[values.length];
    Arrays.setAll(bits, i -> Float.floatToRawIntBits(values[i]));
    return RawGguf.ints(bits);
  }

  private Checkpoint open(RawTorch torch) throws IOException {
    return Checkpoint.open(torch.write(folder.resolve("w.pth")));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5})
  void tensorsLieInTheFileAsTheyAre(int protocol) throws IOException {
    byte[] brains = {(byte) 0x80, 0x3f, 0, (byte) 0xc0};
    byte[] halves = {0, 0x3c, 0, (byte) 0xc0};
    RawTorch torch =
        new RawTorch(protocol)
            .tensor("a.weight", List.of(2L, 3L), 1, 2, 3, 4, 5, 6)
            .tensor("b", "BFloat16Storage", List.of(2L), brains, 2)
            .tensor("h", "HalfStorage", List.of(2L, 1L), halves, 2)
            .tensor("n", "LongStorage", List.of(), RawGguf.longs(7), 8)
            .tensor("none", List.of(0L))
            .end();
    try (Checkpoint c = open(torch)) {
      assertThat(c.names()).containsExactly("a.weight", "b", "h", "n", "none");
      assertThat(c.info("a.weight").dtype()).isEqualTo(DType.F32);
      assertThat(c.info("a.weight").shape()).containsExactly(2L, 3L);
      assertThat(c.floats("a.weight")).containsExactly(1, 2, 3, 4, 5, 6);
      assertThat(c.info("b").dtype()).isEqualTo(DType.BF16);
      assertThat(c.floats("b")).containsExactly(1, -2);
      assertThat(c.floats("h")).containsExactly(1, -2);
      assertThat(c.info("n").dtype()).isEqualTo(DType.I64);
      assertThat(c.floats("none")).isEmpty();
    }
  }

  @Test
  void severalTensorsMayBeWindowsOnOneStorage() throws IOException {
    RawTorch torch = new RawTorch();
    String key = torch.storage(SIX);
    torch
        .view("all", "FloatStorage", key, 6, 0, List.of(2L, 3L), List.of(3L, 1L))
        .view("same", "FloatStorage", key, 6, 0, List.of(2L, 3L), List.of(3L, 1L))
        .view("row", "FloatStorage", key, 6, 3, List.of(3L), List.of(1L))
        .view("turned", "FloatStorage", key, 6, 0, List.of(3L, 2L), List.of(1L, 3L))
        .view("column", "FloatStorage", key, 6, 1, List.of(2L, 1L), List.of(3L, 1L))
        .end();
    try (Checkpoint c = open(torch)) {
      assertThat(c.floats("same")).containsExactly(1, 2, 3, 4, 5, 6);
      assertThat(c.floats("row")).containsExactly(4, 5, 6);
      assertThat(c.floats("turned")).containsExactly(1, 4, 2, 5, 3, 6);
      assertThat(c.info("turned").dtype()).isEqualTo(DType.CODED);
      assertThat(c.floats("column")).containsExactly(2, 5);
    }
  }

  /**
   * A trainer's file: the tensors under one name, notes beside, parameters, versions of modules.
   */
  @Test
  void tensorsBesideNotesOfATrainerAreFound() throws IOException {
    RawTorch torch = new RawTorch();
    torch.text("epoch").op('K', 3).text("lr").op('G', 0, 0, 0, 0, 0, 0, 0, 0);
    torch.text("state_dict").global("collections", "OrderedDict").op(')', 'R', '(');
    torch.tensor("w", List.of(2L), 1, 2);
    torch.op('u').op('}').text("_metadata").op('}', 's', 'b').end();
    try (Checkpoint c = open(torch)) {
      assertThat(c.names()).containsExactly("w");
      assertThat(c.floats("w")).containsExactly(1, 2);
    }
  }

  /** Protocol 4 notes values without numbers and names them by the stack. */
  @Test
  void laterOperationsAreKnown() throws IOException {
    RawTorch torch = new RawTorch(4);
    String key = torch.storage(SIX);
    torch.op(0x8c, 1, 'w', 0x94);
    torch
        .op(0x8c, 12)
        .raw("torch._utils")
        .op(0x8c, 18)
        .raw("_rebuild_tensor_v2")
        .op(0x93, '(', '(');
    torch.op(0x8c, 7).raw("storage").op(0x8c, 5).raw("torch").op(0x8c, 12).raw("FloatStorage");
    torch.op(0x93, 0x94).text(key).op(0x8c, 3).raw("cpu").op('K', 6, 't', 'Q');
    torch.op('K', 0, 'K', 2, 'K', 3, 0x86, 'K', 3, 'K', 1, 0x86, 0x89, '}', 't', 'R').end();
    try (Checkpoint c = open(torch)) {
      assertThat(c.floats("w")).containsExactly(1, 2, 3, 4, 5, 6);
    }
  }

  private static Arguments pickle(String problem, UnaryOperator<RawTorch> change) {
    return Arguments.of(problem, change);
  }

  private static RawTorch view(RawTorch t, long n, long offset, List<Long> shape, List<Long> by) {
    return t.view("w", "FloatStorage", t.storage(SIX), n, offset, shape, by).end();
  }

  static List<Arguments> hostile() {
    return List.of(
        pickle(
            "names os.system",
            t -> t.text("w").global("os", "system").text("x").op(0x85, 'R').end()),
        pickle("names builtins.eval", t -> t.text("w").global("builtins", "eval").end()),
        pickle("names torch.load", t -> t.text("w").global("torch", "load").end()),
        pickle(
            "names numpy.core.multiarray._reconstruct",
            t -> t.text("w").global("numpy.core.multiarray", "_reconstruct").end()),
        pickle("the operation 0x69", t -> t.op('i')),
        pickle("the operation 0x6f", t -> t.op('o')),
        pickle("the operation 0x82", t -> t.op(0x82, 1)),
        pickle("the operation 0x92", t -> t.op(0x92)),
        pickle("the operation 0x97", t -> t.op(0x97)),
        pickle("takes a value where there is none", t -> t.op('0', '0', '0')),
        pickle("takes a value where there is none", t -> t.op('t', 't', 't')),
        pickle("recalls what it never noted", t -> t.op('h', 9)),
        pickle("ends too early", t -> t.text("w").op('X', 0xFF, 0xFF, 0, 0)),
        pickle("a text of 4294967295 bytes", t -> t.op('X', 0xFF, 0xFF, 0xFF, 0xFF)),
        pickle("a number of 200 bytes", t -> t.op(0x8a, 200)),
        pickle(
            "builds what is no tensor",
            t -> t.text("w").global("torch", "FloatStorage").op(')', 'R').end()),
        pickle("calls what is no name", t -> t.text("w").text("x").op(')', 'R').end()),
        pickle(
            "refers to what is no storage",
            t -> t.text("w").op('K', 1, 'K', 2, 'K', 3, 0x87, 'Q').end()),
        pickle(
            "a dictionary that holds itself",
            t -> t.text("self").op('}', 'q', 1).text("in").op('h', 1, 's').end()),
        pickle(
            "two values called",
            t -> t.tensor("w", List.of(1L), 1).tensor("w", List.of(1L), 1).end()),
        pickle("holds no tensors", t -> t.text("w").op('K', 1).end()),
        pickle("a storage of 6 elements", t -> view(t, 6, 1, List.of(2L, 3L), List.of(3L, 1L))),
        pickle("a storage of 6 elements", t -> view(t, 6, 0, List.of(2L, 3L), List.of(4L, 1L))),
        pickle("a storage of 6 elements", t -> view(t, 6, 0, List.of(1L << 40), List.of(0L))),
        pickle(
            "ends at element 600 of a storage of 24 bytes",
            t -> view(t, 600, 0, List.of(600L), List.of(1L))),
        pickle("impossible sizes", t -> view(t, 6, -1, List.of(2L), List.of(1L))),
        pickle("impossible sizes", t -> view(t, 6, 0, List.of(-2L), List.of(1L))),
        pickle("impossible sizes", t -> view(t, 6, 0, List.of(2L), List.of(-1L))),
        pickle("impossible sizes", t -> view(t, 6, 0, List.of(1L << 62, 4L), List.of(1L, 1L))),
        pickle("impossible sizes", t -> view(t, 6, 0, List.of(2L), List.of(1L, 1L))),
        pickle(
            "which is missing",
            t -> t.view("w", "FloatStorage", "99", 6, 0, List.of(6L), List.of(1L)).end()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hostile")
  void whatIsMoreThanTensorsIsRefusedByName(String problem, UnaryOperator<RawTorch> change)
      throws IOException {
    Path file = change.apply(new RawTorch()).write(folder.resolve("w.pth"));
    assertThatThrownBy(() -> Checkpoint.open(file).close())
        .isInstanceOf(CheckpointException.class)
        .hasMessageStartingWith(file + ": ")
        .hasMessageContainingAll(problem, "safetensors");
  }

  /** A few bytes that would be millions of names: dictionaries of dictionaries, each many times. */
  @Test
  void aPickleThatUnfoldsWithoutEndIsRefused() throws IOException {
    RawTorch torch = new RawTorch().tensor("w", List.of(1L), 1);
    torch.text("d0").op('}', '(').text("x").op('K', 1, 'u', 'q', 0);
    for (int depth = 1; depth < 7; depth++) {
      torch.text("d" + depth).op('}', '(');
      for (int i = 0; i < 40; i++) {
        torch.text("k" + i).op('h', depth - 1);
      }
      torch.op('u', 'q', depth);
    }
    assertThatThrownBy(() -> open(torch.end()))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("more values than any checkpoint's");
  }

  private static byte[] zip(int method, String... names) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.setMethod(method);
      for (String n : names) {
        zip.putNextEntry(new ZipEntry(n));
        zip.write("some text".getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    }
    return out.toByteArray();
  }

  private static byte[] replaced(byte[] in, String from, String to, boolean last) {
    String text = new String(in, StandardCharsets.ISO_8859_1);
    int at = last ? text.lastIndexOf(from) : text.indexOf(from);
    String out = text.substring(0, at) + to + text.substring(at + from.length());
    return out.getBytes(StandardCharsets.ISO_8859_1);
  }

  @Test
  void archivesThatAreNotPyTorchsAreRefused() throws IOException {
    byte[] sound = new RawTorch().tensor("w", List.of(1L), 1).end().bytes();
    byte[] two =
        new RawTorch().tensor("w", List.of(1L), 1).end().entry("b/data.pkl", new byte[9]).bytes();
    byte[] big = new RawTorch().tensor("w", List.of(1L), 1).end().bytes();
    refused("compressed", zip(ZipOutputStream.DEFLATED, "a/data.pkl"));
    refused(
        "0 entries called data.pkl", new RawTorch().end().bytes().clone(), "data.pkl", "data.pk2");
    refused("2 entries called data.pkl", two);
    refused("has two names", replaced(sound, "archive/data/0", "archive/data/1", false));
    refused("has two names", replaced(sound, "archive/data/0", "archive/data/1", true));
    refused(
        "two entries called archive/version",
        replaced(
            replaced(
                new RawTorch()
                    .tensor("w", List.of(1L), 1)
                    .end()
                    .entry("archive/versiom", new byte[2])
                    .bytes(),
                "archive/versiom",
                "archive/version",
                false),
            "archive/versiom",
            "archive/version",
            true));
    refused("the other order of bytes", replaced(big, "little", "biggie", false));
    refused("cut off", Arrays.copyOf(sound, sound.length - 30));
    refused("cut off", Arrays.copyOf(sound, 40));
    refused("before PyTorch 1.6", new byte[] {(byte) 0x80, 2, 'N', '.'});
    refused("before PyTorch 1.6", new byte[0]);
  }

  private void refused(String problem, byte[] bytes, String from, String to) throws IOException {
    refused(problem, replaced(replaced(bytes, from, to, false), from, to, true));
  }

  private void refused(String problem, byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve("w.pth"), bytes);
    assertThatThrownBy(() -> Checkpoint.open(file).close())
        .as(problem)
        .isInstanceOf(CheckpointException.class)
        .hasMessageStartingWith(file + ": ")
        .hasMessageContaining(problem);
  }

  /**
   * Cut anywhere and with any byte changed, a file is read or refused, and nothing else happens.
   */
  @Test
  void noDamageDoesMoreThanAnError() throws IOException {
    RawTorch torch = new RawTorch();
    String key = torch.storage(SIX);
    byte[] sound =
        torch
            .tensor("w", List.of(2L, 2L), 1, 2, 3, 4)
            .view("turned", "FloatStorage", key, 6, 0, List.of(3L, 2L), List.of(1L, 3L))
            .end()
            .bytes();
    Random random = new Random(11);
    for (int i = 0; i < 4000; i++) {
      byte[] bytes = Arrays.copyOf(sound, i % 8 == 0 ? random.nextInt(sound.length) : sound.length);
      for (int n = i % 4; n > 0 && bytes.length > 0; n--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      Path file = Files.write(folder.resolve("w.pth"), bytes);
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
