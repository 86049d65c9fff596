package zoetrope.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import zoetrope.core.image.RgbaImage;

class ClipWriterTest {
  private static final int W = Samples.W;
  private static final int H = Samples.H;

  @TempDir Path folder;

  @Test
  void aLosslessClipComesBackExactly() {
    byte[] rgb = Samples.busy(W, H, 7);
    Path file = folder.resolve("take.mkv");
    ClipWriter.write(file, Encoding.LOSSLESS, W, H, 12, rgb);
    List<byte[]> frames = Samples.frames(file);
    assertThat(frames).hasSize(7);
    for (int f = 0; f < 7; f++) {
      assertThat(frames.get(f))
          .isEqualTo(Arrays.copyOfRange(rgb, f * W * H * 3, (f + 1) * W * H * 3));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"MP4", "WEBM", "LOSSLESS", "PRORES", "GIF"})
  void aClipHasItsSizeRateAndFrames(Encoding encoding) {
    byte[] rgb = Samples.ramp(W, H, 24);
    Path file = folder.resolve("clip." + encoding.extension());
    ClipWriter.write(file, encoding, W, H, 12, rgb);
    try (VideoReader r = VideoReader.open(file)) {
      assertThat(new int[] {r.width(), r.height()}).containsExactly(W, H);
      double slack =
          encoding == Encoding.GIF
              ? 0.6
              : 0.01; // GIF times are hundredths: 0.08 and 0.09 s by turns
      assertThat(r.rate()).isCloseTo(12, within(slack));
      assertThat(r.seconds()).isCloseTo(2, within(0.1));
    }
    List<byte[]> frames = Samples.frames(file);
    assertThat(frames).hasSize(24);
    for (int f = 0; f < 24; f += 6) {
      assertThat(
              Samples.difference(
                  frames.get(f), Arrays.copyOfRange(rgb, f * W * H * 3, (f + 1) * W * H * 3)))
          .isLessThan(7);
    }
  }

  @ParameterizedTest
  @CsvSource({"63, 36", "64, 35", "63, 35", "1, 1", "3, 1"})
  void aLosslessClipKeepsAnOddSizeExactly(int w, int h) {
    byte[] rgb = Samples.busy(w, h, 3);
    Path file = folder.resolve("odd.mkv");
    ClipWriter.write(file, Encoding.LOSSLESS, w, h, 12, rgb);
    assertSize(file, w, h);
    List<byte[]> frames = Samples.frames(file);
    assertThat(frames).hasSize(3);
    assertThat(frames.get(2)).isEqualTo(Arrays.copyOfRange(rgb, 2 * w * h * 3, rgb.length));
  }

  @ParameterizedTest
  @CsvSource({"63, 36", "64, 35", "63, 35"})
  void aGifAndAPngSequenceKeepAnOddSize(int w, int h) {
    byte[] rgb = Samples.ramp(w, h, 3);
    Path gif = folder.resolve("odd.gif");
    ClipWriter.write(gif, Encoding.GIF, w, h, 12, rgb);
    assertSize(gif, w, h);
    assertThat(Samples.difference(Samples.frames(gif).getFirst(), Arrays.copyOf(rgb, w * h * 3)))
        .isLessThan(7);
    ClipWriter.write(folder.resolve("odd"), Encoding.PNG_SEQUENCE, w, h, 12, rgb);
    RgbaImage first = Images.read(folder.resolve("odd").resolve("00001.png"));
    assertThat(new int[] {first.width(), first.height()}).containsExactly(w, h);
  }

  @ParameterizedTest
  @EnumSource(names = {"MP4", "WEBM", "PRORES"})
  void formatsOfSharedColourRepeatTheEdgeOfAnOddSize(Encoding encoding) {
    int w = 63;
    int h = 35;
    byte[] rgb = Samples.ramp(w, h, 4);
    Path file = folder.resolve("odd." + encoding.extension());
    ClipWriter.write(file, encoding, w, h, 12, rgb);
    assertSize(file, 64, 36);
    byte[] first = Samples.frames(file).getFirst();
    for (int y = 0; y < 36; y++) {
      for (int x = 0; x < 64; x++) {
        int was = 3 * (Math.min(y, h - 1) * w + Math.min(x, w - 1));
        assertThat(first[3 * (y * 64 + x) + 1] & 255).isCloseTo(rgb[was + 1] & 255, within(16));
      }
    }
  }

