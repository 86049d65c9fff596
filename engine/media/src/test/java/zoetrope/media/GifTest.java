package zoetrope.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GifTest {
  private static final int W = Samples.W;
  private static final int H = Samples.H;

  @TempDir Path folder;

  /** Viewers take a hundredth for a mistake and show it for ten. */
  @ParameterizedTest
  @CsvSource({
    "12, 24, 200, 24",
    "24, 48, 200, 48",
    "30, 60, 200, 60",
    "50, 50, 100, 50",
    "60, 60, 100, 50",
    "59, 59, 100, 50",
    "100, 100, 100, 50",
    "120, 60, 50, 25",
    "60, 1, 2, 1"
  })
  void aGifLastsAsLongAsTheFilmAndNoFrameLessThanTwoHundredths(
      int rate, int frames, int hundredths, int shown) throws IOException {
    Path file = folder.resolve("a.gif");
    ClipWriter.write(file, Encoding.GIF, W, H, rate, Samples.ramp(W, H, frames));
    List<Integer> delays = delays(file);
    assertThat(delays).hasSize(shown).allMatch(d -> d >= 2);
    assertThat(delays.stream().mapToInt(d -> d).sum()).isCloseTo(hundredths, within(1));
  }

  /** Every flat of the first frames is still there, where it was, after frames were left out. */
  @Test
  void theFramesThatAreKeptAreShownAtTheirTime() {
    byte[] rgb = new byte[60 * W * H * 3];
    for (int f = 0; f < 60; f++) {
      Arrays.fill(rgb, f * W * H * 3, (f + 1) * W * H * 3, (byte) (4 * f));
    }
    Path file = folder.resolve("a.gif");
    ClipWriter.write(file, Encoding.GIF, W, H, 60, rgb);
    List<byte[]> shown = Samples.frames(file);
    assertThat(shown).hasSize(50);
    for (int k = 0; k < 50; k++) {
      int there = shown.get(k)[0] & 255;
      double filmFrame = k * 60 / 50.0;
      assertThat(there / 4.0).as("frame " + k).isCloseTo(filmFrame, within(1.0));
    }
  }

  private static List<Integer> delays(Path gif) throws IOException {
    ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
    List<Integer> out = new ArrayList<>();
    try (ImageInputStream in = ImageIO.createImageInputStream(gif.toFile())) {
      reader.setInput(in);
      for (int i = 0; i < reader.getNumImages(true); i++) {
        IIOMetadata meta = reader.getImageMetadata(i);
        IIOMetadataNode root = (IIOMetadataNode) meta.getAsTree(meta.getNativeMetadataFormatName());
        IIOMetadataNode control =
            (IIOMetadataNode) root.getElementsByTagName("GraphicControlExtension").item(0);
        out.add(Integer.valueOf(control.getAttribute("delayTime")));
      }
    } finally {
      reader.dispose();
    }
    return out;
  }
}
