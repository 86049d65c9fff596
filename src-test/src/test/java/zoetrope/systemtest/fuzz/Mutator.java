package zoetrope.systemtest.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Makes inputs that were never seen from inputs that were; the same seed makes the same. */
final class Mutator {
  private static final long[] NUMBERS = {
    0,
    1,
    2,
    7,
    8,
    15,
    16,
    127,
    128,
    255,
    256,
    32_767,
    65_535,
    65_536,
    0x7FFF_FFFFL,
    0x8000_0000L,
    0xFFFF_FFFFL,
    0x7FFF_FFFF_FFFF_FFFFL,
    -1,
    -2,
    1L << 40,
    100_000_001
  };

  private static final List<String> WORDS =
      List.of(
          "../",
          "/etc/passwd",
          "\0",
          "%s%n",
          "&a [*a,*a]",
          "*a",
          "!!java",
          "{",
          "[",
          "}",
          "\"",
          "'",
          ":",
          "- ",
          "\n",
          "\r\n",
          "\t",
          "null",
          "NaN",
          "1e999",
          "-0",
          "0x7fffffff",
          "\u202e",
          "\ud83d\ude00",
          "moov",
          "uuid",
          "jumb",
          "jumd",
          "stco",
          "IHDR",
          "caBX",
          "RIFF",
          "ftyp",
          "trak",
          "EXIF",
          "acTL",
          "\u00ff\u00d8",
          "http://127.0.0.1/",
          "file:",
          "concat:",
          "#EXTM3U",
          "ffconcat version 1.0\nfile x",
          "PK\3\4",
          "PK\1\2");

  private final SplittableRandom random;

  Mutator(long seed) {
    random = new SplittableRandom(seed);
  }

  byte[] mutate(List<byte[]> corpus) {
    byte[] input = corpus.get(random.nextInt(corpus.size())).clone();
    int steps = 1 + random.nextInt(1 + random.nextInt(12));
    for (int i = 0; i < steps; i++) {
      input = step(input, corpus);
    }
    return input;
  }

  private byte[] step(byte[] in, List<byte[]> corpus) {
    if (in.length == 0) {
      return word();
    }
    int at = place(in.length);
    return switch (random.nextInt(11)) {
      case 0 -> flipped(in, at);
      case 1 -> replaced(in, at, new byte[] {(byte) random.nextInt()});
      case 2, 3 -> replaced(in, at, number());
      case 4 -> Arrays.copyOf(in, at);
      case 5 -> joined(in, at, word(), at);
      case 6 -> joined(in, at, new byte[0], Math.min(in.length, at + length(in.length)));
      case 7 ->
          joined(
              in, at, Arrays.copyOfRange(in, at, Math.min(in.length, at + length(in.length))), at);
      case 8 -> spliced(in, at, corpus.get(random.nextInt(corpus.size())));
      case 9 -> repeated(in, at);
      default -> replaced(in, at, word());
    };
  }

  /** Heads of files are where most decisions are made. */
  private int place(int length) {
    return random.nextInt(3) == 0 ? random.nextInt(length) : random.nextInt(Math.min(length, 512));
  }

  private int length(int limit) {
    return 1 + random.nextInt(1 + random.nextInt(Math.min(limit, 4096)));
  }

  private byte[] flipped(byte[] in, int at) {
    in[at] ^= (byte) (1 << random.nextInt(8));
    return in;
  }

  private static byte[] replaced(byte[] in, int at, byte[] by) {
    System.arraycopy(by, 0, in, at, Math.min(by.length, in.length - at));
    return in;
  }

  private byte[] number() {
    long n = NUMBERS[random.nextInt(NUMBERS.length)] + random.nextInt(-1, 2);
    int width = 1 << random.nextInt(4);
    byte[] bytes = new byte[width];
    boolean big = random.nextBoolean();
    for (int i = 0; i < width; i++) {
      bytes[big ? width - 1 - i : i] = (byte) (n >> 8 * i);
    }
    return bytes;
  }

  private byte[] word() {
    return WORDS.get(random.nextInt(WORDS.size())).getBytes(StandardCharsets.UTF_8);
  }

  private byte[] spliced(byte[] in, int at, byte[] other) {
    if (other.length == 0) {
      return in;
    }
    int from = random.nextInt(other.length);
    return joined(in, at, Arrays.copyOfRange(other, from, other.length), in.length);
  }

  private byte[] repeated(byte[] in, int at) {
    byte[] piece = Arrays.copyOfRange(in, at, Math.min(in.length, at + 1 + random.nextInt(16)));
    int times = 1 + random.nextInt(2000);
    byte[] many = new byte[piece.length * times];
    for (int i = 0; i < many.length; i++) {
      many[i] = piece[i % piece.length];
    }
    return joined(in, at, many, at);
  }

  private static byte[] joined(byte[] in, int head, byte[] middle, int tail) {
    byte[] out = new byte[head + middle.length + in.length - tail];
    System.arraycopy(in, 0, out, 0, head);
    System.arraycopy(middle, 0, out, head, middle.length);
    System.arraycopy(in, tail, out, head + middle.length, in.length - tail);
    return out;
  }
}
