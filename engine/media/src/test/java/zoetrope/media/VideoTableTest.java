package zoetrope.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.ffmpeg.global.avutil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import zoetrope.core.image.Fit;
import zoetrope.core.image.RgbaImage;

/**
 * Container x property: what videos say beside their samples is obeyed, as frames and as pictures.
 */
class VideoTableTest {
  private static final double KR_709 = 0.2126;
  private static final double KB_709 = 0.0722;
  private static final double KR_601 = 0.299;
  private static final double KB_601 = 0.114;
  private static final double KR_2020 = 0.2627;
  private static final double KB_2020 = 0.0593;

  @TempDir Path folder;

  static List<Arguments> displayMatrices() {
    List<Arguments> out = new ArrayList<>();
    for (String container : new String[] {"mp4", "mov"}) {
      for (int orientation = 1; orientation <= 8; orientation++) {
        out.add(Arguments.of(container, orientation));
      }
    }
    for (int orientation : new int[] {1, 3, 6, 8}) {
      out.add(Arguments.of("matroska", orientation));
    }
    return out;
  }

  @ParameterizedTest
  @MethodSource("displayMatrices")
  void aVideoIsTurnedAsItsDisplayMatrixSays(String container, int orientation) {
    Path file =
        new Coded(container, "mpeg4", "yuv420p", Corners.W, Corners.H)
            .option("qscale", "1")
            .frames(3)
            .display(Corners.matrix(orientation))
            .write(
                folder.resolve("turned"),
                (_, x, y) ->
                    Corners.yuv(Corners.stored(orientation, x, y), KR_601, KB_601, false, 8));
    boolean sideways = orientation >= 5;
    int w = sideways ? Corners.H : Corners.W;
    int h = sideways ? Corners.W : Corners.H;
    both(file, w, h, 3);
    try (VideoReader r = VideoReader.open(file, 2 * w, 2 * h, Fit.COVER)) {
      Corners.check(Corners.picture(r), 2 * w, 2 * h, 4);
    }
  }

  private static void both(Path file, int w, int h, int tolerance) {
    Corners.check(Images.read(file), w, h, tolerance);
    try (VideoReader r = VideoReader.open(file)) {
      Corners.check(Corners.picture(r), w, h, tolerance);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "mp4, mpeg4, 16, 9, 114, 48",
    "mp4, mpeg4, 3, 4, 64, 64",
    "mov, mpeg4, 2, 1, 128, 48",
    "matroska, mpeg4, 16, 9, 114, 48",
    "avi, mpeg4, 4, 3, 85, 48",
    "mpegts, mpeg2video, 1, 1, 64, 48",
    "matroska, ffv1, 16, 15, 68, 48",
    "webm, libvpx-vp9, 4, 3, 85, 48",
    "mp4, libopenh264, 2, 1, 128, 48"
  })
  void pixelsBecomeSquare(
      String container, String encoder, int across, int down, int width, int height) {
    Path file =
        new Coded(container, encoder, "yuv420p", Corners.W, Corners.H)
            .sar(across, down)
            .frames(12)
            .write(
                folder.resolve("oblong"),
                (_, x, y) -> Corners.yuv(Corners.stored(1, x, y), KR_601, KB_601, false, 8));
    both(file, width, height, 6);
  }

  @Test
  void pixelsOfATurnedVideoAreOblongTheOtherWay() {
    Path file =
        new Coded("mp4", "mpeg4", "yuv420p", Corners.W, Corners.H)
            .sar(2, 1)
            .display(Corners.matrix(6))
            .write(
                folder.resolve("both"),
                (_, x, y) -> Corners.yuv(Corners.stored(6, x, y), KR_601, KB_601, false, 8));
    both(file, Corners.H, 2 * Corners.W, 6);
  }

  @ParameterizedTest
  @CsvSource({
    "mp4, bt709, tv",
    "mp4, smpte170m, tv",
    "mov, bt709, pc",
    "matroska, bt2020nc, tv",
    "matroska, bt709, pc",
    "webm, bt709, tv",
    "mp4, unknown, unknown"
  })
  void matrixAndRangeAreThoseOfTheTags(String container, String matrix, String range) {
    boolean full = range.equals("pc");
    double kr = matrix.equals("bt709") ? KR_709 : matrix.equals("bt2020nc") ? KR_2020 : KR_601;
    double kb = matrix.equals("bt709") ? KB_709 : matrix.equals("bt2020nc") ? KB_2020 : KB_601;
    Path file =
        new Coded(
                container,
                container.equals("webm") ? "libvpx-vp9" : "libopenh264",
                "yuv420p",
                Corners.W,
                Corners.H)
            .colours(
                avutil.AVCOL_PRI_BT709,
                avutil.AVCOL_TRC_BT709,
                Math.max(0, avutil.av_color_space_from_name(matrix)))
            .range(
                full
                    ? avutil.AVCOL_RANGE_JPEG
                    : range.equals("tv") ? avutil.AVCOL_RANGE_MPEG : avutil.AVCOL_RANGE_UNSPECIFIED)
            .write(
                folder.resolve("tagged"),
                (_, x, y) -> Corners.yuv(Corners.stored(1, x, y), kr, kb, full, 8));
    both(file, Corners.W, Corners.H, 5);
  }

