package zoetrope.story.edit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import zoetrope.story.document.Appearance;
import zoetrope.story.document.Aspect;
import zoetrope.story.document.FrameSource;
import zoetrope.story.document.Shot;
import zoetrope.story.document.ShotSettings;
import zoetrope.story.document.Story;
import zoetrope.story.document.StoryCharacter;
import zoetrope.story.document.StoryFormat;
import zoetrope.story.motion.MotionPlan;
import zoetrope.story.motion.Point;
import zoetrope.story.timeline.Clip;
import zoetrope.story.timeline.FrameRate;
import zoetrope.story.timeline.TimeRange;
import zoetrope.story.timeline.Timeline;
import zoetrope.story.timeline.Track;
import zoetrope.story.timeline.Transition;

/** Small stories in memory: shots {@code a}, {@code b} and {@code c} of 2, 2 and 1 seconds. */
final class EditStories {
  /** A second, in ticks. */
  static final long S = Timeline.TICKS_PER_SECOND;

  static final FrameRate FPS = FrameRate.of(24);

  private EditStories() {}

  static Shot shot(String id, int frames) {
    return new Shot(
        id,
        "Shot " + id,
        "a meadow",
        "",
        frames,
        new FrameSource.None(),
        new FrameSource.None(),
        List.of(new Appearance("pip", .4, new Point(.5, .7))),
        MotionPlan.NONE,
        ShotSettings.defaults(id));
  }

  static Clip clip(String id, long from, long to, Transition entry) {
    return new Clip(id, id.substring(0, 1), new TimeRange(from, to), entry, 0);
  }

  static Transition fade(long ticks) {
    return new Transition(Transition.Kind.CROSSFADE, ticks);
  }

  /** Clips {@code a} and {@code b} that fade into each other for half a second, then {@code c}. */
  static Story film() {
    return film(
        clip("a", 0, 2 * S, Transition.CUT),
        clip("b", 0, 2 * S, fade(S / 2)),
        clip("c", 0, S, Transition.CUT));
  }

  static Story film(Clip... clips) {
    return with(new Timeline(List.of(new Track("v1", List.of(clips))), List.of(), List.of()));
  }

  static Story with(Timeline timeline) {
    zoetrope.story.MediaRef look = new zoetrope.story.MediaRef("0".repeat(64), "png");
    return new Story(
        "Film",
        new StoryFormat(Aspect.WIDE, 720, FPS),
        List.of(new StoryCharacter("pip", "Pip", "", List.of(look))),
        List.of(shot("a", 48), shot("b", 48), shot("c", 24)),
        Map.of(),
        timeline);
  }

  static List<Clip> clips(Story story) {
    return story.timeline().pictures().clips();
  }

  static Clip clip(Story story, String id) {
    return story.timeline().pictures().clip(id).orElseThrow();
  }

  /** The film as text: each clip's shot and the seconds of its take that it shows. */
  static List<String> cut(Story story) {
    List<String> out = new ArrayList<>();
    for (Clip c : clips(story)) {
      out.add(
          "%s %s-%s".formatted(c.shotId(), seconds(c.source().start()), seconds(c.source().end())));
    }
    return out;
  }

  private static String seconds(long ticks) {
    return java.math.BigDecimal.valueOf(ticks)
        .divide(java.math.BigDecimal.valueOf(S), java.math.MathContext.DECIMAL64)
        .stripTrailingZeros()
        .toPlainString();
  }

  static long end(Story story) {
    return story.length().end();
  }
}
