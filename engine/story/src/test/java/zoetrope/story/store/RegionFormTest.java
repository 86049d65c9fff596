package zoetrope.story.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import zoetrope.story.MediaRef;
import zoetrope.story.document.FrameSource;
import zoetrope.story.document.Shot;
import zoetrope.story.document.ShotSettings;
import zoetrope.story.motion.CameraMove;
import zoetrope.story.motion.MotionPlan;
import zoetrope.story.motion.MotionRegion;
import zoetrope.story.motion.RegionArea;
import zoetrope.story.motion.RegionMotion;

/** How the areas of regions are kept. */
class RegionFormTest {
  private static final MediaRef MASK = new MediaRef("1".repeat(64), "png");
  private static final MediaRef MARKS = new MediaRef("2".repeat(64), "png");

  @Test
  void whatWasCorrectedByHandIsKept() {
    Shot shot =
        with(
            new RegionArea.ObjectUnder(new RegionArea.Corrected(new RegionArea.Mask(MASK), MARKS)));
    assertThat(StoryJson.shot(StoryJson.of(shot))).isEqualTo(shot);
  }

  @Test
  void anObjectThatWasNotCorrectedIsKeptAsBefore() {
    Shot shot = with(new RegionArea.ObjectUnder(new RegionArea.Mask(MASK)));
    assertThat(StoryJson.of(shot))
        .contains("\"area\":{\"is\":\"object\",\"stroke\":{\"is\":\"mask\",\"media\":");
    assertThat(StoryJson.shot(StoryJson.of(shot))).isEqualTo(shot);
  }

  private static Shot with(RegionArea area) {
    return new Shot(
        "a",
        "a",
        "a car",
        "",
        24,
        new FrameSource.None(),
        new FrameSource.None(),
        List.of(),
        new MotionPlan(List.of(new MotionRegion(area, new RegionMotion.Pin())), CameraMove.STILL),
        ShotSettings.defaults("a"));
  }
}
