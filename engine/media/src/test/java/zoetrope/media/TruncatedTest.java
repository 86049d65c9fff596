package zoetrope.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A file that was cut off has exactly the frames that can be seen, wherever it was cut. */
class TruncatedTest {
  private static final int FRAMES = 40;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "mp4, libopenh264, 0",
    "mp4, mpeg4, 2",
    "mov, prores_ks, 0",
    "matroska, mpeg4, 2",
    "matroska, ffv1, 0",
    "webm, libvpx-vp9, 0",
    "webm, libvpx, 0",
    "avi, mpeg4, 0",
    "avi, mjpeg, 0",
    "mpegts, mpeg2video, 2",
    "mpegts, libopenh264, 0",
    "mpeg, mpeg2video, 2",
    "apng, apng, 0",
    "gif, gif, 0"
  })
  void theCountIsThatOfTheFramesThatComeOut(String container, String encoder, String between)
      throws IOException {
    Path file = whole(container, encoder, between);
    byte[] all = Files.readAllBytes(file);
    assertThat(Samples.frames(file)).hasSize(FRAMES);
    for (int i = 0; i < 12; i++) {
      int length = all.length - all.length * i / 14 - 7 * i;
      Path cut = Files.write(folder.resolve("cut" + i), Arrays.copyOf(all, length));
      List<byte[]> frames;
      try {
        frames = Samples.frames(cut);
      } catch (MediaException e) {
        continue; // too little is left for it to be opened at all
      }
      try (VideoReader r = VideoReader.open(cut)) {
        assertThat(r.frames()).as("cut %d", i).isEqualTo(frames.size());
        for (int f : new int[] {frames.size() - 1, frames.size() / 2, 0, frames.size() - 2}) {
          if (f >= 0 && f < frames.size()) {
            r.seek(f);
            assertThat(r.next())
                .as("cut %d of %d bytes, frame %d of %d", i, length, f, frames.size())
                .isPresent();
          }
        }
        r.seek(frames.size());
        assertThat(r.next()).as("cut %d, behind the last", i).isEmpty();
      }
    }
  }

  private Path whole(String container, String encoder, String between) {
    boolean prores = encoder.equals("prores_ks");
    String pixels =
        switch (encoder) {
          case "prores_ks" -> "yuv422p10le";
          case "mjpeg" -> "yuvj420p";
          case "apng" -> "rgba";
          case "gif" -> "rgb8";
          default -> "yuv420p";
        };
    Coded coded = new Coded(container, encoder, pixels, 64, 48).frames(FRAMES).option("g", "10");
    if (!between.equals("0")) {
      coded.option("bf", between);
    }
    if (container.equals("mp4") || container.equals("mov")) {
      coded.faststart();
    }
    return coded.write(
        folder.resolve("whole"),
        (f, x, y) -> {
          int v = (x * 3 + y * 2 + 5 * f) % 200 + 20;
          int u = prores ? 4 : 1;
          return new int[] {v * u, 128 * u, 128 * u, 255};
        });
  }
}
