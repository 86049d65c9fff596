package zoetrope.diffusion.model.starter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowsTest {
  @ParameterizedTest(name = "{0} frames take {1} windows")
  @CsvSource({"1, 1", "24, 1", "25, 2", "44, 2", "45, 3", "64, 3", "65, 4"})
  void windowsShareFourFrames(int frames, int windows) {
    assertThat(StarterModel.windows(frames)).isEqualTo(windows);
  }
}
