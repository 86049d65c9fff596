package zoetrope.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.Frame;
import org.bytedeco.javacv.FrameRecorder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A frame comes back in the colours it was written in, whatever the format keeps them as. */
class ColoursTest {
  /** Y, U and V of pure red in BT.709 of limited range. */
  private static final int[] RED_709 = {63, 102, 240};

  /** Y, U and V of pure red in BT.601 of limited range. */
  private static final int[] RED_601 = {81, 90, 240};

  /** Y, U and V of pure red in BT.601 of full range, as in JPEG. */
  private static final int[] RED_FULL = {76, 85, 255};

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(names = {"MP4", "WEBM", "PRORES", "LOSSLESS", "GIF"})
  void strongColoursKeepTheirValues(Encoding encoding) {
    int[][] colours = {{200, 30, 30}, {30, 180, 40}, {40, 50, 210}, {220, 200, 40}};
    for (int[] c : colours) {
      Path file = folder.resolve("plain." + encoding.extension());
      byte[] rgb = Samples.plain(64, 36 * 4, c[0], c[1], c[2]);
      ClipWriter.write(file, encoding, 64, 36, 12, rgb);
      byte[] back = Samples.frames(file).getFirst();
      for (int k = 0; k < 3; k++) {
        int middle = 3 * (18 * 64 + 32) + k;
        assertThat(back[middle] & 255).as("channel %d", k).isCloseTo(c[k], within(4));
      }
    }
  }

  @Test
  void aTagIsObeyed() throws FrameRecorder.Exception {
    assertRed(raw(36, RED_709, "bt709", "tv"));
    assertRed(raw(720, RED_601, "smpte170m", "tv"));
    assertRed(raw(36, RED_FULL, "bt470bg", "pc"));
  }

  @ParameterizedTest
  @CsvSource({"36", "480", "718"})
  void below720LinesNoTagMeansBt601(int height) throws FrameRecorder.Exception {
    assertRed(raw(height, RED_601, "unknown", "unknown"));
  }

  @ParameterizedTest
  @CsvSource({"720", "1080"})
  void from720LinesNoTagMeansBt709(int height) throws FrameRecorder.Exception {
    assertRed(raw(height, RED_709, "unknown", "unknown"));
  }

  @Test
  void scalingKeepsTheColours() throws FrameRecorder.Exception {
    Path file = raw(720, RED_709, "bt709", "tv");
    try (VideoReader r = VideoReader.open(file, 30, 18)) {
      assertRed(r.next().orElseThrow());
    }
  }

  private static void assertRed(Path file) {
    assertRed(Samples.frames(file).getFirst());
  }

  private static void assertRed(byte[] rgb) {
    int middle = rgb.length / 6 * 3;
    assertThat(rgb[middle] & 255).isCloseTo(255, within(2));
    assertThat(rgb[middle + 1] & 255).isCloseTo(0, within(2));
    assertThat(rgb[middle + 2] & 255).isCloseTo(0, within(2));
  }

  /** A lossless 4:2:0 video of one colour, tagged as told. */
  private Path raw(int height, int[] yuv, String matrix, String range)
      throws FrameRecorder.Exception {
    int w = 64;
    Path file = folder.resolve("raw%d%s%s.mkv".formatted(height, matrix, range));
    ByteBuffer planes = ByteBuffer.allocateDirect(w * height * 3 / 2);
    for (int i = 0; i < planes.capacity(); i++) {
      int n = w * height;
      planes.put(i, (byte) yuv[i < n ? 0 : i < n + n / 4 ? 1 : 2]);
    }
    try (FFmpegFrameRecorder r = new FFmpegFrameRecorder(file.toFile(), w, height, 0)) {
      r.setFormat("matroska");
      r.setVideoCodec(avcodec.AV_CODEC_ID_FFV1);
      r.setPixelFormat(avutil.AV_PIX_FMT_YUV420P);
      r.setVideoOption("colorspace", matrix);
      r.setVideoOption("color_range", range);
      r.start();
      r.recordImage(w, height, Frame.DEPTH_UBYTE, 1, w, avutil.AV_PIX_FMT_YUV420P, planes);
    }
    return file;
  }
}
