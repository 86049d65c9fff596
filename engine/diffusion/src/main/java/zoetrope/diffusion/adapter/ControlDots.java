package zoetrope.diffusion.adapter;

import zoetrope.core.task.CancelToken;
import zoetrope.diffusion.Capabilities.Support;
import zoetrope.diffusion.Limit;

/**
 * Fun-Control's trajectories: a soft white dot on black in the middle of everything that moves or
 * holds still (aigc-apps/VideoX-Fun, comfyui/comfyui_nodes.py).
 */
public record ControlDots() implements TrajectoryAdapter {
  /** A dot's radius in a frame of 1280 x 720. */
  private static final double RADIUS = 50;

  private static final double AREA = 1280 * 720;

  /** Of a radius. */
  private static final double SPREAD = .4;

  @Override
  public Signal signal(MotionScene stage, Part part, CancelToken cancel) {
    if (!stage.shot().trajectory() || stage.things().isEmpty()) {
      return new Signal.Nothing();
    }
    return new Signal.Frames(t -> frame(stage, part.start() + t));
  }

  private static Layer frame(MotionScene stage, int t) {
    double radius = radius(stage.width(), stage.height());
    Layer out = Layer.empty(stage.width(), stage.height());
    for (int i = 3; i < out.v().length; i += 4) {
      out.v()[i] = 1;
    }
    for (MotionScene.Thing thing : stage.things()) {
      thing.box(t).ifPresent(b -> dot(out, (b.x0() + b.x1()) / 2, (b.y0() + b.y1()) / 2, radius));
    }
    return out;
  }

  static double radius(int width, int height) {
    return (int) (RADIUS * Math.sqrt(width * height / AREA));
  }

  private static void dot(Layer frame, double x, double y, double radius) {
    double spread = SPREAD * radius;
    for (int row = (int) Math.max(0, y - radius);
        row < Math.min(frame.height(), y + radius);
        row++) {
      for (int column = (int) Math.max(0, x - radius);
          column < Math.min(frame.width(), x + radius);
          column++) {
        double far = Math.hypot(column + .5 - x, row + .5 - y);
        float bright = far < radius ? (float) Math.exp(-far * far / (2 * spread * spread)) : 0;
        int i = (row * frame.width() + column) * 4;
        for (int c = 0; c < 3; c++) {
          frame.v()[i + c] = Math.max(frame.v()[i + c], bright);
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