  private static void assertSize(Path file, int width, int height) {
    try (VideoReader r = VideoReader.open(file)) {
      assertThat(new int[] {r.width(), r.height()}).containsExactly(width, height);
    }
  }

  @Test
  void aLeftOverPartOfAnInterruptedExportIsReplaced() throws IOException {
    Path part = Files.createDirectory(folder.resolve(".frames.part"));
    Files.writeString(part.resolve("00001.png"), "half a picture");
    Files.writeString(part.resolve("00002.png.part"), "less");
    Path frames = folder.resolve("frames");
    ClipWriter.write(frames, Encoding.PNG_SEQUENCE, W, H, 12, Samples.busy(W, H, 1));
    assertThat(Samples.names(frames)).containsExactly("00001.png");
    assertThat(Samples.names(folder)).containsExactly("frames");
    assertThat(Images.read(frames.resolve("00001.png")).width()).isEqualTo(W);
  }

  @Test
  void aPartFolderWithOtherFilesIsNotTouched() throws IOException {
    Path part = Files.createDirectory(folder.resolve(".frames.part"));
    Files.writeString(part.resolve("holiday.txt"), "mine");
    Path frames = folder.resolve("frames");
    assertThatThrownBy(
            () -> ClipWriter.write(frames, Encoding.PNG_SEQUENCE, W, H, 12, Samples.busy(W, H, 1)))
        .isInstanceOf(MediaException.class)
        .hasMessageContaining(".frames.part");
    assertThat(Samples.names(part)).containsExactly("holiday.txt");
    assertThat(frames).doesNotExist();
  }

  @Test
  void aLinkInPlaceOfThePartIsNotFollowed() throws IOException {
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Files.writeString(elsewhere.resolve("00001.png"), "mine");
    Path link = folder.resolve(".frames.part");
    try {
      Files.createSymbolicLink(link, elsewhere);
    } catch (IOException | UnsupportedOperationException e) {
      assumeThat(e).as("links can be made here").isNull();
    }
    ClipWriter.write(
        folder.resolve("frames"), Encoding.PNG_SEQUENCE, W, H, 12, Samples.busy(W, H, 1));
    assertThat(Samples.names(elsewhere)).containsExactly("00001.png");
    assertThat(elsewhere.resolve("00001.png")).hasContent("mine");
    assertThat(Samples.names(folder)).containsExactly("elsewhere", "frames");
  }

  @Test
  void aPngSequenceIsNumberedAndExact() throws IOException {
    byte[] rgb = Samples.busy(W, H, 3);
    Path frames = folder.resolve("frames");
    ClipWriter.write(frames, Encoding.PNG_SEQUENCE, W, H, 12, rgb);
    assertThat(Samples.names(frames)).containsExactly("00001.png", "00002.png", "00003.png");
    RgbaImage second = Images.read(frames.resolve("00002.png"));
    assertThat(second.rgba()[0]).isEqualTo(rgb[W * H * 3]);
    assertThat(second.rgba()[4 * W * H - 2]).isEqualTo(rgb[2 * W * H * 3 - 1]);
    ClipWriter.write(frames, Encoding.PNG_SEQUENCE, W, H, 12, Arrays.copyOf(rgb, W * H * 3));
    assertThat(Samples.names(frames)).containsExactly("00001.png");
    assertThat(Samples.names(folder)).containsExactly("frames");
  }

  @Test
  void aFolderWithOtherFilesIsNotTouched() throws IOException {
    Path photos = Files.createDirectory(folder.resolve("photos"));
    Files.writeString(photos.resolve("holiday.txt"), "mine");
    assertThatThrownBy(
            () -> ClipWriter.write(photos, Encoding.PNG_SEQUENCE, W, H, 12, Samples.busy(W, H, 1)))
        .isInstanceOf(MediaException.class)
        .hasMessageContaining("other files");
    assertThat(Samples.names(photos)).containsExactly("holiday.txt");
  }

