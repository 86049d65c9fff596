package zoetrope.media;

import static org.assertj.core.api.Assertions.assertThat;
import static zoetrope.media.Stored.ascii;
import static zoetrope.media.Stored.ints;
import static zoetrope.media.Stored.joined;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import zoetrope.core.image.RgbaImage;
import zoetrope.media.Stored.Part;

/** Container x property: inks, calibrated PNGs and alpha are read as they were meant. */
class PictureColoursTest extends PictureTable {
  @ParameterizedTest
  @CsvSource({"cmyk, true", "ycck, true", "cmyk, false"})
  void inksOfAJpegWithoutAProfileTakeTheirPartOfTheLight(String kind, boolean adobe)
      throws IOException {
    Path file = folder.resolve("inks.jpg");
    Files.write(file, inks(kind.equals("ycck"), adobe, PictureColoursTest::light));
    Corners.check(Images.read(file), Corners.W, Corners.H, 3);
  }

  @Test
  void inksOfATiffWithoutAProfileTakeTheirPartOfTheLight() throws IOException {
    byte[] rows = Stored.samples(1, 8, c -> Arrays.stream(light(c)).map(v -> 255 - v).toArray());
    Path file = folder.resolve("inks.tif");
    Files.write(file, Stored.tiff(true, 1, 5, rows, new byte[0], 72, 72));
    Corners.check(Images.read(file), Corners.W, Corners.H, 2);
  }

  /** The test's profile prints grey: L of 100, 20 less for each full ink, 0 with black. */
  @ParameterizedTest
  @ValueSource(strings = {"jpeg-cmyk", "jpeg-ycck", "tiff"})
  void inksOfAProfileBecomeSrgb(String container) throws IOException {
    byte[] icc = IccBytes.greyInks();
    UnaryOperator<int[]> light = // no ink; cyan; cyan and yellow; black
        c ->
            c == Corners.RED
                ? new int[] {255, 255, 255, 255}
                : c == Corners.GREEN
                    ? new int[] {0, 255, 255, 255}
                    : c == Corners.BLUE ? new int[] {0, 255, 0, 255} : new int[] {255, 255, 255, 0};
    Path file = folder.resolve("inks");
    if (container.equals("tiff")) {
      byte[] rows =
          Stored.samples(1, 8, c -> Arrays.stream(light.apply(c)).map(v -> 255 - v).toArray());
      Files.write(file, Stored.tiff(true, 1, 5, rows, icc, 72, 72));
    } else {
      byte[] jpeg = inks(container.endsWith("ycck"), true, light);
      Files.write(file, Stored.with(jpeg, false, Stored.icc(icc, 2, false)));
    }
    RgbaImage p = Images.read(file);
    Corners.near(Corners.pixel(p, 6, 6), new int[] {255, 255, 255}, 3);
    Corners.near(Corners.pixel(p, 57, 6), new int[] {198, 198, 198}, 4);
    Corners.near(Corners.pixel(p, 6, 41), new int[] {145, 145, 145}, 4);
    Corners.near(Corners.pixel(p, 57, 41), new int[] {0, 0, 0}, 4);
  }

  /** What remains of light behind each ink, as Adobe's programs store it. */
  private static int[] light(int[] rgb) {
    int k = Math.max(rgb[0], Math.max(rgb[1], rgb[2]));
    return new int[] {255 * rgb[0] / k, 255 * rgb[1] / k, 255 * rgb[2] / k, k};
  }

