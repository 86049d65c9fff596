package zoetrope.diffusion.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import zoetrope.core.camera.CameraTransform;
import zoetrope.core.image.Mask;
import zoetrope.core.image.RgbaImage;
import zoetrope.core.motion.MotionPath;
import zoetrope.core.task.CancelToken;
import zoetrope.diffusion.Area;
import zoetrope.diffusion.Cameras;
import zoetrope.diffusion.FrameShape;
import zoetrope.diffusion.Moving;
import zoetrope.diffusion.ShotRequest;
import zoetrope.diffusion.adapter.TrajectoryAdapter.Part;
import zoetrope.diffusion.adapter.TrajectoryAdapter.Signal;
import zoetrope.diffusion.model.wan.pipeline.TinyWan;

/** The same brush and path, told to each kind of model in its own way. */
class TrajectoryAdapterTest {
  private static final int W = 96;
  private static final int H = 64;
  private static final int FRAMES = 9;

  private static MotionScene stage(
      List<Moving> moving, List<Area> pins, Optional<CameraTransform> camera, double strength) {
    return new MotionScene(
        new ShotRequest(
            "x",
            "",
            FrameShape.LANDSCAPE,
            FRAMES,
            Optional.of(TinyWan.picture(W, H)),
            Optional.empty(),
            false,
            moving,
            pins,
            camera,
            1,
            50,
            1,
            1,
            strength),
        W,
        H);
  }

  /** A box of a quarter of the width, 24 to 48 across and 16 to 32 down, that goes 48 right. */
  private static MotionScene drawn(double strength) {
    Mask mask = box(24, 16, 24, 16);
    return stage(
        List.of(new Moving.Region(mask, TinyWan.right(.375, .875, .375))),
        List.of(),
        Optional.empty(),
        strength);
  }

  private static Mask box(int x, int y, int w, int h) {
    float[] cover = new float[W * H];
    for (int i = 0; i < cover.length; i++) {
      cover[i] = i % W >= x && i % W < x + w && i / W >= y && i / W < y + h ? 1 : 0;
    }
    return new Mask(W, H, cover);
  }

  private static Part part(MotionScene stage) {
    return new Part(0, FRAMES, stage.first(), 50);
  }

  private static float red(Layer l, int x, int y) {
    return l.v()[(y * l.width() + x) * 4];
  }

  @Test
  void dotsAreWhereThePathIsInEveryFrame() {
    MotionScene stage = drawn(1);
    Signal.Frames signal =
        (Signal.Frames) new ControlDots().signal(stage, part(stage), new CancelToken());
    for (int t = 0; t < FRAMES; t++) {
      Layer frame = signal.frame().apply(t);
      int x = 36 + 6 * t;
      assertThat(red(frame, Math.min(W - 1, x), 24)).as("frame %d", t).isGreaterThan(.9f);
      assertThat(red(frame, (x + 48) % W, 60)).isZero();
    }
    double radius = ControlDots.radius(W, H);
    assertThat(radius).isEqualTo(4);
    assertThat(red(signal.frame().apply(0), 36 + 5, 24)).isZero();
  }

  @Test
  void aLaterWindowGoesOnWhereTheOneBeforeIs() {
    MotionScene stage = drawn(1);
    Signal.Frames whole =
        (Signal.Frames) new ControlDots().signal(stage, part(stage), new CancelToken());
    Signal.Frames later =
        (Signal.Frames)
            new ControlDots().signal(stage, new Part(4, 5, stage.first(), 50), new CancelToken());
    assertThat(later.frame().apply(0).v()).isEqualTo(whole.frame().apply(4).v());
  }

  @Test
  void boxesAreOutlinedTwoPixelsWideAlongThePath() {
    MotionScene stage = drawn(1);
    Signal.Frames signal =
        (Signal.Frames) new LayoutBoxes().signal(stage, part(stage), new CancelToken());
    for (int t = 0; t < FRAMES; t++) {
      Layer frame = signal.frame().apply(t);
      int left = 24 + 6 * t;
      assertThat(red(frame, left, 20)).isZero();
      assertThat(red(frame, left + 1, 20)).isZero();
      assertThat(red(frame, left + 2, 20)).isEqualTo(1);
      assertThat(red(frame, left - 1, 20)).isEqualTo(1);
      assertThat(red(frame, left + 10, 16)).isZero();
      assertThat(red(frame, left + 10, 31)).isZero();
      assertThat(red(frame, left + 10, 32)).isEqualTo(1);
    }
  }

