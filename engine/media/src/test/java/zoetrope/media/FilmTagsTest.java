package zoetrope.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import zoetrope.core.time.Rate;

/** What films say of themselves to players and editors. */
class FilmTagsTest {
  @TempDir Path folder;

  /** OpenH264 and AAC remark on every opening, on the terminal of whoever renders. */
  @Test
  void askingWhetherAFilmCanBeWrittenSaysNothingOnTheTerminal() {
    avutil.av_log_set_level(avutil.AV_LOG_INFO);
    MovieWriter.check(folder.resolve("film.mp4"), Encoding.MP4, 256, 144, Rate.of(24));
    assertThat(avutil.av_log_get_level()).isEqualTo(avutil.AV_LOG_FATAL);
  }

  /** RDD 36: primaries, curve and matrix are bytes 14 to 16 of the frame's header. */
  @ParameterizedTest
  @CsvSource({"256, 144", "1280, 720"})
  void proresIsTaggedBt709InTheFrameAndInTheContainer(int w, int h) throws IOException {
    Path file = folder.resolve("film.mov");
    ClipWriter.write(file, Encoding.PRORES, w, h, 12, Samples.ramp(w, h, 2));
    byte[] all = Files.readAllBytes(file);
    int frame = find(all, "icpf") + 4;
    assertThat(new int[] {all[frame + 14], all[frame + 15], all[frame + 16]})
        .containsExactly(1, 1, 1);
    int colr = find(all, "colr") + 4;
    assertThat(new String(all, colr, 4, StandardCharsets.US_ASCII)).isEqualTo("nclc");
    assertThat(new int[] {all[colr + 5], all[colr + 7], all[colr + 9]}).containsExactly(1, 1, 1);
  }

  @ParameterizedTest
  @CsvSource({"220, 30, 30", "30, 200, 30", "30, 30, 220", "128, 128, 128", "255, 255, 0"})
  void proresKeepsFlatColoursByItsTags(int r, int g, int b) {
    Path file = folder.resolve("film.mov");
    ClipWriter.write(file, Encoding.PRORES, 64, 36, 12, Samples.plain(64, 36, r, g, b));
    byte[] shown = Samples.frames(file).getFirst();
    Corners.near(
        new int[] {shown[0] & 255, shown[1] & 255, shown[2] & 255}, new int[] {r, g, b}, 2);
  }

  /** The byte behind the version of the decoder's configuration is the profile: 100 is High. */
  @Test
  void h264IsOfTheHighProfile() throws IOException {
    Path file = folder.resolve("film.mp4");
    ClipWriter.write(file, Encoding.MP4, 256, 144, 12, Samples.ramp(256, 144, 2));
    byte[] all = Files.readAllBytes(file);
    assertThat(all[find(all, "avcC") + 4 + 1]).isEqualTo((byte) 100);
  }

  private static int find(byte[] all, String mark) {
    int at = new String(all, StandardCharsets.ISO_8859_1).indexOf(mark);
    assertThat(at).as(mark).isPositive();
    return at;
  }

  /** At 10 frames a second, cuts at 7 and 33: there, and no more than 2 s apart. */
  @ParameterizedTest
  @EnumSource(names = {"MP4", "WEBM"})
  void keyFramesStandAtCutsAndEveryTwoSeconds(Encoding encoding) throws IOException {
    Path file = folder.resolve("film." + encoding.extension());
    byte[] rgb = Samples.ramp(64, 36, 60);
    try (MovieWriter out = MovieWriter.open(file, encoding, 64, 36, Rate.of(10), Tags.NONE)) {
      for (int f = 0; f < 60; f++) {
        byte[] one = java.util.Arrays.copyOfRange(rgb, f * 64 * 36 * 3, (f + 1) * 64 * 36 * 3);
        out.frame(one, f == 0 || f == 7 || f == 33);
      }
      out.finish();
    }
    List<Integer> keys = keys(file);
    assertThat(keys).contains(0, 7, 33);
    for (int i = 1; i < keys.size(); i++) {
      assertThat(keys.get(i) - keys.get(i - 1)).isLessThanOrEqualTo(20);
    }
  }

  @Test
  void aNameThatLeavesNoRoomForAMarkIsWritten() {
    Path file = folder.resolve("x".repeat(251) + ".mp4");
    ClipWriter.write(file, Encoding.MP4, 64, 36, 12, Samples.ramp(64, 36, 2));
    assertThat(Samples.frames(file)).hasSize(2);
  }

  private static List<Integer> keys(Path file) throws IOException {
    List<Integer> out = new ArrayList<>();
    try (FFmpegFrameGrabber g = new FFmpegFrameGrabber(file.toFile())) {
      g.start();
      int n = 0;
      for (AVPacket p = g.grabPacket(); p != null; p = g.grabPacket()) {
        if (p.stream_index() == g.getVideoStream()) {
          if ((p.flags() & avcodec.AV_PKT_FLAG_KEY) != 0) {
            out.add(n);
          }
          n++;
        }
      }
    }
    return out;
  }

  /** OpenH264 goes up to 9,437,184 pixels; what is refused is refused before any frame is made. */
  @ParameterizedTest
  @EnumSource
  void aFormatSaysBeforehandWhetherItHoldsTheFrame(Encoding encoding) throws IOException {
    Path file = folder.resolve("film");
    MovieWriter.check(file, encoding, 1920, 1080, Rate.of(24));
    MovieWriter.check(file, encoding, 65, 37, Rate.of(12));
    assertThat(Samples.names(folder)).isEmpty();
    Path gone = folder.resolve("gone").resolve("film");
    assertThatThrownBy(() -> MovieWriter.check(gone, encoding, 64, 36, Rate.of(12)))
        .isInstanceOf(MediaException.class)
        .hasMessageContaining("does not exist");
    if (encoding == Encoding.MP4) {
      assertThatThrownBy(() -> MovieWriter.check(file, encoding, 8192, 4320, Rate.of(24)))
          .isInstanceOf(MediaException.class)
          .hasMessageContaining("8192 x 4320");
    }
  }
}
