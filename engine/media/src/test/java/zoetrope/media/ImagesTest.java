package zoetrope.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImagesTest {
  /** 32 x 16, lossless: left half see-through, right half half-opaque orange (255, 128, 0, 128). */
  private static final String WEBP =
      "UklGRiYAAABXRUJQVlA4TBkAAAAvH8ADEA8wgPMfAxg4BAJJ/tIDLBDR/6BeAA==";

  @TempDir Path folder;

  @Test
  void aPngKeepsItsColoursAndItsAlpha() {
    byte[] rgba = {
      10, 20, 30, 0, (byte) 200, 100, 50, (byte) 128, 1, 2, 3, -1, 0, (byte) 255, 0, 77
    };
    Path file = folder.resolve("a.png");
    Images.writePng(new Picture(2, 2, rgba), file);
    assertThat(Images.read(file))
        .satisfies(
            p -> assertThat(p.rgba()).containsExactly(rgba),
            p -> assertThat(p.width()).isEqualTo(2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "gif", "bmp"})
  void theUsualFormatsAreRead(String format) throws IOException {
    Path file = folder.resolve("red." + format);
    assertThat(
            ImageIO.write(Samples.red(40, 30, BufferedImage.TYPE_INT_RGB), format, file.toFile()))
        .isTrue();
    Picture p = Images.read(file);
    assertThat(new int[] {p.width(), p.height()}).containsExactly(40, 30);
    assertThat(p.rgba()[0] & 255).isBetween(210, 230);
    assertThat(p.rgba()[1] & 255).isBetween(10, 60);
    assertThat(p.transparent()).isFalse();
  }

  @Test
  void webpKeepsItsAlpha() throws IOException {
    Path file = folder.resolve("a.webp");
    Files.write(file, Base64.getDecoder().decode(WEBP));
    Picture p = Images.read(file);
    assertThat(new int[] {p.width(), p.height()}).containsExactly(32, 16);
    assertThat(p.rgba()[3]).isZero();
    assertThat(Arrays.copyOfRange(p.rgba(), 31 * 4, 32 * 4)).containsExactly(255, 128, 0, 128);
    assertThat(p.trimmed().width()).isEqualTo(16);
  }

  @Test
  void aGreyPictureIsNotBrightened() throws IOException {
    BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setSample(3, 0, 0, 100);
    Path file = folder.resolve("grey.png");
    ImageIO.write(image, "png", file.toFile());
    assertThat(Arrays.copyOfRange(Images.read(file).rgba(), 12, 16))
        .containsExactly(100, 100, 100, 255);
  }

  @Test
  void whatIsNoPictureIsToldWithFileProblemAndRemedy() throws IOException {
    Path empty = Files.createFile(folder.resolve("empty.png"));
    assertRefused(empty, "is empty");
    assertRefused(folder.resolve("missing.png"), "no such file");
    assertRefused(folder, "folder");
    Path text = folder.resolve("text.png");
    Files.writeString(text, "this is a letter, not a picture\n".repeat(50));
    assertRefused(text, "no picture");
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "gif"})
  void aTruncatedPictureIsRefused(String format) throws IOException {
    Path file = folder.resolve("half." + format);
    BufferedImage noise = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
    java.util.Random random = new java.util.Random(1);
    for (int i = 0; i < 64 * 64; i++) {
      noise.setRGB(i % 64, i / 64, random.nextInt(1 << 24));
    }
    ImageIO.write(noise, format, file.toFile());
    byte[] all = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(all, all.length / 2));
    assertRefused(file, "damaged");
  }

  @Test
  void fortyMegapixelsAreReadReduced() throws IOException {
    Path file = folder.resolve("large.png");
    ImageIO.write(Samples.red(8000, 5000, BufferedImage.TYPE_BYTE_BINARY), "png", file.toFile());
    Picture p = Images.read(file);
    assertThat(new int[] {p.width(), p.height()}).containsExactly(4096, 2560);
  }

  @Test
  void aPictureOverTheLimitIsRefusedBeforeItIsDecoded() throws IOException {
    Path file = folder.resolve("bomb.png");
    Files.write(file, pngHeader(60_000, 60_000));
    assertRefused(file, "60000 x 60000 pixels");
  }

  @Test
  void aFileNameWithAPatternInItIsAName() throws IOException {
    Path file = folder.resolve("100%03d.webp");
    Files.write(file, Base64.getDecoder().decode(WEBP));
    assertThat(Images.read(file).width()).isEqualTo(32);
  }

  @Test
  void aPngThatCannotBeWrittenLeavesNothing() throws IOException {
    Path file = folder.resolve("gone").resolve("a.png");
    Picture p = new Picture(1, 1, new byte[4]);
    assertThatThrownBy(() -> Images.writePng(p, file))
        .isInstanceOf(MediaException.class)
        .hasMessageContaining("a.png");
    assertThat(Samples.names(folder)).isEmpty();
  }

  private static void assertRefused(Path file, String problem) {
    assertThatThrownBy(() -> Images.read(file))
        .isInstanceOf(MediaException.class)
        .hasMessageStartingWith(file + ": ")
        .hasMessageContaining(problem)
        .hasMessageMatching("(?s).*\\. [A-Z].*");
  }

  private static byte[] pngHeader(int width, int height) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeLong(0x89504E470D0A1A0AL);
    ByteArrayOutputStream chunk = new ByteArrayOutputStream();
    DataOutputStream head = new DataOutputStream(chunk);
    head.write("IHDR".getBytes(StandardCharsets.US_ASCII));
    head.writeInt(width);
    head.writeInt(height);
    head.write(new byte[] {8, 6, 0, 0, 0});
    CRC32 crc = new CRC32();
    crc.update(chunk.toByteArray());
    out.writeInt(13);
    out.write(chunk.toByteArray());
    out.writeInt((int) crc.getValue());
    return bytes.toByteArray();
  }
}
