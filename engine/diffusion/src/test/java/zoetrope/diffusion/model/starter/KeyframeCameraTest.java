package zoetrope.diffusion.model.starter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import zoetrope.core.camera.CameraTransform;
import zoetrope.core.image.RgbClip;
import zoetrope.core.task.CancelToken;
import zoetrope.diffusion.Cameras;
import zoetrope.diffusion.FrameShape;
import zoetrope.diffusion.ShotRequest;
import zoetrope.diffusion.adapter.Layer;
import zoetrope.diffusion.text.lexicon.Lexicon;

/** What a prompt's words do with the camera over the painted keyframe. */
class KeyframeCameraTest {
  private static final int WINDOW = 24;
  private static final int SHARED = 4;

  private final Lexicon lexicon = StarterReader.lexicon();

  private static ShotRequest shot(
      String prompt, FrameShape shape, int frames, Optional<CameraTransform> drawn) {
    return new ShotRequest(
        prompt,
        "",
        shape,
        frames,
        Optional.empty(),
        Optional.empty(),
        false,
        List.of(),
        List.of(),
        drawn,
        1,
        16,
        2,
        1,
        1);
  }

  private KeyframeCamera camera(ShotRequest shot) {
    SceneWords words = new SceneWords(lexicon, shot.prompt());
    Layer painted =
        Layer.empty(StarterSize.of(shot.shape()).width(), StarterSize.of(shot.shape()).height());
    java.util.Arrays.fill(painted.v(), 1);
    return new KeyframeCamera(
        painted,
        words.framing().scale(),
        PromptCamera.decides(shot),
        new ConditionBuilder(shot, PromptCamera.of(shot, words))::sight,
        shot.frames(),
        WINDOW,
        SHARED);
  }

  @Test
  void whatLiesBehindWhatMovesIsAFrameForEachOfTheShotAndOneWhereTheCameraStands() {
    RgbClip still = camera(shot("a forest", FrameShape.LANDSCAPE, 30, Optional.empty())).behind();
    RgbClip moved =
        camera(shot("pan right over a forest", FrameShape.LANDSCAPE, 30, Optional.empty()))
            .behind();
    assertThat(still.frames()).isEqualTo(1);
    assertThat(moved.frames()).isEqualTo(30);
    assertThat(moved.width() + "x" + moved.height()).isEqualTo("512x288");
    // All of the painting is white: no frame sees past its border.
    assertThat(moved.rgb()).containsOnly(255);
  }

  /** What each frame sees of the painting. */
  private List<CameraView> views(ShotRequest shot) {
    KeyframeCamera camera = camera(shot);
    List<CameraView> out = new ArrayList<>();
    for (int w = 0; w < StarterModel.windows(shot.frames()); w++) {
      for (int t = 0; t < WINDOW; t++) {
        out.add(camera.seen(w, t));
      }
    }
    return out;
  }

  private List<CameraView> views(String prompt, int frames) {
    return views(shot(prompt, FrameShape.LANDSCAPE, frames, Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource({
    "close-up of a cat on a sofa, 1.6",
    "一只猫在沙发上的特写, 1.6",
    "extreme close-up of a flower, 2.2",
    "medium shot of a meadow, 1.25",
    "a meadow, 1",
    "wide shot of a meadow, 1",
    "全景，草地, 1"
  })
  void aFramingIsSeenFromTheFirstFrameToTheLastAndNeverLooser(String prompt, double scale) {
    assertThat(views(prompt, 24))
        .allSatisfy(
            v -> {
              assertThat(1 / v.scale()).isCloseTo(scale, org.assertj.core.data.Offset.offset(1e-9));
              assertThat(v.right()).isZero();
              assertThat(v.down()).isZero();
            });
  }

  /** Corners of the painting, as far from the frame's middle as they are seen: outward is in. */
  @Test
  void aCloseUpThatZoomsInGoesOnInward() {
    List<CameraView> all = views("close-up of a meadow, zoom in", 24);
    assertThat(1 / all.getFirst().scale()).isGreaterThanOrEqualTo(1.6);
    for (int t = 1; t < all.size(); t++) {
      assertThat(all.get(t).scale()).isLessThan(all.get(t - 1).scale());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "camera pans left, -1, 0, 0",
    "pan right, 1, 0, 0",
    "tilt up, 0, -1, 0",
    "tilts down, 0, 1, 0",
    "zoom in, 0, 0, -1",
    "pull back, 0, 0, 1",
    "镜头左摇, -1, 0, 0",
    "镜头向右移动, 1, 0, 0",
    "推近, 0, 0, -1",
    "拉远, 0, 0, 1",
    "固定镜头, 0, 0, 0",
    "no zoom, 0, 0, 0",
    "pancakes in Spain, 0, 0, 0"
  })
  void aMoveGoesWhereItsWordsSay(String words, int right, int down, int wider) {
    List<CameraView> all = views("a meadow, " + words, 24);
    CameraView first = all.getFirst();
    CameraView last = all.getLast();
    assertThat(sign(last.right() - first.right())).isEqualTo(right);
    assertThat(sign(last.down() - first.down())).isEqualTo(down);
    assertThat(sign(last.scale() - first.scale())).isEqualTo(wider);
  }

  private static int sign(double v) {
    return Math.abs(v) < 1e-9 ? 0 : (int) Math.signum(v);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a room, zoom out",
        "a city, pan left",
        "a city, pan right and zoom out",
        "a forest, tilt up",
        "a forest, tilt down and pan left",
        "close-up of a room, zoom out",
        "a meadow, zoom in"
      })
  void noMoveOfAPromptLeavesThePaintingInAnyShapeAndLength(String prompt) {
    for (FrameShape shape : FrameShape.values()) {
      for (int frames : new int[] {1, 24, 30, 72, 240}) {
        double aspect = (double) StarterSize.of(shape).width() / StarterSize.of(shape).height();
        assertThat(views(shot(prompt, shape, frames, Optional.empty())))
            .as("%s, %s, %d frames", prompt, shape, frames)
            .allMatch(v -> Math.abs(v.right()) + v.scale() * aspect / 2 <= aspect / 2 + 1e-9)
            .allMatch(v -> Math.abs(v.down()) + v.scale() / 2 <= .5 + 1e-9);
      }
    }
  }

  @Test
  void whatComesIntoSightIsThePaintings() {
    ShotRequest shot = shot("a room, zoom out", FrameShape.LANDSCAPE, 24, Optional.empty());
    KeyframeCamera camera = camera(shot);
    Conditions plain =
        new ConditionBuilder(shot, PromptCamera.of(shot, new SceneWords(lexicon, shot.prompt())))
            .window(
                0,
                WINDOW,
                new ConditionBuilder.Known(
                    List.of(),
                    Layer.empty(
                        StarterSize.of(shot.shape()).width(),
                        StarterSize.of(shot.shape()).height()),
                    Optional.of(camera.first())),
                new CancelToken());
    assertThat(least(plain.plate().getLast())).as("the frame's border alone").isZero();
    assertThat(camera.completed(plain, 0).plate())
        .allSatisfy(p -> assertThat(least(p)).isGreaterThan(.999f));
  }

  private static float least(Layer l) {
    float least = 1;
    for (float a : l.alpha()) {
      least = Math.min(least, a);
    }
    return least;
  }

  @Test
  void aDrawnMoveBeginsWithWhatTheUserSaw() {
    ShotRequest shot =
        shot("a room, zoom in", FrameShape.LANDSCAPE, 24, Optional.of(Cameras.move(0, 0, .5)));
    assertThat(views(shot).getFirst()).isEqualTo(CameraView.WHOLE);
  }
}
