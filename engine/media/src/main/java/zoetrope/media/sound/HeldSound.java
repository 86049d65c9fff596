package zoetrope.media.sound;

import java.util.Arrays;

/** Sound in an array. */
final class HeldSound implements SoundSource {
  private final float[] stereo;
  private int at;

  HeldSound(float[] stereo) {
    this.stereo = stereo;
  }

  @Override
  public long samples() {
    return stereo.length / 2;
  }

  @Override
  public void rewind() {
    at = 0;
  }

  @Override
  public void read(float[] out) {
    int n = Math.min(out.length, stereo.length - at);
    System.arraycopy(stereo, at, out, 0, n);
    Arrays.fill(out, n, out.length, 0);
    at += n;
  }
}
