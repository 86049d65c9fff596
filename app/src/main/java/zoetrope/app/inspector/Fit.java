package zoetrope.app.inspector;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import zoetrope.service.models.ModelProfile;
import zoetrope.service.models.ModelProfile.Wish;
import zoetrope.story.document.FrameSource;
import zoetrope.story.document.Shot;
import zoetrope.story.motion.RegionMotion;

/**
 * Whether a model can make a shot as it is; the engine refuses what does not fit in the same way.
 */
final class Fit {
  private Fit() {}

  /** Names of the limits that keep the model from making the shot; none where it can. */
  static Set<String> of(Shot shot, ModelProfile model) {
    boolean first = !(shot.firstFrame() instanceof FrameSource.None);
    boolean last = !(shot.lastFrame() instanceof FrameSource.None);
    boolean cast = shot.settings().identity() > 0 && !shot.cast().isEmpty();
    boolean led = shot.settings().motion() > 0 && led(shot);
    Set<String> out = new LinkedHashSet<>();
    refused(!first, model, Wish.TEXT, out);
    refused(first, model, Wish.FIRST_FRAME, out);
    refused(last, model, Wish.LAST_FRAME, out);
    refused(cast, model, Wish.CHARACTERS, out);
    refused(led, model, Wish.MOTION, out);
    within(!first && cast, model, Wish.CHARACTERS, "CHARACTERS_IN_FIRST_FRAME", out);
    within(!first && led, model, Wish.MOTION, "PATHS_NEED_FIRST_FRAME", out);
    within(!last, model, Wish.FIRST_FRAME, "NEEDS_LAST_FRAME", out);
    return out;
  }

  private static boolean led(Shot shot) {
    return shot.motion().regions().stream()
        .anyMatch(r -> r.motion() instanceof RegionMotion.Along a && a.points().size() > 1);
  }

  private static void refused(boolean asked, ModelProfile m, Wish wish, Set<String> out) {
    if (asked && !m.answer(wish).possible()) {
      m.answer(wish).limit().ifPresent(out::add);
    }
  }

  private static void within(
      boolean asked, ModelProfile m, Wish wish, String limit, Set<String> out) {
    if (asked && m.answer(wish).limit().equals(Optional.of(limit))) {
      out.add(limit);
    }
  }
}
