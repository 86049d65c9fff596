package zoetrope.diffusion.model.starter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import zoetrope.core.image.Mask;
import zoetrope.core.image.RgbaImage;
import zoetrope.core.motion.MotionPath;
import zoetrope.core.motion.MotionPath.Point;
import zoetrope.core.task.CancelToken;
import zoetrope.core.task.CancelledException;
import zoetrope.diffusion.Area;
import zoetrope.diffusion.Cameras;
import zoetrope.diffusion.FrameShape;
import zoetrope.diffusion.Moving;
import zoetrope.diffusion.ShotRequest;
import zoetrope.diffusion.adapter.Layer;
import zoetrope.diffusion.adapter.MotionGuide;

class ConditionBuilderTest {
  private static final int W = StarterSize.of(FrameShape.LANDSCAPE).width();
  private static final int H = StarterSize.of(FrameShape.LANDSCAPE).height();
  private static final MotionPath ACROSS =
      new MotionPath(List.of(new Point(0.25, 0.5), new Point(0.75, 0.5)), false);

  @Test
  void theGuideCarriesACharacterAlongItsPath() {
    ConditionBuilder b =
        new ConditionBuilder(shot(List.of(character(ACROSS)), Optional.empty(), true));
    assertThat(centre(b.guide(0))).satisfies(c -> assertThat(c[0]).isCloseTo(0.25, within(0.002)));
    assertThat(centre(b.guide(23))).satisfies(c -> assertThat(c[0]).isCloseTo(0.75, within(0.002)));
    assertThat(centre(b.guide(11))[1]).isCloseTo(0.5, within(0.004));
  }

  @Test
  void withoutTheTrajectoryAdapterACharacterStandsWhereItWasNotAsked() {
    ConditionBuilder b =
        new ConditionBuilder(shot(List.of(character(ACROSS)), Optional.empty(), false));
    assertThat(centre(b.guide(0))).isEqualTo(centre(b.guide(23)));
    assertThat(b.window(0, 24, List.of()).camera()[0]).isZero();
  }

  @Test
  void aBrushedRegionIsCutDraggedAndWhatItUncoversIsFilledFromAround() {
    Moving region =
        new Moving.Region(
            box(0.2, 0.3, 0.1, 0.2),
            new MotionPath(List.of(new Point(0.25, 0.4), new Point(0.55, 0.4)), false));
    ShotRequest brushing = shot(List.of(region), Optional.of(redBox()), true);
    ConditionBuilder b = new ConditionBuilder(brushing);
    assertThat(MotionGuide.brushed(brushing)).isTrue();
    assertThat(centre(b.guide(23))[0] - centre(b.guide(0))[0]).isCloseTo(0.3, within(0.002));
    Conditions c = b.window(0, 24, List.of());
    assertThat(c.known()).isEqualTo(1);
    assertThat(at(c.plate().get(0), 0.25, 0.4))
        .as("the first frame is the picture itself")
        .containsExactly(new float[] {1, 0, 0, 1}, within(0.01f));
    assertThat(at(c.plate().get(5), 0.25, 0.4))
        .as("later the place it left is filled with the grey around it")
        .containsExactly(new float[] {0.5f, 0.5f, 0.5f, 1}, within(0.02f));
    assertThat(at(c.plate().get(5), 0.8, 0.8))
        .containsExactly(new float[] {0.5f, 0.5f, 0.5f, 1}, within(0.01f));
    assertThat(c.still()).containsOnly(1);
  }

  @Test
  void whatARegionUncoversGoesOnWithTheTextureAroundIt() {
    ConditionBuilder b =
        new ConditionBuilder(shot(List.of(brushed()), Optional.of(squares()), true));
    Conditions c = b.window(0, 24, List.of());
    Layer before = c.plate().getFirst();
    Layer after = c.plate().get(5);
    double missed = 0;
    int hole = 0;
    int untouched = 0;
    for (int i = 0; i < W * H; i++) {
      double u = (i % W + 0.5) / W;
      double v = (i / W + 0.5) / H;
      if (u > 0.2 && u < 0.4 && v > 0.3 && v < 0.6) {
        missed += Math.abs(after.v()[4 * i] - square(i % W, i / W));
        hole++;
      } else if (u < 0.15 || u > 0.45 || v < 0.22 || v > 0.68) {
        untouched++;
        for (int ch = 0; ch < 4; ch++) {
          assertThat(after.v()[4 * i + ch]).isEqualTo(before.v()[4 * i + ch]);
        }
      }
    }
    assertThat(missed / hole)
        .as("mean difference to the squares that were hidden")
        .isLessThan(0.05);
    assertThat(untouched).isGreaterThan(W * H / 2);
  }

