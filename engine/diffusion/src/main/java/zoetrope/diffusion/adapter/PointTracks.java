package zoetrope.diffusion.adapter;

import java.util.ArrayList;
import java.util.List;
import zoetrope.core.motion.MotionPath;
import zoetrope.core.task.CancelToken;
import zoetrope.diffusion.Capabilities.Support;
import zoetrope.diffusion.Limit;

/**
 * Points spread over what moves, holds still, and, where the camera moves, over all of the first
 * frame, with their ways: Wan-Move (arXiv 2512.08765) and ATI (arXiv 2505.22944) take them.
 *
 * @param spacing pixels between points
 */
public record PointTracks(int spacing) implements TrajectoryAdapter {

  @Override
  public Signal signal(MotionScene stage, Part part, CancelToken cancel) {
    if (!stage.moves()) {
      return new Signal.Nothing();
    }
    List<Track> out = new ArrayList<>();
    stage
        .camera()
        .ifPresent(
            c -> {
              for (int y = spacing / 2; y < stage.height(); y += spacing) {
                for (int x = spacing / 2; x < stage.width(); x += spacing) {
                  if (free(stage, part.start(), x, y)) {
                    out.add(ground(stage, c, part, x, y));
                  }
                }
              }
            });
    for (MotionScene.Thing thing : stage.things()) {
      points(stage, thing).forEach(p -> out.add(along(thing, part, p)));
    }
    return new Signal.Tracks(out);
  }

  /** Points of the raster inside a thing, or its middle where it is too small for any. */
  private List<MotionPath.Point> points(MotionScene stage, MotionScene.Thing thing) {
    List<MotionPath.Point> out = new ArrayList<>();
    for (int y = spacing / 2; y < stage.height(); y += spacing) {
      for (int x = spacing / 2; x < stage.width(); x += spacing) {
        if (thing.sprite().v()[(y * stage.width() + x) * 4 + 3] > .5f) {
          out.add(new MotionPath.Point(x, y));
        }
      }
    }
    if (out.isEmpty()) {
      thing
          .box(0)
          .map(b -> new MotionPath.Point((b.x0() + b.x1()) / 2, (b.y0() + b.y1()) / 2))
          .ifPresent(out::add);
    }
    return out;
  }

  private static Track along(MotionScene.Thing thing, Part part, MotionPath.Point p) {
    Track out = new Track(new float[part.frames()], new float[part.frames()]);
    for (int t = 0; t < part.frames(); t++) {
      MotionPath.Point d = thing.at(part.start() + t);
      out.x()[t] = (float) (p.x() + d.x());
      out.y()[t] = (float) (p.y() + d.y());
    }
    return out;
  }

  private static Track ground(MotionScene stage, CameraField camera, Part part, int x, int y) {
    Track out = new Track(new float[part.frames()], new float[part.frames()]);
    MotionPath.Point o = camera.origin(x, y, stage.part(part.start()));
    for (int t = 0; t < part.frames(); t++) {
      MotionPath.Point p = camera.at(o.x(), o.y(), stage.part(part.start() + t));
      out.x()[t] = (float) p.x();
      out.y()[t] = (float) p.y();
    }
    return out;
  }

  /** Whether nothing with a way of its own covers a point. */
  private static boolean free(MotionScene stage, int frame, int x, int y) {
    return stage.things().stream()
        .noneMatch(
            t ->
                t.box(frame)
                    .filter(b -> x >= b.x0() && x < b.x1() && y >= b.y0() && y < b.y1())
                    .isPresent());
  }

  @Override
  public Support motion() {
    return new Support.Within(Limit.PATHS_NEED_FIRST_FRAME);
  }

  @Override
  public Support camera() {
    return new Support.Yes();
  }
}
