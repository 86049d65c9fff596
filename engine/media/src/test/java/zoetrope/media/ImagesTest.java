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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import zoetrope.core.image.RgbaImage;

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
    Images.writePng(new RgbaImage(2, 2, rgba), file);
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
    RgbaImage p = Images.read(file);
    assertThat(new int[] {p.width(), p.height()}).containsExactly(40, 30);
    assertThat(p.rgba()[0] & 255).isBetween(210, 230);
    assertThat(p.rgba()[1] & 255).isBetween(10, 60);
    assertThat(p.transparent()).isFalse();
  }

  @Test
  void webpKeepsItsAlpha() throws IOException {
    Path file = folder.resolve("a.webp");
    Files.write(file, Base64.getDecoder().decode(WEBP));
    RgbaImage p = Images.read(file);
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
    RgbaImage p = Images.read(file);
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
    RgbaImage p = new RgbaImage(1, 1, new byte[4]);
    assertThatThrownBy(() -> Images.writePng(p, file))
        .isInstanceOf(MediaException.class)
        .hasMessageContaining("a.png");
    assertThat(Samples.names(folder)).isEmpty();
  }

  /** The stored picture has a red corner at its start; where is it when the picture is upright? */
  @ParameterizedTest
  @CsvSource({
    "1, 48, 32, 0, 0",
    "2, 48, 32, 1, 0",
    "3, 48, 32, 1, 1",
    "4, 48, 32, 0, 1",
    "5, 32, 48, 0, 0",
    "6, 32, 48, 1, 0",
    "7, 32, 48, 1, 1",
    "8, 32, 48, 0, 1",
    "9, 48, 32, 0, 0"
  })
  void aJpegIsTurnedTheWayItsCameraWasHeld(
      int orientation, int width, int height, int right, int bottom) throws IOException {
    Path file = photo("photo.jpg", exif(orientation));
    RgbaImage p = Images.read(file);
    assertThat(new int[] {p.width(), p.height()}).containsExactly(width, height);
    for (int y = 0; y < 2; y++) {
      for (int x = 0; x < 2; x++) {
        int at = 4 * ((4 + y * (height - 8)) * width + 4 + x * (width - 8));
        boolean red = (p.rgba()[at] & 255) > 180 && (p.rgba()[at + 1] & 255) < 80;
        assertThat(red).as("corner %d, %d", x, y).isEqualTo(x == right && y == bottom);
      }
    }
  }

  @Test
  void aTurnIsTransposedTheRightWay() throws IOException {
    RgbaImage stored = Images.read(photo("stored.jpg", exif(1)));
    RgbaImage turned = Images.read(photo("turned.jpg", exif(6)));
    for (int y = 0; y < 48; y++) {
      for (int x = 0; x < 32; x++) {
        assertThat(turned.rgba()[4 * (y * 32 + x)])
            .isEqualTo(stored.rgba()[4 * ((31 - x) * 48 + y)]);
      }
    }
  }

  @Test
  void aDamagedNoteOnOrientationIsPassedOver() throws IOException {
    byte[] far = exif(6);
    far[13] = (byte) 0xF0; // the directory lies beyond the end
    assertThat(Images.read(photo("far.jpg", far)).width()).isEqualTo(48);
    assertThat(Images.read(photo("none.jpg", new byte[0])).width()).isEqualTo(48);
    assertThat(Images.read(photo("short.jpg", Arrays.copyOf(exif(6), 9))).width()).isEqualTo(48);
  }

  @Test
  void anOversizedWebpIsRefusedBeforeItIsDecoded() throws IOException {
    byte[] all = Base64.getDecoder().decode(WEBP);
    all[21] = all[22] = all[23] = -1; // 16,384 x 16,384
    all[24] |= 0x0F;
    Path file = folder.resolve("bomb.webp");
    Files.write(file, all);
    assertRefused(file, "16384 x 16384 pixels");
    byte[] extended = new byte[60];
    System.arraycopy(
        "RIFF\64\0\0\0WEBPVP8X\12\0\0\0".getBytes(StandardCharsets.ISO_8859_1), 0, extended, 0, 20);
    Arrays.fill(extended, 24, 30, (byte) 0x7F);
    Files.write(file, extended);
    assertRefused(file, "8355712 x 8355712 pixels");
  }

  @Test
  void aDamagedWebpIsCalledADamagedPicture() throws IOException {
    byte[] all = Base64.getDecoder().decode(WEBP);
    Path cut = folder.resolve("cut.webp");
    Files.write(cut, Arrays.copyOf(all, all.length - 8));
    assertRefused(cut, "the picture is damaged");
    Path spoilt = folder.resolve("spoilt.webp");
    Arrays.fill(all, 25, all.length, (byte) 0xFF);
    Files.write(spoilt, all);
    assertRefused(spoilt, "the picture is damaged");
    Path head = folder.resolve("head.webp");
    Files.write(head, Arrays.copyOf(all, 14));
    assertRefused(head, "the picture is damaged");
    for (Path p : new Path[] {cut, spoilt, head}) {
      assertThatThrownBy(() -> Images.read(p)).hasMessageNotContaining("video");
    }
  }

  /** A JPEG of 48 x 32 that is red in its first corner and blue elsewhere, with an APP1 segment. */
  private Path photo(String name, byte[] app1) throws IOException {
    BufferedImage image =
        Samples.painted(
            48,
            32,
            BufferedImage.TYPE_INT_RGB,
            g -> {
              g.setColor(new java.awt.Color(20, 40, 200));
              g.fillRect(0, 0, 48, 32);
              g.setColor(new java.awt.Color(220, 20, 30));
              g.fillRect(0, 0, 16, 16);
            });
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "jpg", bytes);
    byte[] jpeg = bytes.toByteArray();
    Path file = folder.resolve(name);
    try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(file))) {
      out.write(jpeg, 0, 2);
      if (app1.length > 0) {
        out.writeShort(0xFFE1);
        out.writeShort(app1.length + 2);
        out.write(app1);
      }
      out.write(jpeg, 2, jpeg.length - 2);
    }
    return file;
  }

  /** The EXIF note of a camera: one directory of one entry, the orientation; both byte orders. */
  private static byte[] exif(int orientation) throws IOException {
    java.nio.ByteBuffer b = java.nio.ByteBuffer.allocate(6 + 8 + 2 + 12 + 4);
    b.put("Exif\0\0".getBytes(StandardCharsets.ISO_8859_1));
    boolean intel = orientation % 2 == 0;
    b.order(intel ? java.nio.ByteOrder.LITTLE_ENDIAN : java.nio.ByteOrder.BIG_ENDIAN);
    b.put((intel ? "II" : "MM").getBytes(StandardCharsets.ISO_8859_1));
    b.putShort((short) 42).putInt(8).putShort((short) 1);
    b.putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) orientation);
    return b.array();
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