  @Test
  void fillingBehindARegionStopsWhenCancelled() {
    ConditionBuilder b =
        new ConditionBuilder(shot(List.of(brushed()), Optional.of(squares()), true));
    CancelToken cancel = new CancelToken();
    cancel.cancel();
    ConditionBuilder.Known nothing =
        new ConditionBuilder.Known(List.of(), Layer.empty(W, H), Optional.empty());
    assertThatThrownBy(() -> b.window(0, 24, nothing, cancel))
        .isInstanceOf(CancelledException.class);
  }

  @Test
  void aCharacterThatWalksIntoAPictureLeavesNoHole() {
    ConditionBuilder b =
        new ConditionBuilder(shot(List.of(character(ACROSS)), Optional.of(picture()), true));
    Conditions c = b.window(0, 24, List.of());
    assertThat(c.plate().get(5).v()).isEqualTo(c.plate().get(0).v());
  }

  @Test
  void aLaterWindowKnowsTheFramesItSharesAndNotTheCharacterInThem() {
    ConditionBuilder b =
        new ConditionBuilder(shot(List.of(character(ACROSS)), Optional.empty(), true));
    Layer frame = Layer.of(grey()).resized(W, H);
    frame.over(b.guide(9), 0, 0);
    Conditions c = b.window(8, 24, List.of(frame, frame));
    assertThat(c.known()).isEqualTo(2);
    double x = ACROSS.sample(24).get(9).x();
    assertThat(at(c.plate().get(1), x, 0.5)[0])
        .as("given exactly, white character and all")
        .isEqualTo(1);
    assertThat(at(c.plate().get(2), x, 0.5)[0])
        .as("the white character gone, the grey around it in its place")
        .isCloseTo(0.5f, within(0.02f));
  }

  @Test
  void whatWasSeenBehindACharacterComesBackWhenItMovesOn() {
    ConditionBuilder b =
        new ConditionBuilder(shot(List.of(character(ACROSS)), Optional.empty(), true));
    Layer frame = Layer.of(grey()).resized(W, H);
    Layer behind = Layer.empty(W, H);
    behind.over(frame, 0, 0);
    frame.over(b.guide(9), 0, 0);
    Conditions c =
        b.window(
            8,
            24,
            new ConditionBuilder.Known(List.of(frame, frame), behind, Optional.empty()),
            new CancelToken());
    double x = ACROSS.sample(24).get(9).x();
    assertThat(at(c.plate().get(2), x, 0.5))
        .containsExactly(new float[] {0.5f, 0.5f, 0.5f, 1}, within(0.02f));
  }

  @Test
  void withoutAPictureTheKeyframeIsThePlateAndNothingIsExact() {
    ConditionBuilder b =
        new ConditionBuilder(shot(List.of(character(ACROSS)), Optional.empty(), true));
    Layer painted = Layer.of(grey()).resized(W, H);
    Conditions c =
        b.window(
            0,
            24,
            new ConditionBuilder.Known(List.of(), Layer.empty(W, H), Optional.of(painted)),
            new CancelToken());
    assertThat(c.known()).isZero();
    assertThat(c.plate()).hasSize(24).allSatisfy(p -> assertThat(p).isSameAs(painted));
  }

  @Test
  void theCamerasMoveCarriesThePlateAndLeavesWhatComesIntoSightOpen() {
    ShotRequest s = shot(List.of(), Optional.of(redBox()), true);
    ConditionBuilder b = new ConditionBuilder(s, Optional.of(Cameras.move(0.4, 0, 1)));
    Conditions c = b.window(0, 24, List.of());
    double moved = 0.4 * 12 / 23 * H / W; // as it was drawn: the photo's own pixels are laid in
    assertThat(at(c.plate().get(12), 0.25 - moved, 0.4))
        .containsExactly(new float[] {1, 0, 0, 1}, within(0.05f));
    assertThat(at(c.plate().get(23), 0.99, 0.5)[3]).as("not in the picture").isZero();
    assertThat(b.cameraStands()).isFalse();
  }

  @Test
  void aPaintedSceneIsCarriedAtTheDepthOfTraining() {
    ConditionBuilder b =
        new ConditionBuilder(
            shot(List.of(), Optional.empty(), true), Optional.of(Cameras.move(0.4, 0, 1)));
    Layer painted = Layer.of(redBox()).resized(W, H);
    Conditions c =
        b.window(
            0,
            24,
            new ConditionBuilder.Known(List.of(), Layer.empty(W, H), Optional.of(painted)),
            new CancelToken());
    // by 12 frames the camera went 0.2 frame heights right; at the plate's depth 0.595 of that
    double moved = 0.2 * (0.1 + 0.9 * 0.55) * H / W;
    assertThat(at(c.plate().get(12), 0.25 - moved, 0.4))
        .containsExactly(new float[] {1, 0, 0, 1}, within(0.05f));
  }

