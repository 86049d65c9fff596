package zoetrope.diffusion.model.starter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import zoetrope.core.camera.CameraTransform;
import zoetrope.core.image.RgbaImage;
import zoetrope.diffusion.Cameras;
import zoetrope.diffusion.FrameShape;
import zoetrope.diffusion.ShotRequest;

/** What the starter's network is told of a camera's move, window by window. */
class StarterCameraTest {
  private static ShotRequest shot(int frames, CameraTransform camera) {
    RgbaImage picture = new RgbaImage(1, 1, new byte[] {1, 2, 3, -1});
    return new ShotRequest(
        "",
        "",
        FrameShape.LANDSCAPE,
        frames,
        Optional.of(picture),
        Optional.empty(),
        false,
        List.of(),
        List.of(),
        Optional.of(camera),
        1,
        1,
        1,
        1,
        1);
  }

  private static float[] window(int frames, int start, CameraTransform camera) {
    return new ConditionBuilder(shot(frames, camera)).window(start, 24, List.of()).camera();
  }

  @Test
  void theStartersNetworkIsToldTheWholeMoveHoweverShortTheShot() {
    float[] move = window(13, 0, Cameras.move(.2, .1, 1.3));
    assertThat(move[1]).as("at the last of 13 frames").isEqualTo(.2f * 24 / 12, within(1e-6f));
    assertThat(move[2]).isEqualTo(.1f * 24 / 12, within(1e-6f));
    assertThat(Math.exp(move[3])).isEqualTo(1.6, within(1e-6));
  }

  @Test
  void theStartersSecondWindowPansInTheViewThatTheFirstOneLeft() {
    // 47 frames: the first window's end is nearly the middle of the shot.
    float[] first = window(47, 0, Cameras.move(.2, 0, 2));
    float[] second = window(47, 23, Cameras.move(.2, 0, 2));
    double half = 1.5;
    assertThat(first[1]).isEqualTo((float) (.2 * 24 / 46), within(1e-6f));
    assertThat(second[1]).isEqualTo((float) (.2 * 24 / 46 * half), within(1e-6f));
    assertThat(Math.exp(second[3])).isEqualTo((half + 24 / 46.0) / half, within(1e-6));
  }

  @Test
  void aShortZoomOutComesToNoEnd() {
    float[] move = window(4, 0, Cameras.move(0, 0, .25));
    assertThat(Math.exp(move[3])).isEqualTo(.1, within(1e-6));
  }
}
