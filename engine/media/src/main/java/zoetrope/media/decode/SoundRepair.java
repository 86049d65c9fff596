package zoetrope.media.decode;

import java.util.Arrays;
import java.util.Optional;

/** Silence for what is missing of a sound, let in and out softly, and for what damage has made. */
final class SoundRepair {
  /** Samples over which sound comes and goes beside a gap: 5 ms. */
  private static final int SOFT = 240;

  private static final int PIECE = 4_096;

  /** No encoder writes this loud; damaged frames come out so. */
  private static final float SPIKE = 1.5f;

  private final boolean lossy;
  private final float[] last = new float[2];
  private long silence;
  private int soft;
  private boolean mute;

  /** For sound that is coded with loss, so that damage can be any noise. */
  SoundRepair(boolean lossy) {
    this.lossy = lossy;
  }

  /** Forgets all, and begins with so many samples of silence. */
  void restart(long lead) {
    silence = lead;
    soft = 0;
    mute = false;
    Arrays.fill(last, 0);
  }

  /**
   * Something is missing before the next frame.
   *
   * @param heard samples of silence to give for it
   * @param torn whether the next frame lacks what it builds on, so that it is noise
   */
  void gap(long heard, boolean torn) {
    silence += heard;
    mute |= torn && lossy;
  }

  /** The next piece of silence; empty where there is none to give. */
  Optional<float[]> silence() {
    if (silence == 0) {
      return Optional.empty();
    }
    float[] out = new float[2 * (int) Math.min(PIECE, silence)];
    silence -= out.length / 2;
    fadeOut(out);
    return Optional.of(out);
  }

  private void fadeOut(float[] out) {
    for (int i = 0; i < out.length && i < 2 * SOFT; i++) {
      out[i] = last[i & 1] * (1 - (i / 2 + 1f) / SOFT);
    }
    Arrays.fill(last, 0);
    soft = SOFT;
  }

  /** A decoded piece, changed in place. */
  float[] mended(float[] stereo) {
    if (stereo.length == 0) {
      return stereo;
    }
    if (mute || (lossy && spiked(stereo))) {
      mute = false;
      Arrays.fill(stereo, 0);
      fadeOut(stereo);
      return stereo;
    }
    for (int i = 0; i < stereo.length && soft > 0; i += 2) {
      float k = 1 - (float) soft / SOFT;
      stereo[i] *= k;
      stereo[i + 1] *= k;
      soft--;
    }
    System.arraycopy(stereo, stereo.length - 2, last, 0, 2);
    return stereo;
  }

  private static boolean spiked(float[] stereo) {
    for (float v : stereo) {
      if (!(Math.abs(v) < SPIKE)) { // and what is no number
        return true;
      }
    }
    return false;
  }
}