  @Test
  void pinsHoldOnlyTheirRegion() {
    ShotRequest s = shot(List.of(character(ACROSS)), Optional.of(picture()), true);
    ShotRequest pinned =
        new ShotRequest(
            s.prompt(),
            "",
            s.shape(),
            24,
            s.firstFrame(),
            Optional.empty(),
            false,
            s.moving(),
            List.of(new Area.Painted(box(0, 0.5, 1, 0.5))),
            Optional.of(Cameras.move(0.2, 0, 1.5)),
            1,
            1,
            1,
            1,
            1);
    Conditions c = new ConditionBuilder(pinned).window(0, 24, List.of());
    assertThat(c.still()[10]).isZero();
    assertThat(c.still()[c.still().length - 10]).isEqualTo(1);
    // The shot's last frame, the window's 23rd step, shows all of the move; a window is 24 steps.
    float whole = 24 / 23f;
    assertThat(c.camera())
        .containsExactly(
            new float[] {1, 0.2f * whole, 0, (float) Math.log(1 + .5 * whole)}, within(1e-6f));
  }

  @Test
  void resizingKeepsTheAmountOfColour() {
    Layer l = Layer.of(picture());
    assertThat(sum(l.resized(13, 7)) / (13 * 7))
        .isCloseTo(sum(l) / (l.width() * l.height()), within(0.02));
    assertThat(sum(l.shrunk(2)) * 4).isCloseTo(sum(l), within(0.05));
  }

  private static double sum(Layer l) {
    double s = 0;
    for (float v : l.v()) {
      s += v;
    }
    return s;
  }

  private static ShotRequest shot(
      List<Moving> moving, Optional<RgbaImage> first, boolean trajectory) {
    return new ShotRequest(
        "x",
        "",
        FrameShape.LANDSCAPE,
        24,
        first,
        Optional.empty(),
        false,
        moving,
        List.of(),
        Optional.empty(),
        1,
        1,
        1,
        1,
        trajectory ? 1 : 0);
  }

  private static Moving character(MotionPath path) {
    byte[] rgba = new byte[20 * 20 * 4];
    java.util.Arrays.fill(rgba, (byte) 255);
    return new Moving.Character(new RgbaImage(20, 20, rgba), 0.2, path);
  }

  private static RgbaImage picture() {
    byte[] rgba = new byte[64 * 36 * 4];
    for (int i = 0; i < rgba.length; i++) {
      rgba[i] = (byte) (i % 4 == 3 ? 255 : i * 7);
    }
    return new RgbaImage(64, 36, rgba);
  }

  private static Mask box(double x, double y, double w, double h) {
    float[] cover = new float[W * H];
    for (int i = 0; i < cover.length; i++) {
      double u = (i % W + 0.5) / W;
      double v = (i / W + 0.5) / H;
      cover[i] = u > x && u < x + w && v > y && v < y + h ? 1 : 0;
    }
    return new Mask(W, H, cover);
  }

  private static float[] at(Layer l, double x, double y) {
    int i = ((int) (y * H) * W + (int) (x * W)) * 4;
    return java.util.Arrays.copyOfRange(l.v(), i, i + 4);
  }

  private static RgbaImage grey() {
    byte[] rgba = new byte[W * H * 4];
    for (int i = 0; i < rgba.length; i++) {
      rgba[i] = (byte) (i % 4 == 3 ? 255 : 128);
    }
    return new RgbaImage(W, H, rgba);
  }

  private static Moving brushed() {
    return new Moving.Region(
        box(0.2, 0.3, 0.2, 0.3),
        new MotionPath(List.of(new Point(0.3, 0.45), new Point(0.7, 0.45)), false));
  }

  private static float square(int x, int y) {
    return (x / 12 + y / 12) % 2 == 0 ? 0.8f : 0.2f;
  }

  /** Squares of 12 pixels, with something red where the region is. */
  private static RgbaImage squares() {
    RgbaImage image = grey();
    float[] cover = box(0.2, 0.3, 0.2, 0.3).cover();
    for (int i = 0; i < cover.length; i++) {
      for (int c = 0; c < 3; c++) {
        float v = cover[i] > 0 ? (c == 0 ? 1 : 0) : square(i % W, i / W);
        image.rgba()[4 * i + c] = (byte) Math.round(v * 255);
      }
    }
    return image;
  }

  private static RgbaImage redBox() {
    RgbaImage image = grey();
    float[] cover = box(0.2, 0.3, 0.1, 0.2).cover();
    for (int i = 0; i < cover.length; i++) {
      if (cover[i] > 0) {
        image.rgba()[4 * i] = (byte) 255;
        image.rgba()[4 * i + 1] = 0;
        image.rgba()[4 * i + 2] = 0;
      }
    }
    return image;
  }

  private static double[] centre(Layer l) {
    double sx = 0;
    double sy = 0;
    double sum = 0;
    for (int i = 0; i < l.v().length / 4; i++) {
      float a = l.v()[4 * i + 3];
      sx += a * (i % W + 0.5) / W;
      sy += a * (i / W + 0.5) / H;
      sum += a;
    }
    return new double[] {sx / sum, sy / sum};
  }
}
