package zoetrope.media;

import static org.assertj.core.api.Assertions.assertThat;
import static zoetrope.media.Stored.ascii;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import zoetrope.core.image.RgbaImage;
import zoetrope.media.Stored.Part;

/** Container x property: colours of profiles and greys become sRGB. */
class PictureProfilesTest extends PictureTable {
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
    RgbaImage p = Images.read(file);
    for (int c = 0; c < 4; c++) { // eight bits of linear light are coarse in the dark
      int[] got = Corners.pixel(p, c % 2 == 0 ? 6 : 57, c < 2 ? 6 : 41);
      Corners.near(got, Corners.at(c % 2, c / 2, 2, 2), 8);
    }
  }

  private static UnaryOperator<int[]> adobe(int bits) {
    double most = (1 << bits) - 1;
    return c ->
        Arrays.stream(IccBytes.toAdobe(c)).mapToInt(v -> (int) Math.round(v * most)).toArray();
  }

  /** Wide colours stored with loss come out farther off. */
  private static int tolerance(String container) {
    return container.endsWith("lossy") ? 12 : container.startsWith("png") ? 2 : 5;
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
    RgbaImage p = Images.read(file);
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
    RgbaImage p = Images.read(file);
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
}
