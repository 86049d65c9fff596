package zoetrope.service.models;

import java.util.List;
import zoetrope.diffusion.Capabilities;
import zoetrope.diffusion.Capabilities.Support;
import zoetrope.diffusion.Limit;
import zoetrope.diffusion.ShotDemands;
import zoetrope.service.models.ModelProfile.Wish;
import zoetrope.story.document.FrameSource;
import zoetrope.story.document.Shot;
import zoetrope.story.motion.MotionRegion;
import zoetrope.story.motion.RegionArea;
import zoetrope.story.motion.RegionMotion;

/** Whether a model can make a shot as it is, by the rule by which the engine refuses it. */
public final class ShotFit {
  private ShotFit() {}

  /** Names of the limits that keep the model from making the shot; none where it can. */
  public static List<String> limits(Shot shot, ModelProfile model) {
    return capabilities(model).refusals(demands(shot)).stream().map(Limit::name).toList();
  }

  private static Capabilities capabilities(ModelProfile m) {
    return new Capabilities(
        support(m.answer(Wish.TEXT)),
        support(m.answer(Wish.FIRST_FRAME)),
        support(m.answer(Wish.LAST_FRAME)),
        support(m.answer(Wish.CHARACTERS)),
        support(m.answer(Wish.MOTION)),
        support(m.answer(Wish.CAMERA)));
  }

  private static Support support(ModelProfile.Answer a) {
    if (a.limit().isEmpty()) {
      return new Support.Yes();
    }
    Limit limit = Limit.valueOf(a.limit().get());
    return a.possible() ? new Support.Within(limit) : new Support.No(limit);
  }

  private static ShotDemands demands(Shot shot) {
    return new ShotDemands(
        !(shot.firstFrame() instanceof FrameSource.None),
        !(shot.lastFrame() instanceof FrameSource.None),
        shot.settings().identity() > 0 && !shot.cast().isEmpty(),
        shot.settings().motion() > 0 && shot.motion().regions().stream().anyMatch(ShotFit::led));
  }

  /** A character that only stands somewhere asks for no path. */
  private static boolean led(MotionRegion region) {
    return region.motion() instanceof RegionMotion.Along along
        && (!(region.area() instanceof RegionArea.OfCharacter) || along.points().size() > 1);
  }
}
