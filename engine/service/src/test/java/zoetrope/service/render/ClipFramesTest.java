package zoetrope.service.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import zoetrope.core.camera.CameraTransform;
import zoetrope.core.image.RgbClip;
import zoetrope.core.image.RgbaImage;
import zoetrope.core.motion.MotionPath;
import zoetrope.core.task.CancelToken;
import zoetrope.core.task.CancelledException;
import zoetrope.diffusion.Capabilities;
import zoetrope.diffusion.FrameShape;
import zoetrope.diffusion.Moving;
import zoetrope.diffusion.ShotRequest;
import zoetrope.diffusion.VideoModel;
import zoetrope.story.document.Aspect;
import zoetrope.story.document.StoryFormat;
import zoetrope.story.timeline.FrameRate;

/** In which size a take's frames are kept. */
class ClipFramesTest {
  private static final RgbClip CLIP = new RgbClip(64, 36, 2, new byte[2 * 64 * 36 * 3]);
  private static final RgbaImage PICTURE = picture();
  private static final Moving CHARACTER = new Moving.Character(PICTURE, .5, MotionPath.at(.5, .5));

  @Test
  void aTakeWithTheUsersPicturesHasTheFilmsSizeWhereTheModelHoldsToTheDrawing() {
    assertThat(size(exact(), shot(Optional.of(PICTURE), List.of()), film(180)))
        .isEqualTo("320x180");
    assertThat(size(exact(), shot(Optional.empty(), List.of(CHARACTER)), film(180)))
        .isEqualTo("320x180");
  }

  @Test
  void withoutThemOrWithAModelOfItsOwnMotionItHasTheModelsSize() {
    assertThat(size(exact(), shot(Optional.empty(), List.of()), film(180))).isEqualTo("64x36");
    assertThat(size(free(), shot(Optional.of(PICTURE), List.of(CHARACTER)), film(180)))
        .isEqualTo("64x36");
  }

  @Test
  void aSmallerFilmChangesNothing() {
    RgbClip large = new RgbClip(640, 360, 1, new byte[640 * 360 * 3]);
    ShotRequest shot = shot(Optional.of(PICTURE), List.of());
    ClipFrames f =
        ClipFrames.of(exact(), shot, large, Optional.empty(), film(180), new CancelToken());
    assertThat(f.width()).isEqualTo(640);
  }

  @Test
  void theLargestFilmsAreScaledFromASizeThatMemoryAllows() {
    assertThat(size(exact(), shot(Optional.of(PICTURE), List.of()), film(2160)))
        .isEqualTo("2560x1440");
  }

  @Test
  void everyFrameIsOfThatSizeAndComesUntilItIsCancelled() {
    CancelToken cancel = new CancelToken();
    ClipFrames frames =
        ClipFrames.of(
            exact(),
            shot(Optional.of(PICTURE), List.of()),
            CLIP,
            Optional.empty(),
            film(180),
            cancel);
    assertThat(frames.count()).isEqualTo(2);
    assertThat(frames.at().apply(1)).hasSize(320 * 180 * 3);
    cancel.cancel();
    assertThatThrownBy(() -> frames.at().apply(0)).isInstanceOf(CancelledException.class);
  }

  private static String size(VideoModel model, ShotRequest shot, StoryFormat film) {
    ClipFrames f = ClipFrames.of(model, shot, CLIP, Optional.empty(), film, new CancelToken());
    return f.width() + "x" + f.height();
  }

  private static StoryFormat film(int height) {
    return new StoryFormat(Aspect.WIDE, height, FrameRate.of(24));
  }

  private static ShotRequest shot(Optional<RgbaImage> first, List<Moving> moving) {
    return new ShotRequest(
        "",
        "",
        FrameShape.LANDSCAPE,
        2,
        first,
        Optional.empty(),
        false,
        moving,
        List.of(),
        Optional.empty(),
        1,
        4,
        1,
        1,
        1);
  }

  private static RgbaImage picture() {
    byte[] rgba = new byte[4 * 40 * 30];
    java.util.Arrays.fill(rgba, (byte) 200);
    return new RgbaImage(40, 30, rgba);
  }

  private static VideoModel exact() {
    return new Painter(Optional.of(1.0));
  }

  private static VideoModel free() {
    return new Painter(Optional.empty());
  }

  /** A model that is only asked how it moves things. */
  private record Painter(Optional<Double> zoom) implements VideoModel {
    @Override
    public String id() {
      return "painter";
    }

    @Override
    public Traits traits() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Capabilities capabilities() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<CameraTransform> exactCamera(ShotRequest shot, double aspect) {
      return zoom.map(z -> new CameraTransform(0, 0, z, 0, aspect));
    }

    @Override
    public RgbClip generate(ShotRequest shot, Listener listener, CancelToken cancel) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
  }
}
