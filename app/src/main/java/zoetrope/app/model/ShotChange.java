package zoetrope.app.model;

import java.util.List;
import zoetrope.story.document.Appearance;
import zoetrope.story.document.FrameSource;
import zoetrope.story.document.Seed;
import zoetrope.story.document.Shot;
import zoetrope.story.document.ShotSettings;
import zoetrope.story.motion.MotionPlan;
import zoetrope.story.motion.MotionRegion;
import zoetrope.story.motion.RegionArea;

/** Shots with one part replaced. */
public final class ShotChange {
  private ShotChange() {}

  public static Shot name(Shot s, String v) {
    return make(s, v, s.prompt(), s.negative(), s.frames(), s.firstFrame(), s.lastFrame());
  }

  public static Shot prompt(Shot s, String v) {
    return make(s, s.name(), v, s.negative(), s.frames(), s.firstFrame(), s.lastFrame());
  }

  public static Shot negative(Shot s, String v) {
    return make(s, s.name(), s.prompt(), v, s.frames(), s.firstFrame(), s.lastFrame());
  }

  public static Shot frames(Shot s, int v) {
    return make(s, s.name(), s.prompt(), s.negative(), v, s.firstFrame(), s.lastFrame());
  }

  public static Shot firstFrame(Shot s, FrameSource v) {
    return make(s, s.name(), s.prompt(), s.negative(), s.frames(), v, s.lastFrame());
  }

  public static Shot lastFrame(Shot s, FrameSource v) {
    return make(s, s.name(), s.prompt(), s.negative(), s.frames(), s.firstFrame(), v);
  }

  /** With other characters; paths of those that leave go with them. */
  public static Shot cast(Shot s, List<Appearance> v) {
    List<String> ids = v.stream().map(Appearance::characterId).toList();
    List<MotionRegion> regions = s.motion().regions().stream().filter(r -> stays(r, ids)).toList();
    return whole(s, v, new MotionPlan(regions, s.motion().camera()), s.settings());
  }

  private static boolean stays(MotionRegion r, List<String> cast) {
    return !(r.area() instanceof RegionArea.OfCharacter(String id)) || cast.contains(id);
  }

  public static Shot motion(Shot s, MotionPlan v) {
    return whole(s, s.cast(), v, s.settings());
  }

  public static Shot settings(Shot s, ShotSettings v) {
    return whole(s, s.cast(), s.motion(), v);
  }

  public static Shot seed(Shot s, Seed v) {
    ShotSettings k = s.settings();
    return settings(
        s,
        new ShotSettings(
            k.model(), v, k.steps(), k.guidance(), k.identity(), k.motion(), k.takes()));
  }

  /** The same shot under another name, with nothing else changed. */
  public static Shot copy(Shot s, String id, String name) {
    return new Shot(
        id,
        name,
        s.prompt(),
        s.negative(),
        s.frames(),
        s.firstFrame(),
        s.lastFrame(),
        s.cast(),
        s.motion(),
        s.settings());
  }

  private static Shot make(
      Shot s,
      String name,
      String prompt,
      String negative,
      int frames,
      FrameSource first,
      FrameSource last) {
    return new Shot(
        s.id(), name, prompt, negative, frames, first, last, s.cast(), s.motion(), s.settings());
  }

  private static Shot whole(Shot s, List<Appearance> cast, MotionPlan motion, ShotSettings k) {
    return new Shot(
        s.id(),
        s.name(),
        s.prompt(),
        s.negative(),
        s.frames(),
        s.firstFrame(),
        s.lastFrame(),
        cast,
        motion,
        k);
  }

  /** With another model, asked as it advises; seed, strengths and takes stay. */
  public static Shot model(Shot s, String model) {
    ShotSettings k = s.settings();
    ShotSettings usual = ShotSettings.defaults(s.id(), model);
    return settings(
        s,
        new ShotSettings(
            model, k.seed(), usual.steps(), usual.guidance(), k.identity(), k.motion(), k.takes()));
  }
}
