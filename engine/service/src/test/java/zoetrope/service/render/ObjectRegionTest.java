package zoetrope.service.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zoetrope.core.image.RgbaImage;
import zoetrope.core.motion.Ease;
import zoetrope.diffusion.Area;
import zoetrope.diffusion.Moving;
import zoetrope.diffusion.ShotRequest;
import zoetrope.diffusion.VideoModel;
import zoetrope.media.Images;
import zoetrope.service.take.Fingerprint;
import zoetrope.story.MediaRef;
import zoetrope.story.document.FrameSource;
import zoetrope.story.document.Shot;
import zoetrope.story.document.ShotSettings;
import zoetrope.story.motion.CameraMove;
import zoetrope.story.motion.MotionPlan;
import zoetrope.story.motion.MotionRegion;
import zoetrope.story.motion.PathPoint;
import zoetrope.story.motion.RegionArea;
import zoetrope.story.motion.RegionMotion;

/** What a model is asked to move where a region is the object under what was drawn. */
class ObjectRegionTest {
  private static final int W = 256;
  private static final int H = 144;
  private static final double DISC = 40;
  private static final VideoModel.Traits TRAITS = new VideoModel.Traits(12, 1, 1, true, 1);
  private static final RegionArea.Box BOX = new RegionArea.Box(.25, .1, .5, .8);

  @TempDir Path folder;
  private FilmStory film;
  private MediaRef picture;

  @BeforeEach
  void paint() {
    film = new FilmStory(folder);
    byte[] rgb = new byte[3 * W * H];
    for (int i = 0; i < W * H; i++) {
      boolean in = Math.hypot(i % W - W / 2.0, i / W - H / 2.0) < DISC;
      rgb[3 * i] = (byte) (in ? 210 : 40 + (i * 31 ^ i / W * 17) % 32);
      rgb[3 * i + 1] = (byte) (in ? 40 : 120);
      rgb[3 * i + 2] = 40;
    }
    Path png = folder.resolve("disc.png");
    Images.writePng(W, H, rgb, png);
    picture = film.store.media().put(png);
  }

  @Test
  void theObjectMovesAndNotTheBoxAroundIt() {
    ShotRequest request = planned(first(), new RegionArea.ObjectUnder(BOX));
    assertThat(share(request) / (Math.PI * DISC * DISC / (W * H))).isBetween(.93, 1.07);
  }

  @Test
  void aBrushedMaskIsRefinedTheSameWay() {
    Path png = folder.resolve("mask.png");
    byte[] rgba = new byte[4 * 64 * 36];
    for (int i = 0; i < 64 * 36; i++) {
      boolean in = Math.hypot(i % 64 - 33, i / 64 - 18) < 14;
      java.util.Arrays.fill(rgba, 4 * i, 4 * i + 4, (byte) (in ? 255 : 0));
    }
    Images.writePng(new RgbaImage(64, 36, rgba), png);
    RegionArea.Mask mask = new RegionArea.Mask(film.store.media().put(png));
    double object = Math.PI * DISC * DISC / (W * H);
    assertThat(share(planned(first(), mask)) / object).isGreaterThan(1.8);
    assertThat(share(planned(first(), new RegionArea.ObjectUnder(mask))) / object)
        .isBetween(.93, 1.07);
  }

  @Test
  void whatWasCorrectedByHandIsAskedFor() {
    RegionArea.Corrected corrected = new RegionArea.Corrected(BOX, marks(8, 255));
    ShotRequest request = planned(first(), new RegionArea.ObjectUnder(corrected));
    double dab = Math.PI * 8 * 8;
    double disc = Math.PI * DISC * DISC;
    assertThat(share(request) * W * H / (disc + dab))
        .as("and the dab beside it")
        .isBetween(.95, 1.05);
    assertThat(fingerprint(planned(first(), corrected)))
        .as("exactly what was drawn")
        .isEqualTo(fingerprint(planned(first(), BOX)));
  }

  @Test
  void withoutAFirstFrameAllThatWasDrawnMoves() {
    ShotRequest drawn = planned(new FrameSource.None(), BOX);
    ShotRequest object = planned(new FrameSource.None(), new RegionArea.ObjectUnder(BOX));
    assertThat(fingerprint(object)).isEqualTo(fingerprint(drawn));
  }

  @Test
  void drawnRegionsAreAskedForAsInEarlierStories() {
    ShotRequest request = planned(first(), BOX);
    assertThat(((Moving.Region) request.moving().getFirst()).area())
        .isEqualTo(new Area.Box(.25, .1, .5, .8));
    assertThat(fingerprint(planned(first(), new RegionArea.ObjectUnder(BOX))))
        .as("another question has another fingerprint")
        .isNotEqualTo(fingerprint(request));
  }

  @Test
  void aPinHoldsTheObject() {
    MotionRegion pin = new MotionRegion(new RegionArea.ObjectUnder(BOX), new RegionMotion.Pin());
    assertThat(plan(first(), pin).pins()).singleElement().isInstanceOf(Area.Painted.class);
  }

  /** A dab in a corner of the box. */
  private MediaRef marks(int radius, int bright) {
    byte[] rgba = new byte[4 * W * H];
    for (int i = 0; i < W * H; i++) {
      boolean in = Math.hypot(i % W - 80, i / W - 30) < radius;
      java.util.Arrays.fill(rgba, 4 * i, 4 * i + 3, (byte) bright);
      rgba[4 * i + 3] = (byte) (in ? 255 : 0);
    }
    Path png = folder.resolve("marks.png");
    Images.writePng(new RgbaImage(W, H, rgba), png);
    return film.store.media().put(png);
  }

  private FrameSource first() {
    return new FrameSource.FromMedia(picture);
  }

  private ShotRequest planned(FrameSource first, RegionArea area) {
    return plan(
        first,
        new MotionRegion(
            area, new RegionMotion.Along(List.of(new PathPoint(.5, .5, 0)), Ease.LINEAR)));
  }

  private ShotRequest plan(FrameSource first, MotionRegion region) {
    Shot shot =
        new Shot(
            "one",
            "one",
            "a picture",
            "",
            12,
            first,
            new FrameSource.None(),
            List.of(),
            new MotionPlan(List.of(region), CameraMove.STILL),
            ShotSettings.defaults("one"));
    return new ShotPlanner(film.store.story(), film.store.media(), new MediaPictures(), TRAITS)
        .plan(shot, 1, Optional.empty());
  }

  private static String fingerprint(ShotRequest request) {
    return Fingerprint.of("starter", List.of(), request);
  }

  /** Share of the frame that moves. */
  private static double share(ShotRequest request) {
    Area area = ((Moving.Region) request.moving().getFirst()).area();
    assertThat(area).isInstanceOf(Area.Painted.class);
    float[] cover = ((Area.Painted) area).mask().cover();
    double sum = 0;
    for (float v : cover) {
      sum += v;
    }
    return sum / cover.length;
  }
}
