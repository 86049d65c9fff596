package zoetrope.diffusion.model.wan.pipeline;

import java.util.List;
import zoetrope.diffusion.VideoModel;
import zoetrope.diffusion.model.wan.Grid;
import zoetrope.diffusion.model.wan.Latent;

/** Counts steps and decoded latent frames of all windows as one. */
final class Progress {
  private final VideoModel.Listener listener;
  private final List<Windows.Span> windows;
  private final int steps;

  Progress(VideoModel.Listener listener, List<Windows.Span> windows, int steps) {
    this.listener = listener;
    this.windows = windows;
    this.steps = steps;
  }

  private int total() {
    return windows.stream().mapToInt(this::parts).sum();
  }

  private int parts(Windows.Span span) {
    return steps + Grid.latentFrames(span.frames());
  }

  /** A window's steps, of which some may have been skipped. */
  void step(int window, int step, Latent guess) {
    at(window, step);
    if (Pixels.previewed(guess.channels())) {
      listener.preview(Pixels.preview(guess));
    }
  }

  /** A window whose latents an earlier attempt left. */
  void known(int window) {
    at(window, steps);
  }

  private void at(int window, int step) {
    int before = windows.subList(0, window).stream().mapToInt(this::parts).sum();
    listener.progress(before + step, total());
  }

  /** A share of the work on decoding a window, 0 to 1. */
  void decoding(int window, double share) {
    int parts = Grid.latentFrames(windows.get(window).frames());
    at(window, steps + (int) Math.round(share * parts));
  }
}