  /** Light that stays below the knee of the tone map comes back as it was; white is 203 cd/m2. */
  @ParameterizedTest
  @CsvSource({
    "pq, 40, 40, 40",
    "pq, 120, 120, 120",
    "pq, 120, 40, 40",
    "pq, 30, 110, 60",
    "hlg, 40, 40, 40",
    "hlg, 120, 120, 120",
    "hlg, 120, 40, 40",
    "hlg, 30, 110, 60"
  })
  void hdrOfWidePrimariesBecomesSrgb(String curve, int r, int g, int b) {
    int[] want = {r, g, b};
    double[] stored = Light.hdr(curve, want);
    RgbaImage p = hdr(curve, stored);
    Corners.near(Corners.pixel(p, 20, 20), want, 3);
  }

  @ParameterizedTest
  @CsvSource({"pq", "hlg"})
  void hdrGetsBrighterWithoutClippingUpToItsPeak(String curve) {
    int before = -1;
    for (double nits : new double[] {0, 1, 10, 50, 100, 203, 400, 600, 800, 1000}) {
      double v = Light.grey(curve, nits);
      int[] got = Corners.pixel(hdr(curve, new double[] {v, v, v}), 20, 20);
      assertThat(got[0]).as("%s of %s cd/m2", curve, nits).isGreaterThan(Math.min(before, 254));
      assertThat(Math.max(Math.abs(got[0] - got[1]), Math.abs(got[0] - got[2]))).isLessThan(3);
      assertThat(got[0]).isCloseTo(Light.shown(nits), org.assertj.core.api.Assertions.within(3));
      before = got[0];
    }
    assertThat(before).isGreaterThan(252);
  }

  private RgbaImage hdr(String curve, double[] rgb) {
    int[] yuv = Corners.yuv(rgb[0], rgb[1], rgb[2], KR_2020, KB_2020, false, 10);
    Path file =
        new Coded("matroska", "ffv1", "yuv420p10le", 64, 48)
            .colours(
                avutil.AVCOL_PRI_BT2020,
                curve.equals("pq") ? avutil.AVCOL_TRC_SMPTE2084 : avutil.AVCOL_TRC_ARIB_STD_B67,
                avutil.AVCOL_SPC_BT2020_NCL)
            .range(avutil.AVCOL_RANGE_MPEG)
            .write(folder.resolve("hdr.mkv"), (_, _, _) -> yuv);
    return Images.read(file);
  }

  @ParameterizedTest
  @CsvSource({"bt2020, 9", "p3, 12"})
  void ordinaryVideoOfWidePrimariesBecomesSrgb(String name, int code) {
    Path file =
        new Coded("mov", "prores_ks", "yuv422p10le", Corners.W, Corners.H)
            .colours(code, avutil.AVCOL_TRC_BT709, avutil.AVCOL_SPC_BT709)
            .range(avutil.AVCOL_RANGE_MPEG)
            .write(
                folder.resolve(name + ".mov"),
                (_, x, y) -> {
                  double[] wide = Light.wide(name, Corners.stored(1, x, y), 2.4);
                  return Corners.yuv(wide[0], wide[1], wide[2], KR_709, KB_709, false, 10);
                });
    both(file, Corners.W, Corners.H, 4);
  }

  /** Thin lines of the other field would be seen in every second row. */
  @ParameterizedTest
  @CsvSource({
    "mpeg, mpeg2video",
    "mpegts, mpeg2video",
    "avi, mpeg4",
    "mov, prores_ks",
    "matroska, mpeg2video"
  })
  void whatIsFlaggedInterlacedComesWhole(String container, String encoder) {
    Path file = moving(container, encoder, true);
    List<byte[]> frames = Samples.frames(file);
    assertThat(frames).hasSize(20);
    for (byte[] f : frames.subList(1, 19)) {
      assertThat(combing(f)).isLessThan(20);
    }
    assertThat(combing(Samples.frames(moving(container, encoder, false)).get(10)))
        .isGreaterThan(60);
  }

