package zoetrope.app.canvas;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import zoetrope.app.model.StoryModel;
import zoetrope.core.motion.Ease;
import zoetrope.story.document.Shot;
import zoetrope.story.edit.MotionEdits;
import zoetrope.story.motion.CameraMove;
import zoetrope.story.motion.MotionTarget;
import zoetrope.story.motion.Point;
import zoetrope.story.motion.RegionArea;
import zoetrope.story.motion.RegionMotion;

/**
 * The motion of the selected shot, as the canvas edits it. Edits that share a gesture are one step
 * of undo.
 */
final class MotionModel {
  private final StoryModel story;

  MotionModel(StoryModel story) {
    this.story = story;
  }

  /** The path of a target, if it has one. */
  Optional<RegionMotion.Along> path(MotionTarget t) {
    return story.shot().get().flatMap(s -> s.motion().path(t));
  }

  /** What the camera does. */
  CameraMove camera() {
    return story.shot().get().map(s -> s.motion().camera()).orElse(CameraMove.STILL);
  }

  void brush(int region, RegionArea.Drawn painted, Point centre) {
    edit(s -> MotionEdits.brush(s, region, painted, centre));
  }

  /** A region of which it is known already what it covers. */
  void select(int region, RegionArea.Drawn thing, Point centre) {
    edit(s -> MotionEdits.exact(MotionEdits.brush(s, region, thing, centre), region, true));
  }

  /** Takes a region for all that is drawn, or for the object under that. */
  void exact(MotionTarget.Region t, boolean exact) {
    edit(s -> MotionEdits.exact(s, t.index(), exact));
  }

  void draw(MotionTarget t, List<Point> points, Point centre) {
    edit(s -> MotionEdits.draw(s, t, points, centre));
  }

  void place(String character, Point to, String gesture) {
    edit(s -> MotionEdits.place(s, character, to), gesture);
  }

  void size(String character, double size, String gesture) {
    edit(s -> MotionEdits.size(s, character, size), gesture);
  }

  void movePoint(MotionTarget t, int index, Point to, String gesture) {
    edit(s -> MotionEdits.movePoint(s, t, index, to), gesture);
  }

  void insertPoint(MotionTarget t, int index, Point at, String gesture) {
    edit(s -> MotionEdits.insertPoint(s, t, index, at), gesture);
  }

  void removePoint(MotionTarget t, int index) {
    edit(s -> MotionEdits.removePoint(s, t, index));
  }

  void retime(MotionTarget t, int index, double time, String gesture) {
    edit(s -> MotionEdits.retime(s, t, index, time), gesture);
  }

  void ease(MotionTarget t, Ease to) {
    Optional<Ease> was = story.shot().get().flatMap(s -> s.motion().ease(t));
    if (was.filter(e -> e != to).isPresent()) {
      edit(s -> MotionEdits.ease(s, t, to));
    }
  }

  /** Pins a region, or frees it. */
  void togglePin(MotionTarget.Region t, Point centre) {
    edit(s -> MotionEdits.pin(s, t.index(), !s.motion().pinned(t), centre));
  }

  void camera(CameraMove move, String gesture) {
    edit(s -> MotionEdits.camera(s, move), gesture);
  }

  /** Lets the camera stay. */
  void still() {
    remove(new MotionTarget.Camera());
  }

  void remove(MotionTarget t) {
    edit(s -> MotionEdits.remove(s, t));
  }

  private void edit(UnaryOperator<Shot> change) {
    story.editShot(change);
  }

  private void edit(UnaryOperator<Shot> change, String gesture) {
    story.editShot(change, gesture);
  }
}
