package zoetrope.diffusion.adapter;

import zoetrope.core.task.CancelToken;
import zoetrope.diffusion.Capabilities.Support;
import zoetrope.diffusion.Limit;

/**
 * Time-to-Move (arXiv 2511.08633): what is painted is cut out of the first frame and dragged along
 * its path in pixels, over the frame carried by the camera. Denoising starts on that clip with
 * noise, and what was dragged is held to it for some steps more. Needs no weights of its own, so
 * that any image-to-video model follows it.
 *
 * <p>Its authors start at step 3 of 50 and hold until step 7, with camera moves at 2 and until 5;
 * other numbers of steps are taken in proportion, and a weaker motion strength holds for less long.
 */
public record TimeToMove() implements TrajectoryAdapter {
  private static final double OF = 50;
  private static final double START = 3;
  private static final double HOLD = 4;
  private static final double CAMERA_START = 2;
  private static final double CAMERA_HOLD = 3;

  @Override
  public Signal signal(MotionScene stage, Part part, CancelToken cancel) {
    if (!stage.moves() || part.picture().isEmpty()) {
      return new Signal.Nothing();
    }
    Layer picture = part.picture().get();
    Layer behind = behind(stage, part.start(), picture, cancel);
    boolean camera = stage.camera().isPresent();
    int from = part(camera ? CAMERA_START : START, part.steps());
    double hold = (camera ? CAMERA_HOLD : HOLD) * stage.shot().motionStrength();
    int until = Math.min(part.steps(), from + Math.max(1, part(hold, part.steps())));
    return new Signal.Drag(t -> dragged(stage, part.start(), t, behind), from, until);
  }

  private static Signal.Dragged dragged(MotionScene stage, int start, int t, Layer behind) {
    Layer ground = ground(stage, start, t, behind);
    // what the camera brings into the frame is left to the model: a colour to start from will do
    Layer picture = ground.smoothlyFilled();
    float[] sure = sure(stage, ground);
    for (MotionScene.Thing thing : stage.things()) {
      Layer moved = Layer.empty(stage.width(), stage.height());
      moved.over(thing.sprite(), thing.at(start + t).x(), thing.at(start + t).y());
      picture.over(moved, 0, 0);
      float[] cover = moved.alpha();
      for (int i = 0; i < sure.length; i++) {
        sure[i] = cover[i] > .5f ? 1 : sure[i];
      }
    }
    return new Signal.Dragged(picture, sure);
  }

  private static int part(double of50, int steps) {
    return Math.min(steps - 1, (int) Math.round(of50 / OF * steps));
  }

  /** The picture without what moves; the holes are made of pieces of the rest. */
  private static Layer behind(MotionScene stage, int start, Layer picture, CancelToken cancel) {
    Layer out = picture;
    for (MotionScene.Thing thing : stage.things()) {
      if (thing.moves()) {
        Layer there = Layer.empty(stage.width(), stage.height());
        there.over(thing.sprite(), thing.at(start).x(), thing.at(start).y());
        out = MotionGuide.without(out, there);
      }
    }
    return out.filled(cancel);
  }

  private static Layer ground(MotionScene stage, int start, int t, Layer behind) {
    return stage
        .camera()
        .map(c -> c.carried(behind, stage.part(start), stage.part(start + t)))
        .orElseGet(behind::copy);
  }

  /** A moving camera is sure of all that it still sees; a standing one leaves the rest free. */
  private static float[] sure(MotionScene stage, Layer ground) {
    float[] out = new float[stage.width() * stage.height()];
    if (stage.camera().isPresent()) {
      float[] seen = ground.alpha();
      for (int i = 0; i < out.length; i++) {
        out[i] = seen[i] > .5f ? 1 : 0;
      }
    }
    return out;
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
