package zoetrope.diffusion.adapter;

import zoetrope.core.task.CancelToken;
import zoetrope.diffusion.Capabilities.Support;
import zoetrope.diffusion.Limit;

/**
 * VACE's layout tracks: an outlined box around everything that moves or holds still, black on white
 * (ali-vilab/VACE, annotators/layout.py).
 */
public record LayoutBoxes() implements TrajectoryAdapter {
  private static final int LINE = 2;

  @Override
  public Signal signal(MotionScene stage, Part part, CancelToken cancel) {
    if (!stage.shot().trajectory() || stage.things().isEmpty()) {
      return new Signal.Nothing();
    }
    return new Signal.Frames(t -> frame(stage, part.start() + t));
  }

  private static Layer frame(MotionScene stage, int t) {
    Layer out = MotionScene.white(stage.width(), stage.height());
    stage.things().forEach(thing -> thing.box(t).ifPresent(b -> outline(out, b)));
    return out;
  }

  private static void outline(Layer frame, MotionScene.Box b) {
    int x0 = (int) Math.round(b.x0());
    int y0 = (int) Math.round(b.y0());
    int x1 = (int) Math.round(b.x1());
    int y1 = (int) Math.round(b.y1());
    for (int y = Math.max(0, y0); y < Math.min(frame.height(), y1); y++) {
      for (int x = Math.max(0, x0); x < Math.min(frame.width(), x1); x++) {
        if (x < x0 + LINE || x >= x1 - LINE || y < y0 + LINE || y >= y1 - LINE) {
          int i = (y * frame.width() + x) * 4;
          java.util.Arrays.fill(frame.v(), i, i + 3, 0);
        }
      }
    }
  }

  @Override
  public Support motion() {
    return new Support.Yes();
  }

  @Override
  public Support camera() {
    return new Support.Within(Limit.CAMERA_IN_WORDS);
  }
}
