package zoetrope.media;

import static org.assertj.core.api.Assertions.assertThat;
import static zoetrope.media.Stored.ascii;
import static zoetrope.media.Stored.ints;
import static zoetrope.media.Stored.joined;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import zoetrope.core.image.RgbaImage;
import zoetrope.media.Stored.Part;

/**
 * Container x property: pictures stand upright, their pixels are square, their tiles are joined.
 */
class PictureShapesTest extends PictureTable {
  static List<Arguments> orientations() {
    List<Arguments> out = new ArrayList<>();
    for (String container :
        new String[] {
          "jpeg",
          "jpeg-fill",
          "jpeg-progressive",
          "png-before",
          "png-behind",
          "webp-lossless",
          "webp-lossy",
          "tiff-intel",
          "tiff-motorola"
        }) {
      for (int orientation = 1; orientation <= 8; orientation++) {
        out.add(Arguments.of(container, orientation));
      }
    }
    return out;
  }

  @ParameterizedTest
  @MethodSource("orientations")
  void aPictureIsTurnedAsItsCameraWasHeld(String container, int orientation) throws IOException {
    Path file = folder.resolve("turned");
    byte[] exif = Stored.exif(orientation, orientation % 2 == 0);
    switch (container) {
      case "png-before", "png-behind" -> {
        List<Part> note = List.of(new Part("eXIf", exif));
        boolean before = container.equals("png-before");
        Stored.png(
            file,
            Corners.W,
            Corners.H,
            8,
            2,
            Stored.samples(orientation, 8, AS_IT_IS),
            before ? note : List.of(),
            before ? List.of() : note);
      }
      case "webp-lossless", "webp-lossy" ->
          Files.write(
              file,
              Stored.webp(
                  webp(orientation, container.equals("webp-lossless"), AS_IT_IS),
                  0x08,
                  Corners.W,
                  Corners.H,
                  List.of(),
                  List.of(
                      new Part("EXIF", orientation > 4 ? exif : joined(ascii("Exif\0\0"), exif)))));
      case "tiff-intel", "tiff-motorola" ->
          Files.write(
              file,
              Stored.tiff(
                  container.endsWith("intel"),
                  orientation,
                  2,
                  Stored.samples(orientation, 8, AS_IT_IS),
                  new byte[0],
                  72,
                  72));
      default -> {
        byte[] plain = jpeg(orientation, container.endsWith("progressive"), AS_IT_IS);
        byte[] note = Stored.segment(0xE1, joined(ascii("Exif\0\0"), exif));
        byte[] xmp = Stored.segment(0xE1, ascii("http://ns.adobe.com/xap/1.0/\0<x/>"));
        byte[] fill = container.equals("jpeg-fill") ? new byte[] {-1, -1, -1} : new byte[0];
        Files.write(file, Stored.with(plain, orientation % 2 == 0, fill, xmp, fill, note));
      }
    }
    boolean sideways = orientation >= 5;
    Corners.check(
        Images.read(file),
        sideways ? Corners.H : Corners.W,
        sideways ? Corners.W : Corners.H,
        container.endsWith("lossy") ? 6 : 3);
  }

  /** irot turns against the clock; imir's axis 0 exchanges top and bottom, 1 left and right. */
  @ParameterizedTest
  @CsvSource({
    "avif, 0, -1, 0123",
    "avif, 1, -1, 1302",
    "avif, 2, -1, 3210",
    "avif, 3, -1, 2031",
    "avif, 0, 0, 2301",
    "avif, 0, 1, 1032",
    "avif, 1, 1, 3120",
    "heic, 0, -1, 0123",
    "heic, 1, -1, 1302",
    "heic, 2, -1, 3210",
    "heic, 3, -1, 2031",
    "heic, 0, 0, 2301",
    "heic, 0, 1, 1032",
    "heic, 3, 0, 3120"
  })
  void aHeifIsTurnedAndMirrored(String kind, int quarters, int axis, String corners)
      throws IOException {
    byte[] irot = Stored.box("irot", ints(1, quarters));
    Path file = axis < 0 ? heif(kind, irot) : heif(kind, irot, Stored.box("imir", ints(1, axis)));
    RgbaImage p = Images.read(file);
    boolean sideways = quarters % 2 == 1;
    int w = sideways ? Corners.H : Corners.W;
    int h = sideways ? Corners.W : Corners.H;
    assertThat(new int[] {p.width(), p.height()}).containsExactly(w, h);
    for (int i = 0; i < 4; i++) {
      int from = corners.charAt(i) - '0';
      int[] want = Corners.at(from % 2, from / 2, 2, 2);
      Corners.near(Corners.pixel(p, i % 2 == 0 ? 6 : w - 7, i < 2 ? 6 : h - 7), want, 4);
    }
  }