  @Test
  void aDragIsSureOfTheRegionAloneAndHoldsItFromStepThreeToSevenOfFifty() {
    MotionScene stage = drawn(1);
    Signal.Drag drag = (Signal.Drag) new TimeToMove().signal(stage, part(stage), new CancelToken());
    assertThat(drag.from()).isEqualTo(3);
    assertThat(drag.until()).isEqualTo(7);
    Layer first = stage.first().orElseThrow();
    for (int t = 0; t < FRAMES; t++) {
      float[] inside = drag.frame().apply(t).sure();
      Layer picture = drag.frame().apply(t).picture();
      int left = 24 + 6 * t;
      for (int i = 0; i < inside.length; i++) {
        int x = i % W;
        int y = i / W;
        boolean in = x >= left && x < left + 24 && y >= 16 && y < 32;
        assertThat(inside[i] > 0).as("frame %d at %d,%d", t, x, y).isEqualTo(in);
        if (in) {
          assertThat(red(picture, x, y)).isEqualTo(red(first, x - 6 * t, y), within(1e-5f));
        }
      }
      assertThat(drag.frame().apply(t).picture().alpha()).containsOnly(1);
    }
  }

  @Test
  void aDragFillsWhatTheRegionLeavesWithTheTextureAroundIt() {
    byte[] rgba = new byte[W * H * 4];
    for (int i = 0; i < rgba.length; i++) {
      boolean thing = i / 4 % W >= 24 && i / 4 % W < 48 && i / 4 / W >= 16 && i / 4 / W < 32;
      int grey = i / 4 % W % 8 < 4 ? 200 : 60;
      rgba[i] = (byte) (i % 4 == 3 ? 255 : thing ? 128 : grey);
    }
    Mask mask = box(24, 16, 24, 16);
    MotionScene stage =
        new MotionScene(
            new ShotRequest(
                "x",
                "",
                FrameShape.LANDSCAPE,
                FRAMES,
                Optional.of(new RgbaImage(W, H, rgba)),
                Optional.empty(),
                false,
                List.of(new Moving.Region(mask, TinyWan.right(.375, .875, .375))),
                List.of(),
                Optional.empty(),
                1,
                50,
                1,
                1,
                1),
            W,
            H);
    Signal.Drag drag = (Signal.Drag) new TimeToMove().signal(stage, part(stage), new CancelToken());
    Layer last = drag.frame().apply(FRAMES - 1).picture();
    double missed = 0;
    for (int y = 16; y < 32; y++) {
      for (int x = 24; x < 48; x++) {
        missed += Math.abs(red(last, x, y) - (x % 8 < 4 ? 200 : 60) / 255f) / (16 * 24);
      }
    }
    assertThat(missed).as("mean difference to the stripes behind").isLessThan(.05);
  }

  @Test
  void aWeakerMotionHoldsForFewerSteps() {
    MotionScene stage = drawn(.5);
    Signal.Drag drag = (Signal.Drag) new TimeToMove().signal(stage, part(stage), new CancelToken());
    assertThat(drag.from()).isEqualTo(3);
    assertThat(drag.until()).isEqualTo(5);
  }

  @Test
  void aCameraMoveDragsTheWholeFrameAgainstItAndFreesWhatComesIn() {
    MotionScene stage =
        stage(List.of(), List.of(), Optional.of(Cameras.move(.5, 0, 1)), 1); // 32 pixels
    Signal.Drag drag = (Signal.Drag) new TimeToMove().signal(stage, part(stage), new CancelToken());
    assertThat(drag.from()).isEqualTo(2);
    assertThat(drag.until()).isEqualTo(5);
    Layer first = stage.first().orElseThrow();
    Layer last = drag.frame().apply(FRAMES - 1).picture();
    assertThat(red(last, 10, 30)).isEqualTo(red(first, 42, 30), within(1e-4f));
    assertThat(drag.frame().apply(FRAMES - 1).sure()[30 * W + 10]).isEqualTo(1);
    assertThat(drag.frame().apply(FRAMES - 1).sure()[30 * W + 80]).isZero();
  }

