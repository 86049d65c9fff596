package zoetrope.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zoetrope.core.image.Fit;
import zoetrope.core.image.RgbaImage;

/** Files that were once read wrongly, with what is right. */
class CasesTest {
  @TempDir Path folder;

  private Path file(String name) throws IOException {
    try (InputStream in = CasesTest.class.getResourceAsStream("cases/" + name)) {
      return Files.write(folder.resolve(name), in.readAllBytes());
    }
  }

  @Test
  void aVideoHeldUpsideDownStandsUpright() throws IOException {
    RgbaImage p = Images.read(file("wide180.mp4"));
    assertThat(new int[] {p.width(), p.height()}).containsExactly(480, 270);
    Corners.near(Corners.pixel(p, 240, 5), new int[] {254, 0, 0}, 2);
    Corners.near(Corners.pixel(p, 240, 265), new int[] {0, 0, 255}, 2);
  }

  @Test
  void anAnamorphicVideoFillsTheFrame() throws IOException {
    RgbaImage p = Images.read(file("ana.mp4"));
    assertThat(new int[] {p.width(), p.height()}).containsExactly(256, 144);
    RgbaImage framed = p.fitted(256, 144, Fit.COVER);
    Corners.near(Corners.pixel(framed, 128, 30), new int[] {0, 0, 255}, 4);
    Corners.near(Corners.pixel(framed, 128, 41), new int[] {254, 0, 0}, 4);
  }

  @Test
  void aPngIsTurnedByItsExif() throws IOException {
    RgbaImage p = Images.read(file("exif6.png"));
    assertThat(new int[] {p.width(), p.height()}).containsExactly(96, 128);
    Corners.near(Corners.pixel(p, 3, 3), Corners.BLUE, 2);
    Corners.near(Corners.pixel(p, 92, 3), Corners.RED, 2);
  }

  @Test
  void aPngIsShownByItsProfile() throws IOException {
    RgbaImage p = Images.read(file("a98.png"));
    Corners.near(Corners.pixel(p, 3, 3), Corners.RED, 2);
    Corners.near(Corners.pixel(p, 124, 3), Corners.GREEN, 2);
    Corners.near(Corners.pixel(p, 3, 92), Corners.BLUE, 2);
  }

  @Test
  void inksWithoutAProfileAreNotTakenForLinearLight() throws IOException {
    RgbaImage p = Images.read(file("cmyk.jpg"));
    Corners.near(Corners.pixel(p, 3, 3), Corners.RED, 2);
    Corners.near(Corners.pixel(p, 124, 3), Corners.GREEN, 2);
  }

  @Test
  void aProgrammeStreamIsAFirstFrameAndAVideo() throws IOException {
    Path file = file("inter.mpg");
    assertThat(MediaFormat.media(file)).isTrue();
    assertThat(MediaFormat.named(file)).contains(MediaFormat.MPEG_PS);
    assertThat(Images.read(file).width()).isEqualTo(128);
    assertThat(Samples.frames(file)).hasSize(12);
  }

  @Test
  void aMovingWebpIsItsFirstPicture() throws IOException {
    RgbaImage p = Images.read(file("anim.webp"));
    assertThat(new int[] {p.width(), p.height()}).containsExactly(64, 64);
    Corners.near(Corners.pixel(p, 32, 32), new int[] {255, 0, 0, 255}, 3);
  }

  @Test
  void anAiffIsReadUnderItsOwnNameAndAnother() {
    for (String name : new String[] {"x.aiff", "x.wav", "x"}) {
      Path file =
          new CodedSound("aiff", "pcm_s16be", 48_000)
              .write(folder.resolve(name), 1, t -> 0.125 * Math.sin(2 * Math.PI * 440 * t));
      assertThat(MediaFormat.media(file)).as(name).isTrue();
      AudioReader.Waveform w = AudioReader.waveform(file, 4_800);
      assertThat(w.seconds()).isCloseTo(1, within(1e-3));
      assertThat(w.greatest()[3]).isCloseTo(0.125f, within(1e-3f));
    }
  }

  /** What import takes, the readers open: every ending is of a format with a reader. */
  @Test
  void namesAreOfOneTable() {
    for (MediaFormat.Use use : MediaFormat.Use.values()) {
      assertThat(use.endings()).doesNotHaveDuplicates().allMatch(e -> e.matches("[a-z0-9]+"));
      for (String ending : use.endings()) {
        Path file = Path.of("A NAME." + ending.toUpperCase(java.util.Locale.ROOT));
        assertThat(MediaFormat.named(file).map(MediaFormat::use)).contains(use);
      }
    }
    assertThat(MediaFormat.named(Path.of("id_rsa"))).isEmpty();
    assertThat(MediaFormat.named(Path.of("list.m3u8"))).isEmpty();
  }

  @Test
  void aFileIsMediaByItsBytesWhateverItsName() throws IOException {
    Path png = Files.copy(file("exif6.png"), folder.resolve("download"));
    assertThat(MediaFormat.media(png)).isTrue();
    assertThat(MediaFormat.of(png)).isEqualTo(Optional.of(MediaFormat.PNG));
    Path key = Files.writeString(folder.resolve("id_rsa"), "-----BEGIN OPENSSH PRIVATE KEY-----");
    assertThat(MediaFormat.media(key)).isFalse();
  }
}
