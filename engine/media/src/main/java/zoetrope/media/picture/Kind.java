package zoetrope.media.picture;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** What a picture is, told from its first bytes. */
enum Kind {
  PNG,
  JPEG,
  GIF,
  BMP,
  TIFF,
  WEBP,
  HEIF,
  /** None of these; it may be a video. */
  OTHER;

  private static final int HEAD = 64;

  /** Brands of HEIF, AVIF among them, whose first item is a picture. */
  private static final Set<String> BRANDS =
      Set.of("mif1", "msf1", "heic", "heix", "heim", "heis", "hevc", "hevx", "avif", "avis");

  static Kind of(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] b = java.util.Arrays.copyOf(in.readNBytes(HEAD), HEAD);
      String text = new String(b, StandardCharsets.ISO_8859_1);
      if (ByteBuffer.wrap(b).getLong() == Png.SIGNATURE) {
        return PNG;
      } else if (text.startsWith("\u00FF\u00D8\u00FF")) {
        return JPEG;
      } else if (text.startsWith("GIF87a") || text.startsWith("GIF89a")) {
        return GIF;
      } else if (text.startsWith("II*\0") || text.startsWith("MM\0*")) {
        return TIFF;
      } else if (text.startsWith("RIFF") && text.startsWith("WEBP", 8)) {
        return WEBP;
      } else if (text.startsWith("ftyp", 4) && BRANDS.contains(text.substring(8, 12))) {
        return HEIF;
      }
      // "BM" alone begins many a text: a size of the head that exists must follow.
      return text.startsWith("BM") && b[15] == 0 && b[16] == 0 && b[14] >= 12 ? BMP : OTHER;
    }
  }
}
