package zoetrope.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.Frame;
import org.bytedeco.javacv.FrameRecorder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Any frame, by its number, is the one that reading from the start gives. */
class SeekTest {
  private static final int FRAMES = 90;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(names = {"MP4", "WEBM", "LOSSLESS", "PRORES", "GIF"})
  void ourOwnClips(Encoding encoding) {
    Path file = folder.resolve("clip." + encoding.extension());
    ClipWriter.write(
        file, encoding, Samples.W, Samples.H, 12, Samples.ramp(Samples.W, Samples.H, FRAMES));
    assertExact(file);
  }

  /** B-frames, no times in the container, long groups of pictures. */
  @ParameterizedTest
  @CsvSource({
    "matroska, mpeg4, 15, 2",
    "avi, mpeg4, 15, 2",
    "mpegts, mpeg2video, 10, 2",
    "mov, mpeg4, 200, 0",
    "webm, libvpx, 20, 0",
    "webm, libvpx-vp9, 20, 0"
  })
  void clipsOfOthers(String format, String codec, int group, int between)
      throws FrameRecorder.Exception {
    Path file = folder.resolve("foreign");
    byte[] rgb = Samples.ramp(Samples.W, Samples.H, FRAMES);
    try (FFmpegFrameRecorder r = new FFmpegFrameRecorder(file.toFile(), Samples.W, Samples.H, 0);
        Frame frame = new Frame(Samples.W, Samples.H, Frame.DEPTH_UBYTE, 3)) {
      r.setFormat(format);
      r.setVideoCodecName(codec);
      r.setFrameRate(25);
      r.setGopSize(group);
      r.setMaxBFrames(between);
      r.setVideoBitrate(400_000);
      r.start();
      for (int f = 0; f < FRAMES; f++) {
        for (int y = 0; y < Samples.H; y++) {
          ((java.nio.ByteBuffer) frame.image[0])
              .put(y * frame.imageStride, rgb, (f * Samples.H + y) * Samples.W * 3, Samples.W * 3);
        }
        r.record(frame, avutil.AV_PIX_FMT_RGB24);
      }
    }
    assertExact(file);
  }

  private static void assertExact(Path file) {
    List<byte[]> inOrder = Samples.frames(file);
    assertThat(inOrder).hasSizeBetween(FRAMES - 2, FRAMES);
    Random random = new Random(5);
    try (VideoReader r = VideoReader.open(file)) {
      assertThat(r.frames()).isEqualTo(inOrder.size());
      for (int i = 0; i < 25; i++) {
        int f = random.nextInt(inOrder.size());
        r.seek(f);
        assertThat(r.next().orElseThrow()).as("frame %d", f).isEqualTo(inOrder.get(f));
        if (f + 1 < inOrder.size()) {
          assertThat(r.next().orElseThrow()).as("frame %d + 1", f).isEqualTo(inOrder.get(f + 1));
        }
      }
      r.seek(0);
      assertThat(r.next().orElseThrow()).isEqualTo(inOrder.getFirst());
    }
  }

  @Test
  void behindTheLastFrameThereIsNoneAndOneCanComeBack() {
    Path file = Samples.grey(folder, "grey.mkv", 120, 30);
    try (VideoReader r = VideoReader.open(file)) {
      r.seek(30);
      assertThat(r.next()).isEmpty();
      r.seek(2000);
      assertThat(r.next()).isEmpty();
      r.seek(29);
      assertThat(r.next()).isPresent();
      assertThat(r.next()).isEmpty();
      assertThatThrownBy(() -> r.seek(-1)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void theFrameBeforeCanBeAskedForAgainAndAgain() {
    Path file = folder.resolve("clip.mp4");
    ClipWriter.write(file, Encoding.MP4, 64, 36, 12, Samples.ramp(64, 36, 60));
    List<byte[]> inOrder = Samples.frames(file);
    try (VideoReader r = VideoReader.open(file)) {
      for (int f = 59; f >= 0; f -= 3) {
        r.seek(f);
        r.seek(f);
        assertThat(r.next().orElseThrow()).isEqualTo(inOrder.get(f));
      }
    }
  }
}