  private static byte[] inks(boolean luma, boolean adobe, UnaryOperator<int[]> light)
      throws IOException {
    var raster = java.awt.image.Raster.createInterleavedRaster(0, Corners.W, Corners.H, 4, null);
    for (int y = 0; y < Corners.H; y++) {
      for (int x = 0; x < Corners.W; x++) {
        int[] l = light.apply(Corners.stored(1, x, y));
        if (luma) { // of the complements of what is stored, black as it is
          int[] ycc =
              Corners.yuv(new int[] {255 - l[0], 255 - l[1], 255 - l[2]}, 0.299, 0.114, true, 8);
          l = new int[] {ycc[0], Math.min(255, ycc[1]), Math.min(255, ycc[2]), l[3]};
        }
        raster.setPixel(x, y, l);
      }
    }
    byte[] jpeg = Stored.jpegOf(raster);
    byte[] mark = joined(ascii("Adobe"), ints(2, 100, 0, 0), ints(1, luma ? 2 : 0));
    return adobe ? Stored.with(jpeg, false, Stored.segment(0xEE, mark)) : jpeg;
  }

  @Test
  void gammaAndChromaticitiesOfAPngAreObeyed() throws IOException {
    Part linear = new Part("gAMA", ints(4, 100_000));
    UnaryOperator<int[]> light =
        c ->
            Arrays.stream(c)
                .map(v -> (int) Math.round(65_535 * Light.fromSrgb(v / 255.0)))
                .toArray();
    Corners.check(png(16, light, linear), Corners.W, Corners.H, 1);
    Part usual = new Part("gAMA", ints(4, 45_455));
    Part video = new Part("gAMA", ints(4, 50_994));
    Part srgb = new Part("sRGB", new byte[1]);
    Corners.check(png(8, AS_IT_IS, usual), Corners.W, Corners.H, 0);
    Corners.check(png(8, AS_IT_IS, video), Corners.W, Corners.H, 0);
    Corners.check(png(8, AS_IT_IS, srgb, linear), Corners.W, Corners.H, 0);
    Part p3 =
        new Part("cHRM", ints(4, 31_270, 32_900, 68_000, 32_000, 26_500, 69_000, 15_000, 6_000));
    UnaryOperator<int[]> wide =
        c ->
            Arrays.stream(Light.wide("p3", c, 2.2))
                .mapToInt(v -> (int) Math.round(255 * v))
                .toArray();
    Corners.check(png(8, wide, p3, usual), Corners.W, Corners.H, 4);
  }

  @Test
  void codePointsOfAPngGoBeforeAllElse() throws IOException {
    Part profile = new Part("iCCP", Stored.iccp(IccBytes.rotatedLut()));
    Part srgb = new Part("cICP", new byte[] {1, 13, 0, 1});
    Corners.check(png(8, AS_IT_IS, profile, srgb), Corners.W, Corners.H, 0);
    Part pq = new Part("cICP", new byte[] {9, 16, 0, 1});
    UnaryOperator<int[]> dim =
        _ ->
            Arrays.stream(Light.hdr("pq", new int[] {120, 40, 60}))
                .mapToInt(v -> (int) Math.round(65_535 * v))
                .toArray();
    Corners.near(Corners.pixel(png(16, dim, pq), 6, 6), new int[] {120, 40, 60}, 2);
  }

