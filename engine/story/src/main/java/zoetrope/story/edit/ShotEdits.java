package zoetrope.story.edit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import zoetrope.story.document.Appearance;
import zoetrope.story.document.FrameSource;
import zoetrope.story.document.Seed;
import zoetrope.story.document.Shot;
import zoetrope.story.document.ShotSettings;
import zoetrope.story.document.StockCast;
import zoetrope.story.document.Story;
import zoetrope.story.document.Take;
import zoetrope.story.motion.MotionPlan;
import zoetrope.story.motion.MotionRegion;
import zoetrope.story.motion.Point;
import zoetrope.story.motion.RegionArea;

/**
 * Edits of shots. What of a shot the film shows follows: a shot of another length refits its clips,
 * in the same step.
 */
public final class ShotEdits {
  private static final double CAST_SIZE = .42;

  private ShotEdits() {}

  /**
   * Changes a shot, if it is there, and refits its clips if that changes its length: a clip that
   * showed the take to its end does so again, others keep their piece as far as there is one.
   *
   * <pre>
   * shot     2 s                        3 s
   * before   [ shot 0-1 ][ shot 1-2 ][ other ]
   * after    [ shot 0-1 ][ shot 1-3      ][ other ]
   * </pre>
   */
  public static Edit change(String shotId, UnaryOperator<Shot> change) {
    return new Edit.Change(
        "change-shot",
        story -> story.shot(shotId).map(s -> replaced(story, s, change.apply(s))).orElse(story));
  }

  private static Story replaced(Story story, Shot was, Shot is) {
    Story changed = new Edit.PutShot(is).applyTo(story);
    var fps = story.format().fps();
    return was.frames() == is.frames()
        ? changed
        : ClipEdits.refitted(changed, is.id(), fps.ticks(was.frames()), fps.ticks(is.frames()));
  }

  /**
   * Adds a shot after all others, and the whole of it to the end of the film.
   *
   * <pre>
   * before  [  A  ][  B  ]
   * after   [  A  ][  B  ][  shot  ]
   * </pre>
   */
  public static Edit add(Shot shot) {
    return new Edit.Change(
        "add-shot", story -> ClipEdits.appended(new Edit.PutShot(shot).applyTo(story), shot.id()));
  }

  /**
   * Removes a shot and all its clips; what follows them closes up. Its takes stay in the folder,
   * for undo.
   *
   * <pre>
   * before  [ shot ][  A  ][ shot ][  B  ]
   * after   [  A  ][  B  ]
   * </pre>
   */
  public static Edit remove(String shotId) {
    return new Edit.Change(
        "remove-shot",
        story -> new Edit.RemoveShot(shotId).applyTo(ClipEdits.withoutShot(story, shotId)));
  }

  /** The same shot under another id and name. */
  public static Shot copy(Shot shot, String id, String name) {
    return new Shot(
        id,
        name,
        shot.prompt(),
        shot.negative(),
        shot.frames(),
        shot.firstFrame(),
        shot.lastFrame(),
        shot.cast(),
        shot.motion(),
        shot.settings(),
        shot.stock());
  }

  /** Same words, characters and settings; its own picture and motion are still to be given. */
  public static Shot like(Shot shot, String id, String name) {
    FrameSource none = new FrameSource.None();
    return copy(shot, id, name)
        .withMotion(MotionPlan.NONE)
        .withFirstFrame(none)
        .withLastFrame(none);
  }

  /** With other characters; paths of those that leave go with them. */
  public static Shot cast(Shot shot, List<Appearance> cast) {
    List<String> ids = cast.stream().map(Appearance::characterId).toList();
    List<MotionRegion> regions =
        shot.motion().regions().stream().filter(r -> stays(r, ids)).toList();
    return new Shot(
        shot.id(),
        shot.name(),
        shot.prompt(),
        shot.negative(),
        shot.frames(),
        shot.firstFrame(),
        shot.lastFrame(),
        cast,
        new MotionPlan(regions, shot.motion().camera()),
        shot.settings(),
        shot.stock());
  }

  private static boolean stays(MotionRegion region, List<String> cast) {
    return !(region.area() instanceof RegionArea.OfCharacter(String id)) || cast.contains(id);
  }

  /** Whether a character is in a shot. */
  public static boolean casts(Shot shot, String characterId) {
    return shot.cast().stream().anyMatch(a -> a.characterId().equals(characterId));
  }

  /** With a character, beside those that are in it. */
  public static Shot join(Shot shot, String characterId) {
    if (casts(shot, characterId)) {
      return shot;
    }
    List<Appearance> cast = new ArrayList<>(shot.cast());
    double x = .3 + .25 * (cast.size() % 3);
    cast.add(new Appearance(characterId, CAST_SIZE, new Point(x, .7)));
    return cast(shot, cast);
  }

  /** Without a character. */
  public static Shot leave(Shot shot, String characterId) {
    return cast(
        shot, shot.cast().stream().filter(a -> !a.characterId().equals(characterId)).toList());
  }

  /** With or without what its prompt names from the stock; items taken out before may come back. */
  public static Shot stock(Shot shot, boolean on) {
    return shot.withStock(on ? StockCast.ON : StockCast.OFF);
  }

  /** Without an item of the stock, whatever its prompt names. */
  public static Shot withoutStock(Shot shot, String item) {
    return shot.withStock(shot.stock().without(item));
  }

  /** With another model, asked as it advises; seed, strengths and takes stay. */
  public static Shot model(Shot shot, String model) {
    ShotSettings k = shot.settings();
    ShotSettings usual = ShotSettings.defaults(shot.id(), model);
    return shot.withSettings(
        new ShotSettings(
            model, k.seed(), usual.steps(), usual.guidance(), k.identity(), k.motion(), k.takes()));
  }

  /** Everything that a take was made with, its seed locked; id and name stay the shot's. */
  public static Shot recall(Shot shot, Take take) {
    Shot then = copy(take.recipe(), shot.id(), shot.name());
    return then.withSettings(then.settings().withSeed(new Seed(take.seed(), true)));
  }
}