  @Test
  void pinsAreHeldWhereTheyAre() {
    MotionScene stage =
        stage(List.of(), List.of(new Area.Painted(box(0, 0, 32, 64))), Optional.empty(), 1);
    Signal.Drag drag = (Signal.Drag) new TimeToMove().signal(stage, part(stage), new CancelToken());
    assertThat(drag.frame().apply(7).sure()[5]).isEqualTo(1);
    assertThat(drag.frame().apply(7).sure()[40]).isZero();
    Signal.Tracks tracks =
        (Signal.Tracks) new PointTracks(16).signal(stage, part(stage), new CancelToken());
    assertThat(tracks.tracks()).hasSize(8);
    assertThat(tracks.tracks())
        .allSatisfy(
            t -> {
              assertThat(t.x()).containsOnly(t.x()[0]);
              assertThat(t.y()).containsOnly(t.y()[0]);
            });
  }

  @Test
  void tracksStartInsideTheRegionAndGoItsWay() {
    MotionScene stage = drawn(1);
    Signal.Tracks signal =
        (Signal.Tracks) new PointTracks(8).signal(stage, part(stage), new CancelToken());
    assertThat(signal.tracks()).hasSize(6);
    assertThat(signal.tracks())
        .allSatisfy(
            t -> {
              assertThat(t.x()[0]).isBetween(24f, 48f);
              assertThat(t.y()[0]).isBetween(16f, 32f);
              assertThat(t.x()[8] - t.x()[0]).isEqualTo(48, within(1e-3f));
              assertThat(t.y()[8]).isEqualTo(t.y()[0], within(1e-3f));
            });
  }

  @Test
  void zoomAndRollCarryPointsOutwardsAndAgainstTheTurn() {
    CameraField in = new CameraField(Cameras.move(0, 0, 2, 0).over((double) W / H), W, H);
    assertThat(in.at(58, 32, 1).x()).isEqualTo(68, within(1e-9));
    CameraField roll = new CameraField(Cameras.move(0, 0, 1, 90).over((double) W / H), W, H);
    assertThat(roll.at(58, 32, 1).y()).isEqualTo(22, within(1e-9));
    CameraField all = new CameraField(Cameras.move(.3, -.2, 1.5, 20).over((double) W / H), W, H);
    MotionPath.Point p = all.at(20, 50, .7);
    assertThat(all.origin(p.x(), p.y(), .7).x()).isEqualTo(20, within(1e-9));
    assertThat(all.origin(p.x(), p.y(), .7).y()).isEqualTo(50, within(1e-9));
  }

  @Test
  void nothingDrawnTellsNothing() {
    MotionScene stage = stage(List.of(), List.of(), Optional.empty(), 1);
    MotionScene off = drawn(0);
    for (TrajectoryAdapter a :
        List.of(new ControlDots(), new LayoutBoxes(), new TimeToMove(), new PointTracks(16))) {
      assertThat(a.signal(stage, part(stage), new CancelToken()))
          .isInstanceOf(Signal.Nothing.class);
      assertThat(a.signal(off, part(off), new CancelToken())).isInstanceOf(Signal.Nothing.class);
    }
  }

  @Test
  void otherModelsAreToldTheCamerasMoveInThePromptsLanguage() {
    Optional<CameraTransform> move = Optional.of(Cameras.move(-.4, 0, 1.3));
    assertThat(CameraWords.after("a lake", move))
        .isEqualTo("a lake. The camera pans to the left and zooms in.");
    assertThat(CameraWords.after("湖面", move)).isEqualTo("湖面，镜头向左平移，推近");
    assertThat(CameraWords.after("a lake", Optional.empty())).isEqualTo("a lake");
  }
}