  @Test
  void aFrameOfAnInterlacedVideoIsTheSameWhereverReadingBegan() {
    Path file = moving("mpegts", "mpeg2video", true);
    List<byte[]> inOrder = Samples.frames(file);
    for (int f : new int[] {12, 0, 5, 19, 1, 6, 7, 18}) {
      try (VideoReader r = VideoReader.open(file)) {
        assertThat(r.frames()).isEqualTo(20);
        r.seek(f);
        assertThat(r.next().orElseThrow()).as("frame %d", f).isEqualTo(inOrder.get(f));
        r.seek(3);
        assertThat(r.next().orElseThrow()).as("frame 3 after %d", f).isEqualTo(inOrder.get(3));
      }
    }
  }

  /** A bar that moves four pixels a field, each field at its own time. */
  private Path moving(String container, String encoder, boolean flagged) {
    String pixels = encoder.equals("prores_ks") ? "yuv422p10le" : "yuv420p";
    int unit = encoder.equals("prores_ks") ? 4 : 1;
    Coded coded = new Coded(container, encoder, pixels, 128, 96).frames(20).option("g", "6");
    if (flagged) {
      coded.interlaced();
    }
    return coded.write(
        folder.resolve(encoder + flagged),
        (f, x, y) -> {
          int at = 8 + 4 * (2 * f + (y & 1)) % 80;
          return new int[] {(x >= at && x < at + 24 ? 200 : 40) * unit, 128 * unit, 128 * unit};
        });
  }

  /** The greatest mean difference of a column's rows to the mean of those above and below. */
  private static double combing(byte[] rgb) {
    double most = 0;
    for (int x = 0; x < 128; x++) {
      double sum = 0;
      for (int y = 20; y < 76; y++) {
        int here = rgb[3 * (y * 128 + x)] & 255;
        int above = rgb[3 * ((y - 1) * 128 + x)] & 255;
        int below = rgb[3 * ((y + 1) * 128 + x)] & 255;
        sum += Math.abs(here - (above + below) / 2.0);
      }
      most = Math.max(most, sum / 56);
    }
    return most;
  }

  @ParameterizedTest
  @CsvSource({
    "webm, libvpx, yuva420p",
    "webm, libvpx-vp9, yuva420p",
    "matroska, libvpx-vp9, yuva420p",
    "mov, prores_ks, yuva444p10le",
    "mov, qtrle, argb",
    "mov, png, rgba",
    "matroska, ffv1, yuva420p",
    "apng, apng, rgba"
  })
  void alphaIsStraight(String container, String encoder, String pixels) {
    boolean rgb = pixels.contains("rgb");
    int bits = pixels.contains("10") ? 10 : 8;
    int unit = bits == 10 ? 4 : 1;
    Coded coded = new Coded(container, encoder, pixels, Corners.W, Corners.H).frames(2);
    if (encoder.equals("prores_ks")) {
      coded.option("profile", "4444");
    }
    if (encoder.startsWith("libvpx")) {
      coded.option("auto-alt-ref", "0");
    }
    Path file =
        coded.write(
            folder.resolve("alpha"),
            (_, x, y) -> {
              int[] c = Corners.stored(1, x, y);
              int alpha = x < Corners.W / 2 ? 128 : 255;
              int[] v = rgb ? c : Corners.yuv(c, KR_601, KB_601, false, bits);
              return new int[] {v[0], v[1], v[2], alpha * unit + (unit - 1) * alpha / 255};
            });
    RgbaImage p = Images.read(file);
    Corners.check(p, Corners.W, Corners.H, 6);
    assertThat(Corners.pixel(p, 6, 6)[3]).isBetween(125, 131);
    assertThat(Corners.pixel(p, 57, 6)[3]).isBetween(252, 255);
    try (VideoReader r = VideoReader.open(file)) { // before black where there is no alpha
      RgbaImage before = Corners.picture(r);
      Corners.near(Corners.pixel(before, 6, 6), new int[] {110, 15, 15}, 5);
      Corners.near(Corners.pixel(before, 57, 6), Corners.GREEN, 6);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "mpeg, mpeg1video",
    "vob, mpeg2video",
    "mpeg2video, mpeg2video",
    "mpeg1video, mpeg1video"
  })
  void programmeStreamsAreRead(String container, String encoder) {
    Path file =
        new Coded(container, encoder, "yuv420p", Corners.W, Corners.H)
            .frames(25)
            .write(
                folder.resolve("ps"),
                (_, x, y) -> Corners.yuv(Corners.stored(1, x, y), KR_601, KB_601, false, 8));
    both(file, Corners.W, Corners.H, 5);
    assertThat(Samples.frames(file)).hasSize(25);
    try (VideoReader r = VideoReader.open(file)) {
      assertThat(r.frames()).isEqualTo(25);
      r.seek(20);
      assertThat(r.next()).isPresent();
      assertThat(Optional.of(r.rate()).get()).isEqualTo(25);
    }
  }
}
