package zoetrope.service.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import zoetrope.core.motion.Ease;
import zoetrope.diffusion.card.ModelCard;
import zoetrope.diffusion.family.UnknownFolder;
import zoetrope.service.models.ModelProfile.Advice;
import zoetrope.service.models.ModelProfile.Answer;
import zoetrope.service.models.ModelProfile.Wish;
import zoetrope.story.MediaRef;
import zoetrope.story.document.Appearance;
import zoetrope.story.document.FrameSource;
import zoetrope.story.document.Shot;
import zoetrope.story.document.ShotSettings;
import zoetrope.story.motion.MotionPlan;
import zoetrope.story.motion.MotionRegion;
import zoetrope.story.motion.PathPoint;
import zoetrope.story.motion.Point;
import zoetrope.story.motion.RegionArea;
import zoetrope.story.motion.RegionMotion;

class ShotFitTest {
  private static final FrameSource PICTURE =
      new FrameSource.FromMedia(new MediaRef("0".repeat(64), "png"));
  private static final Shot WORDS =
      new Shot(
          "a",
          "A",
          "a meadow",
          "",
          24,
          new FrameSource.None(),
          new FrameSource.None(),
          List.of(),
          MotionPlan.NONE,
          ShotSettings.defaults("a"));

  private static ModelProfile model(Wish wish, boolean possible, String limit) {
    ModelCard card = new ModelCard("", Path.of("m"), "text", "", List.of(), List.of());
    return new ModelProfile(
        new InstalledModel("m", "M", InstalledModel.Origin.IMPORTED, new UnknownFolder(card)),
        Map.of(wish, new Answer(possible, Optional.of(limit))),
        new Advice(16, 20, 5, false, false),
        List.of());
  }

  private static Shot moved(RegionArea area, PathPoint... way) {
    MotionRegion region = new MotionRegion(area, new RegionMotion.Along(List.of(way), Ease.LINEAR));
    return WORDS.withMotion(new MotionPlan(List.of(region), MotionPlan.NONE.camera()));
  }

  private static Shot cast(RegionMotion... walks) {
    return new Shot(
        "a",
        "A",
        "a meadow",
        "",
        24,
        new FrameSource.None(),
        new FrameSource.None(),
        List.of(new Appearance("pip", .4, new Point(.5, .5))),
        new MotionPlan(
            List.of(walks).stream()
                .map(w -> new MotionRegion(new RegionArea.OfCharacter("pip"), w))
                .toList(),
            MotionPlan.NONE.camera()),
        ShotSettings.defaults("a"));
  }

  @Test
  void aLastFrameAloneIsTooLittleWhereOneGoesBesideAFirst() {
    ModelProfile between = model(Wish.LAST_FRAME, true, "NEEDS_FIRST_FRAME");
    assertThat(ShotFit.limits(WORDS.withLastFrame(PICTURE), between))
        .containsExactly("NEEDS_FIRST_FRAME");
    assertThat(ShotFit.limits(WORDS.withLastFrame(PICTURE).withFirstFrame(PICTURE), between))
        .isEmpty();
    assertThat(ShotFit.limits(WORDS, between)).isEmpty();
  }

  @Test
  void aBrushedRegionAsksForAPathEvenWhereItStaysAndACharacterDoesNot() {
    ModelProfile still = model(Wish.MOTION, false, "NO_PATHS");
    RegionArea box = new RegionArea.Box(.1, .1, .2, .2);
    PathPoint here = new PathPoint(.2, .2, 0);
    PathPoint there = new PathPoint(.6, .2, 1);
    assertThat(ShotFit.limits(moved(box, here), still)).containsExactly("NO_PATHS");
    assertThat(ShotFit.limits(cast(new RegionMotion.Along(List.of(here), Ease.IN)), still))
        .isEmpty();
    assertThat(ShotFit.limits(cast(new RegionMotion.Along(List.of(here, there), Ease.IN)), still))
        .containsExactly("NO_PATHS");
  }

  @Test
  void charactersInTheFirstFrameNeedOne() {
    ModelProfile in = model(Wish.CHARACTERS, true, "CHARACTERS_IN_FIRST_FRAME");
    assertThat(ShotFit.limits(cast(), in)).containsExactly("CHARACTERS_IN_FIRST_FRAME");
    assertThat(ShotFit.limits(cast().withFirstFrame(PICTURE), in)).isEmpty();
  }
}
