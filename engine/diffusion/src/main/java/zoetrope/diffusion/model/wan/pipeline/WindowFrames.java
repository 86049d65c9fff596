package zoetrope.diffusion.model.wan.pipeline;

import zoetrope.diffusion.model.wan.vae.WanVae;
import zoetrope.diffusion.runtime.Tensor;

/**
 * Decoded frames of a window on their way into the shot: those that repeat the window before, and
 * those beyond the shot's end, are left out.
 *
 * @param window its number
 * @param rgb the shot's frames of interleaved bytes
 * @param frames of the shot
 */
@SuppressWarnings("ArrayRecordComponent")
record WindowFrames(int window, Windows.Span span, byte[] rgb, int frames, Progress progress)
    implements WanVae.Frames {

  @Override
  public void come(int from, Tensor values) {
    int repeated = window == 0 ? 0 : Windows.SHARED;
    for (int f = 0; f < values.dims()[0]; f++) {
      int at = span.start() + from + f;
      if (from + f >= repeated && at < frames) {
        Pixels.write(values, f, rgb, at);
      }
    }
  }

  @Override
  public void worked(double share) {
    progress.decoding(window, share);
  }
}
