package zoetrope.diffusion.model.wan.pipeline;

import zoetrope.diffusion.Capabilities;
import zoetrope.diffusion.Capabilities.Support;
import zoetrope.diffusion.Limit;
import zoetrope.diffusion.Moving;
import zoetrope.diffusion.ShotRequest;
import zoetrope.diffusion.UnfitShotException;

/** Whether a model can make what a shot asks for. */
record Fitness(String model, WanVariant variant, Capabilities able) {

  /** Throws {@link UnfitShotException} when it cannot. */
  void check(ShotRequest shot, int windows) {
    boolean first = shot.firstFrame().isPresent();
    boolean last = shot.lastFrame().isPresent();
    boolean cast =
        shot.identity() && shot.moving().stream().anyMatch(Moving.Character.class::isInstance);
    boolean led = shot.trajectory() && shot.moving().stream().anyMatch(Fitness::led);
    refuse(!first, able.text());
    refuse(first, able.image());
    refuse(last, able.lastFrame());
    refuse(cast, able.character());
    refuse(led, able.motion());
    variant.refusal(shot, windows).ifPresent(why -> refuse(true, why));
    refuse(
        !first && cast && able.character().equals(within(Limit.CHARACTERS_IN_FIRST_FRAME)),
        Limit.CHARACTERS_IN_FIRST_FRAME);
    refuse(
        !first && led && able.motion().equals(within(Limit.PATHS_NEED_FIRST_FRAME)),
        Limit.PATHS_NEED_FIRST_FRAME);
  }

  /** Somebody who only stands somewhere asks for no path. */
  private static boolean led(Moving m) {
    return m instanceof Moving.Region || m.path().points().size() > 1;
  }

  private static Support within(Limit limit) {
    return new Support.Within(limit);
  }

  private void refuse(boolean asked, Support support) {
    if (asked && support instanceof Support.No(Limit why)) {
      throw new UnfitShotException(model, why);
    }
  }

  private void refuse(boolean when, Limit why) {
    if (when) {
      throw new UnfitShotException(model, why);
    }
  }
}
