package zoetrope.diffusion.model.starter;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import zoetrope.core.image.RgbClip;
import zoetrope.diffusion.adapter.Layer;

/**
 * The camera over a painted keyframe. A shot begins with as much of the painting as its framing and
 * its camera need: what a move brings into sight is then painted already, and is not made up from
 * the frame's border.
 */
final class KeyframeCamera {
  /** A border pixel lies half a pixel inside, and its neighbours must be in the painting too. */
  private static final double MARGIN = 1.01;

  private final Layer painted;
  private final IntFunction<CameraView> sights;
  private final int frames;
  private final int window;
  private final int shared;
  private final CameraView start;

  /**
   * @param painted opaque
   * @param framing how much larger things are seen than in the painting, at least 1
   * @param roomy whether the shot begins with less than the framing says where the camera's move
   *     needs it; a move that was drawn begins with what the user saw
   * @param sights where each frame of the shot lies in its first one
   * @param frames of the shot
   * @param window frames in a window
   * @param shared frames that windows share
   */
  KeyframeCamera(
      Layer painted,
      double framing,
      boolean roomy,
      IntFunction<CameraView> sights,
      int frames,
      int window,
      int shared) {
    this.painted = painted;
    this.sights = sights;
    this.frames = frames;
    this.window = window;
    this.shared = shared;
    start = roomy ? start(framing) : new CameraView(1 / framing, 0, 0);
  }

  private boolean moves() {
    return !sights.apply(frames - 1).equals(CameraView.WHOLE);
  }

  /** Where a frame of a window lies in the shot's first frame. */
  private CameraView inFirst(int w, int frame) {
    return sights.apply(w * (window - shared) + frame);
  }

  /** Where a frame of a window lies in the painting. */
  CameraView seen(int w, int frame) {
    return inFirst(w, frame).of(start);
  }

  /**
   * The largest part to begin with from which no frame leaves the painting; the last window's
   * frames after the shot's end count too, since the denoiser sees a window as one.
   */
  private CameraView start(double framing) {
    double aspect = (double) painted.width() / painted.height();
    double left = -aspect / 2;
    double right = aspect / 2;
    double top = -.5;
    double bottom = .5;
    for (int w = 0; w < StarterModel.windows(frames); w++) {
      for (int t = 0; t < window; t++) {
        CameraView v = inFirst(w, t);
        left = Math.min(left, v.right() - v.scale() * aspect / 2);
        right = Math.max(right, v.right() + v.scale() * aspect / 2);
        top = Math.min(top, v.down() - v.scale() / 2);
        bottom = Math.max(bottom, v.down() + v.scale() / 2);
      }
    }
    double needed = Math.max((right - left) / aspect, bottom - top);
    double k = Math.max(framing, needed > 1 ? needed * MARGIN : 1);
    return new CameraView(1 / k, -(left + right) / 2 / k, -(top + bottom) / 2 / k);
  }

  /** What is seen first. */
  Layer first() {
    return start.equals(CameraView.WHOLE) ? painted : start.of(painted);
  }

  /** All that the shot's frames show of the painting; one frame where the camera stands. */
  RgbClip behind() {
    int count = moves() ? frames : 1;
    int size = painted.width() * painted.height();
    byte[] rgb = new byte[count * size * 3];
    for (int t = 0; t < count; t++) {
      Layer seen = moves() ? sights.apply(t).of(start).of(painted) : first();
      for (int i = 0; i < size * 3; i++) {
        float v = seen.v()[i / 3 * 4 + i % 3];
        rgb[t * size * 3 + i] = (byte) Math.clamp(Math.round(v * 255), 0, 255);
      }
    }
    return new RgbClip(painted.width(), painted.height(), count, rgb);
  }

  /** The conditions of a window, what comes into sight taken from the painting. */
  Conditions completed(Conditions c, int w) {
    if (!moves()) {
      return c;
    }
    List<Layer> plate = new ArrayList<>(c.plate());
    for (int t = c.known(); t < plate.size(); t++) {
      Layer whole = seen(w, t).of(painted);
      whole.over(plate.get(t), 0, 0);
      plate.set(t, whole);
    }
    return new Conditions(c.guide(), plate, c.known(), c.still(), c.camera());
  }
}
