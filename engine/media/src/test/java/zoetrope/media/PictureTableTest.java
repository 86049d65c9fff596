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
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bytedeco.ffmpeg.global.avutil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import zoetrope.media.Stored.Part;

/** Container x property: what pictures say beside their pixels is obeyed. */
class PictureTableTest {
  private static final UnaryOperator<int[]> AS_IT_IS = UnaryOperator.identity();

  @TempDir Path folder;

  // --- which way up

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

  private static byte[] jpeg(int orientation, boolean progressive, UnaryOperator<int[]> colour)
      throws IOException {
    return Stored.jpeg(Corners.image(orientation, BufferedImage.TYPE_INT_RGB, colour), progressive);
  }

  private byte[] webp(int orientation, boolean lossless, UnaryOperator<int[]> colour)
      throws IOException {
    Path file =
        new Coded("webp", "libwebp", lossless ? "bgra" : "yuva420p", Corners.W, Corners.H)
            .option("lossless", lossless ? "1" : "0")
            .option("quality", "95")
            .write(
                folder.resolve("plain.webp"),
                (_, x, y) -> {
                  int[] c = colour.apply(Corners.stored(orientation, x, y));
                  int[] v = lossless ? c : Corners.yuv(c, 0.299, 0.114, false, 8);
                  return new int[] {v[0], v[1], v[2], c.length > 3 ? c[3] : 255};
                });
    return Files.readAllBytes(file);
  }

  // --- HEIF

  private static final byte[] ISPE = Stored.full("ispe", 0, 0, ints(4, Corners.W, Corners.H));