  @ParameterizedTest
  @EnumSource(names = {"MP4", "LOSSLESS", "WEBM", "GIF"})
  void theSameFramesGiveTheSameBytes(Encoding encoding) throws IOException {
    byte[] rgb = Samples.ramp(W, H, 12);
    Path a = folder.resolve("a." + encoding.extension());
    Path b = folder.resolve("b." + encoding.extension());
    ClipWriter.write(a, encoding, W, H, 12, rgb);
    ClipWriter.write(b, encoding, W, H, 12, rgb);
    assertThat(a).hasSameBinaryContentAs(b);
    assertThat(Samples.names(folder)).hasSize(2);
  }

  @Test
  void aGifsColoursAreChosenForIt() {
    byte[] rgb = Samples.ramp(160, 90, 2);
    Path file = folder.resolve("ramp.gif");
    ClipWriter.write(file, Encoding.GIF, 160, 90, 12, rgb);
    byte[] first = Samples.frames(file).getFirst();
    Set<Integer> colours = new HashSet<>();
    for (int i = 0; i < first.length; i += 3) {
      colours.add((first[i] & 255) << 16 | (first[i + 1] & 255) << 8 | (first[i + 2] & 255));
    }
    assertThat(colours)
        .hasSizeBetween(150, 255); // the fixed cube of Java2D has 30 to 60 of them here, and bands
    assertThat(Samples.difference(first, Arrays.copyOf(rgb, first.length))).isLessThan(3.5);
  }

  @Test
  void aGifOfOneColourAndStillPartsIsRight() {
    byte[] rgb = new byte[2 * W * H * 3];
    Arrays.fill(rgb, (byte) 90);
    rgb[W * H * 3] = (byte) 250; // one pixel of the second frame turns reddish
    Path file = folder.resolve("still.gif");
    ClipWriter.write(file, Encoding.GIF, W, H, 10, rgb);
    List<byte[]> frames = Samples.frames(file);
    assertThat(frames.get(1)[0] & 255).isBetween(244, 255);
    assertThat(frames.get(1)[3] & 255).isBetween(86, 94);
    assertThat(frames.get(0)[0] & 255).isBetween(86, 94);
  }

  @Test
  void h264ShowsNoBlocks() {
    int w = 1280;
    int h = 720;
    byte[] rgb = Samples.ramp(w, h, 3);
    Path file = folder.resolve("large.mp4");
    ClipWriter.write(file, Encoding.MP4, w, h, 24, rgb);
    List<byte[]> frames = Samples.frames(file);
    byte[] last = frames.getLast();
    assertThat(
            Samples.difference(last, Arrays.copyOfRange(rgb, rgb.length - last.length, rgb.length)))
        .isLessThan(6);
    int across = 0;
    int within = 0;
    for (int y = 0; y < h; y++) {
      for (int x = 16; x < w - 16; x += 16) {
        int i = 3 * (y * w + x);
        across += Math.abs((last[i + 1] & 255) - (last[i - 2] & 255));
        within += Math.abs((last[i + 22] & 255) - (last[i + 19] & 255));
      }
    }
    assertThat(across).isLessThan(within + h * w / 16 / 2);
  }

  @Test
  void bytesThatAreNoWholeFramesAreRefused() {
    Path file = folder.resolve("a.mkv");
    assertThatThrownBy(
            () -> ClipWriter.write(file, Encoding.LOSSLESS, W, H, 12, new byte[W * H * 3 + 1]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(file).doesNotExist();
  }

  @Test
  void aDamagedOrForeignVideoIsTold() throws IOException {
    Path text = Files.writeString(folder.resolve("a.mp4"), "no film");
    assertThatThrownBy(() -> VideoReader.open(text))
        .isInstanceOf(MediaException.class)
        .hasMessageStartingWith(text.toString());
  }
}