  @Test
  void theThumbnailOfAHeifIsNotThePicture() throws IOException {
    byte[] small = av1(_ -> new int[] {0, 0, 0}, true);
    List<byte[]> properties = List.of(ISPE, av1c(false));
    byte[] all =
        Stored.heif(
            "avif",
            properties,
            List.of(Stored.box("thmb", ints(2, 2, 1, 1))),
            new Stored.Item("av01", av1(AS_IT_IS, true), 1, 2),
            new Stored.Item("av01", small, 1, 2));
    Path file = Files.write(folder.resolve("two.avif"), all);
    Corners.check(Images.read(file), Corners.W, Corners.H, 4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"avif", "heic"})
  void tilesOfAHeifBecomeOnePicture(String kind) throws IOException {
    boolean avif = kind.equals("avif");
    List<byte[]> units = units(hevc());
    byte[] data = avif ? av1(AS_IT_IS, true) : slices(units);
    int w = 2 * Corners.W - 20; // the last column is cut
    List<byte[]> properties =
        List.of(
            Stored.full("ispe", 0, 0, ints(4, w, Corners.H)),
            ISPE,
            avif ? av1c(false) : hvcC(units),
            Stored.box("irot", ints(1, 2)));
    byte[] grid = joined(new byte[] {0, 0, 0, 1}, ints(2, w, Corners.H));
    String type = avif ? "av01" : "hvc1";
    byte[] all =
        Stored.heif(
            kind,
            properties,
            List.of(Stored.box("dimg", ints(2, 1, 2, 2, 3))),
            new Stored.Item("grid", grid, 1, 4),
            new Stored.Item(type, data, 2, 3),
            new Stored.Item(type, data, 2, 3));
    RgbaImage p = Images.read(Files.write(folder.resolve("tiles." + kind), all));
    assertThat(new int[] {p.width(), p.height()}).containsExactly(w, Corners.H);
    Corners.near(Corners.pixel(p, w - 7, Corners.H - 7), Corners.RED, 4);
    Corners.near(Corners.pixel(p, w - 58, Corners.H - 7), Corners.GREEN, 4);
    Corners.near(Corners.pixel(p, w - 70, Corners.H - 7), Corners.RED, 4);
    Corners.near(Corners.pixel(p, w - 70, 6), Corners.BLUE, 4);
    Corners.near(Corners.pixel(p, 2, 6), Corners.PALE, 4);
  }

  @ParameterizedTest
  @CsvSource({
    "png-metres, 128, 48",
    "png-ratio, 128, 48",
    "jpeg-inches, 128, 48",
    "jpeg-ratio, 128, 48",
    "tiff, 128, 48",
    "avif, 128, 48",
    "heic, 128, 48"
  })
  void oblongPixelsOfAPictureBecomeSquare(String container, int width, int height)
      throws IOException {
    Path file = folder.resolve("oblong");
    switch (container) {
      case "png-metres", "png-ratio" -> {
        boolean metres = container.endsWith("metres");
        byte[] phys =
            metres
                ? joined(ints(4, 2835, 5670), new byte[] {1})
                : joined(ints(4, 2, 1), new byte[] {0});
        byte[] rows = Stored.samples(1, 8, AS_IT_IS);
        List<Part> before = List.of(new Part("pHYs", phys));
        Stored.png(file, Corners.W, Corners.H, 8, 2, rows, before, List.of());
      }
      case "tiff" -> {
        byte[] rows = Stored.samples(1, 8, AS_IT_IS);
        Files.write(file, Stored.tiff(true, 1, 2, rows, new byte[0], 100, 200));
      }
      case "avif", "heic" -> Files.copy(heif(container, Stored.box("pasp", ints(4, 2, 1))), file);
      default -> {
        byte[] jpeg = jpeg(1, false, AS_IT_IS);
        boolean inches = container.endsWith("inches");
        jpeg[13] = (byte) (inches ? 1 : 0);
        jpeg[15] = (byte) (inches ? 72 : 2);
        jpeg[17] = (byte) (inches ? 144 : 1);
        Files.write(file, jpeg);
      }
    }
    Corners.check(Images.read(file), width, height, 4);
  }

