package zoetrope.diffusion.model.wan.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zoetrope.diffusion.FrameShape;

class WindowsTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 6, 16, 80, 81, 82, 157, 158, 400})
  void windowsCoverTheShotShareFiveFramesAndAreOfFourAndOne(int frames) {
    var spans = Windows.TRAINED.of(frames);
    assertThat(spans.getFirst().start()).isZero();
    assertThat(spans.getLast().end()).isGreaterThanOrEqualTo(frames).isLessThan(frames + 5);
    assertThat(spans).allMatch(s -> s.frames() % 4 == 1 && s.frames() <= 81);
    for (int i = 1; i < spans.size(); i++) {
      assertThat(spans.get(i).start()).isEqualTo(spans.get(i - 1).end() - 5);
    }
  }

  @Test
  void sizesAreTheModelsOwnAndMultiplesOfSixteen() {
    assertThat(FrameSize.of(FrameShape.LANDSCAPE, FrameSize.AREA))
        .isEqualTo(new FrameSize(832, 480));
    assertThat(FrameSize.of(FrameShape.PORTRAIT, FrameSize.AREA))
        .isEqualTo(new FrameSize(480, 832));
    FrameSize square = FrameSize.of(FrameShape.SQUARE, FrameSize.AREA);
    assertThat(square.width()).isEqualTo(square.height()).isEqualTo(624);
  }
}