  private byte[] av1(UnaryOperator<int[]> colour, boolean luma) {
    Path file =
        new Coded("ivf", "libaom-av1", luma ? "yuv444p" : "gray", Corners.W, Corners.H)
            .option("crf", "5")
            .range(avutil.AVCOL_RANGE_JPEG)
            .colours(1, 13, avutil.AVCOL_SPC_SMPTE170M)
            .write(
                folder.resolve("plain.ivf"),
                (_, x, y) -> {
                  int[] c = colour.apply(Corners.stored(1, x, y));
                  return luma ? Corners.yuv(c, 0.299, 0.114, true, 8) : c;
                });
    try {
      byte[] ivf = Files.readAllBytes(file);
      return Arrays.copyOfRange(ivf, 44, ivf.length);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static byte[] av1c(boolean grey) {
    return Stored.box("av1C", new byte[] {(byte) 0x81, 0x20, (byte) (grey ? 0x10 : 0), 0});
  }

  private static byte[] hevc() throws IOException {
    try (var in = PictureTableTest.class.getResourceAsStream("corners.hevc")) {
      return in.readAllBytes();
    }
  }

  /** Cuts an Annex B stream into its units. */
  private static List<byte[]> units(byte[] stream) {
    List<byte[]> out = new ArrayList<>();
    int start = -1;
    for (int i = 0; i + 3 <= stream.length; i++) {
      if (stream[i] == 0 && stream[i + 1] == 0 && stream[i + 2] == 1) {
        if (start >= 0) {
          int end = stream[i - 1] == 0 ? i - 1 : i;
          out.add(Arrays.copyOfRange(stream, start, end));
        }
        start = i + 3;
      }
    }
    out.add(Arrays.copyOfRange(stream, start, stream.length));
    return out;
  }

  private static byte[] hvcC(List<byte[]> units) {
    byte[] out =
        joined(
            new byte[] {1, 4, 8, 0, 0, 0, (byte) 0x9D, 8, 0, 0, 0, 0, 30},
            new byte[] {(byte) 0xF0, 0, (byte) 0xFC, (byte) 0xFD, (byte) 0xF8, (byte) 0xF8},
            new byte[] {0, 0, 0x0F, 3});
    for (byte[] u : units) {
      int type = u[0] >> 1 & 63;
      if (type >= 32 && type <= 34) {
        out = joined(out, ints(1, type), ints(2, 1, u.length), u);
      }
    }
    return Stored.box("hvcC", out);
  }

  private static byte[] slices(List<byte[]> units) {
    byte[] out = new byte[0];
    for (byte[] u : units) {
      if ((u[0] >> 1 & 63) < 32) {
        out = joined(out, ints(4, u.length), u);
      }
    }
    return out;
  }

  private Path heif(String kind, byte[]... more) throws IOException {
    List<byte[]> properties = new ArrayList<>();
    properties.add(ISPE);
    boolean avif = kind.equals("avif");
    List<byte[]> units = units(hevc());
    properties.add(avif ? av1c(false) : hvcC(units));
    properties.addAll(List.of(more));
    int[] numbers = new int[properties.size()];
    Arrays.setAll(numbers, i -> i + 1);
    byte[] data = avif ? av1(AS_IT_IS, true) : slices(units);
    Stored.Item item = new Stored.Item(avif ? "av01" : "hvc1", data, numbers);
    Path file = folder.resolve("picture." + kind);
    return Files.write(file, Stored.heif(avif ? "avif" : "heic", properties, List.of(), item));
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
    Picture p = Images.read(file);
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
    Picture p = Images.read(Files.write(folder.resolve("tiles." + kind), all));
    assertThat(new int[] {p.width(), p.height()}).containsExactly(w, Corners.H);
    Corners.near(Corners.pixel(p, w - 7, Corners.H - 7), Corners.RED, 4);
    Corners.near(Corners.pixel(p, w - 58, Corners.H - 7), Corners.GREEN, 4);
    Corners.near(Corners.pixel(p, w - 70, Corners.H - 7), Corners.RED, 4);
    Corners.near(Corners.pixel(p, w - 70, 6), Corners.BLUE, 4);
    Corners.near(Corners.pixel(p, 2, 6), Corners.PALE, 4);
  }

  // --- profiles

  private static UnaryOperator<int[]> adobe(int bits) {
    double most = (1 << bits) - 1;
    return c ->
        Arrays.stream(IccBytes.toAdobe(c)).mapToInt(v -> (int) Math.round(v * most)).toArray();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "png8", "png16", "png-palette", "png-palette-alpha", "png-alpha", "jpeg", "jpeg-pieces",
        "jpeg-backwards", "jpeg-progressive", "webp-lossless", "webp-lossy", "tiff", "avif", "heic"
      })
  void coloursOfAProfileBecomeSrgb(String container) throws IOException {
    Path file = folder.resolve("profile");
    byte[] icc = IccBytes.adobeRgb();
    Part iccp = new Part("iCCP", Stored.iccp(icc));
    int bits = container.equals("png16") ? 16 : 8;
    switch (container) {
      case "png8", "png16" ->
          Stored.png(
              file,
              Corners.W,
              Corners.H,
              bits,
              2,
              Stored.samples(1, bits, adobe(bits)),
              List.of(iccp),
              List.of());
      case "png-palette", "png-palette-alpha" -> palette(file, iccp, container.endsWith("alpha"));
      case "png-alpha" ->
          Stored.png(
              file,
              Corners.W,
              Corners.H,
              8,
              6,
              Stored.samples(1, 8, c -> with(adobe(8).apply(c), 128)),
              List.of(iccp),
              List.of());
      case "webp-lossless", "webp-lossy" ->
          Files.write(
              file,
              Stored.webp(
                  webp(1, container.endsWith("less"), adobe(8)),
                  0x20,
                  Corners.W,
                  Corners.H,
                  List.of(new Part("ICCP", icc)),
                  List.of()));
      case "tiff" ->
          Files.write(file, Stored.tiff(true, 1, 2, Stored.samples(1, 8, adobe(8)), icc, 72, 72));
      case "avif", "heic" -> heifProfile(container, file, icc);
      default -> {
        byte[] plain = jpeg(1, container.endsWith("progressive"), adobe(8));
        int pieces = container.equals("jpeg") || container.endsWith("progressive") ? 1 : 3;
        byte[] segments = Stored.icc(icc, pieces, container.endsWith("backwards"));
        Files.write(file, Stored.with(plain, true, segments));
      }
    }
    if (!container.equals("heic")) {
      Corners.check(Images.read(file), Corners.W, Corners.H, tolerance(container));
    }
  }

  /** Wide colours stored with loss come out farther off. */
  private static int tolerance(String container) {
    return container.endsWith("lossy") ? 12 : container.startsWith("png") ? 2 : 5;
  }

  private static int[] with(int[] colour, int alpha) {
    return new int[] {colour[0], colour[1], colour[2], alpha};
  }

  private void palette(Path file, Part iccp, boolean alpha) throws IOException {
    int[][] colours = {Corners.RED, Corners.GREEN, Corners.BLUE, Corners.PALE};
    byte[] plte = new byte[12];
    for (int i = 0; i < 4; i++) {
      int[] c = adobe(8).apply(colours[i]);
      for (int k = 0; k < 3; k++) {
        plte[3 * i + k] = (byte) c[k];
      }
    }
    byte[] indices = Stored.samples(1, 8, c -> new int[] {Arrays.asList(colours).indexOf(c)});
    List<Part> before = new ArrayList<>(List.of(iccp, new Part("PLTE", plte)));
    if (alpha) {
      before.add(new Part("tRNS", new byte[] {(byte) 128, -1}));
    }
    Stored.png(file, Corners.W, Corners.H, 8, 3, indices, before, List.of());
    if (alpha) {
      assertThat(Corners.pixel(Images.read(file), 6, 6)[3]).isEqualTo(128);
      assertThat(Corners.pixel(Images.read(file), 57, 6)[3]).isEqualTo(255);
    }
  }

  /** The HEVC sample's colours are fixed, so what comes of them under the profile is looked at. */
  private void heifProfile(String kind, Path file, byte[] icc) throws IOException {
    byte[] colr = Stored.box("colr", ascii("prof"), icc);
    byte[] data = kind.equals("avif") ? av1(adobe(8), true) : slices(units(hevc()));
    byte[] config = kind.equals("avif") ? av1c(false) : hvcC(units(hevc()));
    Stored.Item item = new Stored.Item(kind.equals("avif") ? "av01" : "hvc1", data, 1, 2, 3);
    Files.write(file, Stored.heif(kind, List.of(ISPE, config, colr), List.of(), item));
    if (kind.equals("heic")) { // Adobe RGB's red of 220, 30, 30 is beyond sRGB's
      int[] red = Corners.pixel(Images.read(file), 6, 6);
      Corners.near(red, new int[] {255, 24, 24}, 6);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpeg", "tiff", "webp"})
  void aProfileThatIsATableIsObeyed(String container) throws IOException {
    UnaryOperator<int[]> round =
        c -> { // shown red comes from stored blue, green from red, blue from green
          int[] l =
              Arrays.stream(c)
                  .map(v -> (int) Math.round(255 * Light.fromSrgb(v / 255.0)))
                  .toArray();
          return new int[] {l[1], l[2], l[0]};
        };
    Path file = folder.resolve("table");
    byte[] icc = IccBytes.rotatedLut();
    byte[] samples = Stored.samples(1, 8, round);
    switch (container) {
      case "png" ->
          Stored.png(
              file,
              Corners.W,
              Corners.H,
              8,
              2,
              samples,
              List.of(new Part("iCCP", Stored.iccp(icc))),
              List.of());
      case "jpeg" ->
          Files.write(file, Stored.with(jpeg(1, false, round), true, Stored.icc(icc, 1, false)));
      case "tiff" -> Files.write(file, Stored.tiff(false, 1, 2, samples, icc, 72, 72));
      default ->
          Files.write(
              file,
              Stored.webp(
                  webp(1, true, round),
                  0x20,
                  Corners.W,
                  Corners.H,
                  List.of(new Part("ICCP", icc)),
                  List.of()));
    }
    Picture p = Images.read(file);
    for (int c = 0; c < 4; c++) { // eight bits of linear light are coarse in the dark
      int[] got = Corners.pixel(p, c % 2 == 0 ? 6 : 57, c < 2 ? 6 : 41);
      Corners.near(got, Corners.at(c % 2, c / 2, 2, 2), 8);
    }
  }

  // --- grey

  @ParameterizedTest
  @CsvSource({
    "png-1, 8, 0",
    "png-8, 8, 0",
    "png-16, 16, 0",
    "png-alpha, 8, 4",
    "png-alpha-16, 16, 4"
  })
  void greysStayAsTheyAre(String name, int bits, int type) throws IOException {
    int unit = bits == 16 ? 257 : 1;
    Path file = folder.resolve(name);
    UnaryOperator<int[]> grey =
        c -> type == 4 ? new int[] {c[0] * unit, 100 * unit} : new int[] {c[0] * unit};
    byte[] rows = Stored.samples(1, bits, grey);
    Stored.png(file, Corners.W, Corners.H, bits, type, rows, List.of(), List.of());
    Picture p = Images.read(file);
    Corners.near(Corners.pixel(p, 6, 6), new int[] {220, 220, 220, type == 4 ? 100 : 255}, 0);
    Corners.near(Corners.pixel(p, 6, 41), new int[] {30, 30, 30}, 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpeg", "tiff", "bmp", "gif"})
  void greysOfOtherFormatsStayAsTheyAre(String format) throws IOException {
    BufferedImage image = new BufferedImage(Corners.W, Corners.H, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < Corners.W * Corners.H; i++) {
      image.getRaster().setSample(i % Corners.W, i / Corners.W, 0, 100);
    }
    Path file = folder.resolve("grey");
    assertThat(javax.imageio.ImageIO.write(image, format, file.toFile())).isTrue();
    Corners.near(Corners.pixel(Images.read(file), 6, 6), new int[] {100, 100, 100}, 1);
  }

  @Test
  void aLargeGreyPictureIsReducedAsItIs() throws IOException {
    BufferedImage image = new BufferedImage(5000, 40, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < 5000 * 40; i++) {
      image.getRaster().setSample(i % 5000, i / 5000, 0, 100);
    }
    Path file = folder.resolve("long.png");
    javax.imageio.ImageIO.write(image, "png", file.toFile());
    Picture p = Images.read(file);
    assertThat(p.width()).isEqualTo(4096);
    Corners.near(Corners.pixel(p, 2000, 10), new int[] {100, 100, 100}, 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "png-alpha", "jpeg", "tiff"})
  void greyOfAProfileBecomesSrgb(String container) throws IOException {
    byte[] icc = IccBytes.grey(1.0);
    int linear = (int) Math.round(255 * Light.fromSrgb(200 / 255.0));
    Path file = folder.resolve("grey");
    switch (container) {
      case "png", "png-alpha" -> {
        boolean alpha = container.endsWith("alpha");
        byte[] rows =
            Stored.samples(1, 8, _ -> alpha ? new int[] {linear, 128} : new int[] {linear});
        List<Part> note = List.of(new Part("iCCP", Stored.iccp(icc)));
        Stored.png(file, Corners.W, Corners.H, 8, alpha ? 4 : 0, rows, note, List.of());
      }
      case "jpeg" -> {
        BufferedImage image = new BufferedImage(Corners.W, Corners.H, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < Corners.W * Corners.H; i++) {
          image.getRaster().setSample(i % Corners.W, i / Corners.W, 0, linear);
        }
        Files.write(file, Stored.with(Stored.jpeg(image, false), true, Stored.icc(icc, 1, false)));
      }
      default -> {
        byte[] rows = Stored.samples(1, 8, _ -> new int[] {linear});
        Files.write(file, Stored.tiff(true, 1, 1, rows, icc, 72, 72));
      }
    }
    Corners.near(Corners.pixel(Images.read(file), 6, 6), new int[] {200, 200, 200}, 3);
  }

  // --- inks

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

  @ParameterizedTest
  @CsvSource({"cmyk, true", "ycck, true", "cmyk, false"})
  void inksOfAJpegWithoutAProfileTakeTheirPartOfTheLight(String kind, boolean adobe)
      throws IOException {
    Path file = folder.resolve("inks.jpg");
    Files.write(file, inks(kind.equals("ycck"), adobe, PictureTableTest::light));
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
    Picture p = Images.read(file);
    Corners.near(Corners.pixel(p, 6, 6), new int[] {255, 255, 255}, 3);
    Corners.near(Corners.pixel(p, 57, 6), new int[] {198, 198, 198}, 4);
    Corners.near(Corners.pixel(p, 6, 41), new int[] {145, 145, 145}, 4);
    Corners.near(Corners.pixel(p, 57, 41), new int[] {0, 0, 0}, 4);
  }

  // --- calibrated PNGs

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

  private Picture png(int bits, UnaryOperator<int[]> colour, Part... before) throws IOException {
    Path file = folder.resolve("calibrated.png");
    byte[] rows = Stored.samples(1, bits, colour);
    Stored.png(file, Corners.W, Corners.H, bits, 2, rows, List.of(before), List.of());
    return Images.read(file);
  }

  // --- alpha

  @Test
  void oneColourOfAPngIsSeeThrough() throws IOException {
    int[] c = Corners.RED;
    Part key = new Part("tRNS", ints(2, c[0], c[1], c[2]));
    Picture p = png(8, AS_IT_IS, key);
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
    Picture p = Images.read(file);
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
    Picture p = Images.read(Files.write(folder.resolve("alpha.avif"), all));
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
    Picture p = Images.read(Files.write(folder.resolve("hdr." + kind), all));
    Corners.near(Corners.pixel(p, 30, 20), new int[] {120, 60, 40}, 8); // eight bits of PQ
  }

  // --- oblong pixels

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

  // --- moving pictures

  @Test
  void aMovingWebpGivesItsFirstPictureOnItsCanvas() throws IOException {
    byte[] first = Stored.picture(webp(1, true, AS_IT_IS));
    byte[] second = Stored.picture(webp(1, true, _ -> new int[] {1, 2, 3}));
    Path file = folder.resolve("moving.webp");
    Files.write(file, Stored.riffFile(joined(canvas(80, 60), frame(first), frame(second))));
    Picture p = Images.read(file);
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
    Picture p = Images.read(Files.write(folder.resolve("small.gif"), gif));
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