  @Test
  void oneColourOfAPngIsSeeThrough() throws IOException {
    int[] c = Corners.RED;
    Part key = new Part("tRNS", ints(2, c[0], c[1], c[2]));
    RgbaImage p = png(8, AS_IT_IS, key);
    assertThat(Corners.pixel(p, 6, 6)[3]).isZero();
    assertThat(Corners.pixel(p, 57, 6)).containsExactly(30, 200, 30, 255);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "png-16", "webp", "tiff"})
  void alphaOfAPictureIsStraight(String container) throws IOException {
    Path file = folder.resolve("alpha");
    int unit = container.endsWith("16") ? 257 : 1;
    UnaryOperator<int[]> half = c -> Arrays.stream(with(c, 100)).map(v -> v * unit).toArray();
    byte[] rows = Stored.samples(1, unit == 1 ? 8 : 16, half);
    switch (container) {
      case "webp" -> {
        byte[] exif = Stored.exif(1, true);
        List<Part> note = List.of(new Part("EXIF", exif));
        byte[] plain = webp(1, true, half);
        Files.write(file, Stored.webp(plain, 0x18, Corners.W, Corners.H, List.of(), note));
      }
      case "tiff" -> Files.write(file, Stored.tiff(true, 1, 2, rows, new byte[0], 72, 72));
      default ->
          Stored.png(file, Corners.W, Corners.H, unit == 1 ? 8 : 16, 6, rows, List.of(), List.of());
    }
    RgbaImage p = Images.read(file);
    Corners.check(p, Corners.W, Corners.H, 0);
    assertThat(Corners.pixel(p, 6, 6)[3]).isEqualTo(100);
  }

  /** As Photoshop and ImageMagick write them; Java's reader does not know the predictor. */
  @Test
  void aTiffOf16BitsWithAPredictorIsRead() {
    Path file =
        new Coded("image2", "tiff", "rgb48le", Corners.W, Corners.H)
            .option("compression_algo", "deflate")
            .write(
                folder.resolve("deep.tiff"),
                (_, x, y) -> {
                  int[] c = Corners.stored(1, x, y);
                  return new int[] {c[0] * 257, c[1] * 257, c[2] * 257};
                });
    Corners.check(Images.read(file), Corners.W, Corners.H, 0);
  }

  @Test
  void aKindOfTiffThatIsNotReadIsCalledSo() throws IOException {
    byte[] rows = Stored.samples(1, 8, AS_IT_IS);
    Path file = folder.resolve("lab.tif");
    Files.write(file, Stored.tiff(true, 1, 8, rows, new byte[0], 72, 72));
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> Images.read(file))
        .isInstanceOf(MediaException.class)
        .hasMessageContaining("lab.tif: this kind of TIFF is not read (CIELab")
        .hasMessageContaining("Save it as PNG");
  }

  @Test
  void alphaOfAnAvifIsAPictureOfItsOwn() throws IOException {
    List<byte[]> properties =
        List.of(
            ISPE,
            av1c(false),
            av1c(true),
            Stored.full("auxC", 0, 0, ascii("urn:mpeg:mpegB:cicp:systems:auxiliary:alpha\0")));
    byte[] mask = av1(c -> new int[] {c == Corners.RED ? 100 : 255}, false);
    byte[] all =
        Stored.heif(
            "avif",
            properties,
            List.of(Stored.box("auxl", ints(2, 2, 1, 1))),
            new Stored.Item("av01", av1(AS_IT_IS, true), 1, 2),
            new Stored.Item("av01", mask, 1, 3, 4));
    RgbaImage p = Images.read(Files.write(folder.resolve("alpha.avif"), all));
    Corners.check(p, Corners.W, Corners.H, 4);
    assertThat(Corners.pixel(p, 6, 6)[3]).isBetween(98, 102);
    assertThat(Corners.pixel(p, 57, 41)[3]).isBetween(253, 255);
  }

  @ParameterizedTest
  @CsvSource({"avif, 16", "avif, 18"})
  void codePointsOfAHeifGoBeforeThoseOfItsCodec(String kind, int transfer) throws IOException {
    byte[] nclx = joined(ascii("nclx"), ints(2, 9, transfer, 6), new byte[] {(byte) 0x80});
    double[] stored = Light.hdr(transfer == 16 ? "pq" : "hlg", new int[] {120, 60, 40});
    int[] eight = Arrays.stream(stored).mapToInt(v -> (int) Math.round(255 * v)).toArray();
    byte[] data = av1(_ -> eight, true);
    List<byte[]> properties = List.of(ISPE, av1c(false), Stored.box("colr", nclx));
    Stored.Item item = new Stored.Item("av01", data, 1, 2, 3);
    byte[] all = Stored.heif(kind, properties, List.of(), item);
    RgbaImage p = Images.read(Files.write(folder.resolve("hdr." + kind), all));
    Corners.near(Corners.pixel(p, 30, 20), new int[] {120, 60, 40}, 8); // eight bits of PQ
  }
}
