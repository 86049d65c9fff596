package zoetrope.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zoetrope.core.image.Fit;
import zoetrope.core.image.RgbaImage;

/** Pictures and clips in frames of another shape. */
class FitTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "CONTAIN, 100, 100, 192, 108, 42, 0, 108, 108",
    "CONTAIN, 192, 108, 100, 100, 0, 22, 100, 56",
    "CONTAIN, 64, 36, 1920, 1080, 0, 0, 1920, 1080",
    "COVER, 100, 100, 192, 108, 0, -42, 192, 192",
    "COVER, 192, 108, 100, 100, -39, 0, 178, 100",
    "CONTAIN, 1, 1000, 10, 10, 4, 0, 1, 10"
  })
  void aPictureLiesInTheMiddleUnstretched(
      Fit fit, int w, int h, int frameW, int frameH, int x, int y, int wide, int high) {
    assertThat(fit.place(w, h, frameW, frameH)).isEqualTo(new Fit.Place(x, y, wide, high));
  }

  @ParameterizedTest
  @CsvSource({"854, 480, 1920, 1080", "1366, 768, 1280, 720"})
  void shapesThatAreAlmostEqualGetNoHairlineBars(int w, int h, int frameW, int frameH) {
    for (Fit fit : Fit.values()) {
      assertThat(fit.place(w, h, frameW, frameH)).isEqualTo(new Fit.Place(0, 0, frameW, frameH));
    }
  }

  @Test
  void aContainedPictureHasSeeThroughBars() {
    RgbaImage p =
        RgbaImage.ofRgb(20, 20, Samples.plain(20, 20, 200, 100, 50)).fitted(40, 20, Fit.CONTAIN);
    assertThat(p.width()).isEqualTo(40);
    assertThat(pixel(p, 9, 10)).containsExactly(0, 0, 0, 0);
    assertThat(pixel(p, 10, 10)).containsExactly(200, 100, 50, 255);
    assertThat(pixel(p, 29, 10)).containsExactly(200, 100, 50, 255);
    assertThat(pixel(p, 30, 10)).containsExactly(0, 0, 0, 0);
  }

  @Test
  void aCoveringPictureFillsTheFrameAndLosesItsEdges() {
    byte[] rgb = Samples.plain(30, 10, 10, 20, 30);
    for (int y = 0; y < 10; y++) {
      rgb[3 * (30 * y)] = (byte) 255; // the first column is red and falls away
    }
    RgbaImage p = RgbaImage.ofRgb(30, 10, rgb).fitted(20, 20, Fit.COVER);
    for (int i = 0; i < 400; i++) {
      assertThat(pixel(p, i % 20, i / 20)).containsExactly(10, 20, 30, 255);
    }
  }

  @Test
  void scalingDownKeepsTheMeanAndLendsNoColourFromWhatIsSeeThrough() {
    byte[] rgba = new byte[64 * 64 * 4];
    for (int i = 0; i < 64 * 64; i++) {
      boolean shown = (i + i / 64) % 2 == 0;
      rgba[4 * i] = (byte) (shown ? 200 : 0);
      rgba[4 * i + 1] = (byte) (shown ? 0 : 255);
      rgba[4 * i + 3] = (byte) (shown ? 255 : 0);
    }
    RgbaImage p = new RgbaImage(64, 64, rgba).scaled(8, 8);
    int[] middle = pixel(p, 4, 4);
    assertThat(middle[0]).isEqualTo(200);
    assertThat(middle[1]).isZero();
    assertThat(middle[3]).isCloseTo(128, within(2));
  }

  @Test
  void aClipOfAnotherShapeGetsBlackBars() {
    byte[] frame = fitted(Fit.CONTAIN);
    assertThat(grey(frame, 13, 18)).isZero();
    assertThat(grey(frame, 15, 18)).isCloseTo(180, within(1));
    assertThat(grey(frame, 48, 18)).isCloseTo(180, within(1));
    assertThat(grey(frame, 50, 18)).isZero();
  }

  @Test
  void aCoveringClipFillsTheFilm() {
    byte[] frame = fitted(Fit.COVER);
    for (int x = 0; x < Samples.W; x++) {
      assertThat(grey(frame, x, 0)).isCloseTo(180, within(1));
    }
  }

  private Path square() {
    Path clip = folder.resolve("square.mkv");
    byte[] rgb = Samples.plain(48, 48 * 4, 180, 180, 180);
    ClipWriter.write(clip, Encoding.LOSSLESS, 48, 48, Samples.RATE, rgb);
    return clip;
  }

  private byte[] fitted(Fit fit) {
    try (VideoReader r = VideoReader.open(square(), Samples.W, Samples.H, fit)) {
      return r.next().orElseThrow();
    }
  }

  private static int grey(byte[] rgb, int x, int y) {
    return rgb[3 * (y * Samples.W + x)] & 255;
  }

  private static int[] pixel(RgbaImage p, int x, int y) {
    int at = 4 * (y * p.width() + x);
    return new int[] {
      p.rgba()[at] & 255, p.rgba()[at + 1] & 255, p.rgba()[at + 2] & 255, p.rgba()[at + 3] & 255
    };
  }
}
