package zoetrope.media.encode;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import zoetrope.media.Tags;

/**
 * Puts a comment, in UTF-8, before the first picture of a GIF: FFmpeg reads such, but writes none.
 */
final class GifComment {
  private static final int HEAD = 13;
  private static final int EXTENSION = 0x21;
  private static final int COMMENT = 0xfe;
  private static final int BLOCK = 255;

  private GifComment() {}

  static void add(Path gif, Tags tags) throws IOException {
    if (tags.comment().isEmpty()) {
      return;
    }
    Path before = gif.resolveSibling(gif.getFileName() + "-");
    Files.move(gif, before, StandardCopyOption.REPLACE_EXISTING);
    try (InputStream in = Files.newInputStream(before);
        OutputStream out = Files.newOutputStream(gif)) {
      byte[] head = in.readNBytes(HEAD);
      out.write(head);
      boolean palette = (head[10] & 0x80) != 0;
      out.write(in.readNBytes(palette ? 3 << (head[10] & 7) + 1 : 0));
      out.write(block(tags.comment().getBytes(StandardCharsets.UTF_8)));
      in.transferTo(out);
    } finally {
      Outputs.discard(before);
    }
  }

  private static byte[] block(byte[] utf8) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(EXTENSION);
    out.write(COMMENT);
    for (int at = 0; at < utf8.length; at += BLOCK) {
      int n = Math.min(BLOCK, utf8.length - at);
      out.write(n);
      out.write(utf8, at, n);
    }
    out.write(0);
    return out.toByteArray();
  }
}
