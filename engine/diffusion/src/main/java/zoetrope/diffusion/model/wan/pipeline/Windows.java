package zoetrope.diffusion.model.wan.pipeline;

import java.util.ArrayList;
import java.util.List;

/**
 * The parts that a shot is made in. Models were trained on 81 frames; a longer shot is made in
 * windows of which each begins with the last frames of the one before.
 *
 * @param most frames of a window, 4 n + 1
 */
record Windows(int most) {
  /** What Wan2.1's models were trained on. */
  static final Windows TRAINED = new Windows(81);

  /** Frames that a window repeats of the one before: a first latent frame and a second one. */
  static final int SHARED = 5;

  /** Shorter clips hardly move. */
  private static final int FEWEST = 5;

  /** What the models were trained on, or less: at most so many frames. */
  static Windows within(int most) {
    return new Windows((Math.min(most, TRAINED.most) - 1) / 4 * 4 + 1);
  }

  /**
   * @param start its first frame in the shot
   * @param frames 4 n + 1, beyond the shot's end where it does not fit
   */
  record Span(int start, int frames) {
    int end() {
      return start + frames;
    }
  }

  /** The windows of a shot of so many frames. */
  List<Span> of(int frames) {
    List<Span> out = new ArrayList<>();
    int start = 0;
    while (true) {
      int left = frames - start;
      int fitting = 4 * Math.ceilDiv(Math.max(left, FEWEST) - 1, 4) + 1;
      Span span = new Span(start, Math.min(most, fitting));
      out.add(span);
      if (span.end() >= frames) {
        return out;
      }
      start = span.end() - SHARED;
    }
  }
}