  @Test
  void aMovingWebpGivesItsFirstPictureOnItsCanvas() throws IOException {
    byte[] first = Stored.picture(webp(1, true, AS_IT_IS));
    byte[] second = Stored.picture(webp(1, true, _ -> new int[] {1, 2, 3}));
    Path file = folder.resolve("moving.webp");
    Files.write(file, Stored.riffFile(joined(canvas(80, 60), frame(first), frame(second))));
    RgbaImage p = Images.read(file);
    assertThat(new int[] {p.width(), p.height()}).containsExactly(80, 60);
    Corners.near(Corners.pixel(p, 8 + 6, 4 + 6), Corners.RED, 0);
    Corners.near(Corners.pixel(p, 8 + 57, 4 + 41), Corners.PALE, 0);
    assertThat(Corners.pixel(p, 2, 2)[3]).isZero();
  }

  @Test
  void theFirstPictureOfAGifLiesOnItsScreen() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    javax.imageio.ImageIO.write(
        Corners.image(1, BufferedImage.TYPE_INT_RGB, AS_IT_IS), "gif", bytes);
    byte[] gif = bytes.toByteArray();
    gif[6] = 80; // the screen is larger than the picture
    gif[8] = 60;
    gif[12] = 113; // and its pixels are twice as wide as high
    int at = 13 + (3 << (gif[10] & 7) + 1);
    while (gif[at] != 0x2C) {
      at += 3 + (gif[at + 2] & 255) + 1;
    }
    gif[at + 1] = 8;
    gif[at + 3] = 4;
    RgbaImage p = Images.read(Files.write(folder.resolve("small.gif"), gif));
    assertThat(new int[] {p.width(), p.height()}).containsExactly(160, 60);
    Corners.near(Corners.pixel(p, 2 * (8 + 6), 4 + 6), Corners.RED, 1);
    Corners.near(Corners.pixel(p, 2 * (8 + 57), 4 + 41), Corners.PALE, 1);
    assertThat(Corners.pixel(p, 2, 2)[3]).isZero();
  }

  @Test
  void aMovingWebpKeepsTheAlphaOfALossyPicture() throws IOException {
    byte[] first = Stored.picture(webp(1, false, c -> with(c, 90)));
    assertThat(new String(first, 0, 4, java.nio.charset.StandardCharsets.ISO_8859_1))
        .isEqualTo("ALPH");
    Path file = folder.resolve("moving.webp");
    Files.write(file, Stored.riffFile(joined(canvas(80, 60), frame(first))));
    int[] got = Corners.pixel(Images.read(file), 8 + 6, 4 + 6);
    Corners.near(got, new int[] {220, 30, 30, 90}, 6);
  }

  private static byte[] canvas(int w, int h) {
    byte[] x = new byte[10];
    x[0] = 0x12;
    x[4] = (byte) (w - 1);
    x[7] = (byte) (h - 1);
    return joined(Stored.riff("VP8X", x), Stored.riff("ANIM", new byte[6]));
  }

  /** A frame of 64 x 48 at 8, 4. */
  private static byte[] frame(byte[] picture) {
    byte[] head = new byte[16];
    head[0] = 4;
    head[3] = 2;
    head[6] = Corners.W - 1;
    head[9] = Corners.H - 1;
    head[12] = 100;
    return Stored.riff("ANMF", joined(head, picture));
  }
}
