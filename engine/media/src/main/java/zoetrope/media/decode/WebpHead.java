package zoetrope.media.decode;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the first bytes of a WebP promise, so that it can be refused before it is decoded.
 *
 * @param width pixels; 0 where the head is damaged
 * @param height pixels; 0 where the head is damaged
 * @param animated whether it is a moving picture
 * @param whole whether the file is as long as it says
 */
public record WebpHead(int width, int height, boolean animated, boolean whole) {
  private static final int LENGTH = 30;
  private static final int ANIMATION = 2;

  /** Empty where the file is no WebP at all. */
  public static Optional<WebpHead> of(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      ByteBuffer b = ByteBuffer.wrap(java.util.Arrays.copyOf(in.readNBytes(LENGTH), LENGTH));
      b.order(ByteOrder.LITTLE_ENDIAN);
      if (!name(b, 0).equals("RIFF") || !name(b, 8).equals("WEBP")) {
        return Optional.empty();
      }
      boolean whole = Files.size(file) >= (b.getInt(4) & 0xFFFF_FFFFL) + 8;
      return Optional.of(
          switch (name(b, 12)) {
            case "VP8X" ->
                new WebpHead(
                    (b.getInt(24) & 0xFF_FFFF) + 1,
                    (b.getInt(26) >>> 8) + 1,
                    (b.get(20) & ANIMATION) != 0,
                    whole);
            case "VP8L" ->
                new WebpHead(
                    (b.getInt(21) & 0x3FFF) + 1, (b.getInt(21) >> 14 & 0x3FFF) + 1, false, whole);
            case "VP8 " ->
                new WebpHead(b.getShort(26) & 0x3FFF, b.getShort(28) & 0x3FFF, false, whole);
            default -> new WebpHead(0, 0, false, whole);
          });
    }
  }

  private static String name(ByteBuffer b, int at) {
    return new String(b.array(), at, 4, StandardCharsets.ISO_8859_1);
  }
}
