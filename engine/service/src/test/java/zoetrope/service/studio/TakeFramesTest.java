package zoetrope.service.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TakeFramesTest {
  @Test
  void afterClosingNothingIsDecodedAndNothingThrown() {
    TakeFrames frames = new TakeFrames(1 << 20);
    frames.close();
    assertThat(frames.load(Path.of("clip.mp4"))).isCompletedExceptionally();
    assertThat(frames.now(Path.of("clip.mp4"))).isEmpty();
  }
}
