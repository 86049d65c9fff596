package zoetrope.media.sound;

import java.util.Arrays;
import java.util.Optional;
import zoetrope.media.filter.SoundFilter;

/** A mix as it leaves the master, streamed from its start. Whoever opened it closes it. */
public final class MasteredSound implements AutoCloseable {
  private static final int CHUNK = 4_800;

  private final SoundSource mix;
  private final SoundFilter filter;
  private final float[] chunk = new float[2 * CHUNK];
  private long left;
  private boolean ended;
  private float[] ready = new float[0];
  private int used;

  MasteredSound(SoundSource mix, Chain chain) {
    this.mix = mix;
    filter = new SoundFilter(chain.filters());
    left = mix.samples();
    mix.rewind();
  }

  /** Fills an array of even length with what comes next; with silence after the end. */
  public void read(float[] stereo) {
    int n = 0;
    while (n < stereo.length && more()) {
      int some = Math.min(stereo.length - n, ready.length - used);
      System.arraycopy(ready, used, stereo, n, some);
      used += some;
      n += some;
    }
    Arrays.fill(stereo, n, stereo.length, 0);
  }

  private boolean more() {
    while (used == ready.length) {
      Optional<float[]> next = filter.take();
      if (next.isPresent()) {
        ready = next.get();
        used = 0;
      } else if (left > 0) {
        mix.read(chunk);
        int n = (int) Math.min(CHUNK, left);
        filter.put(chunk, 0, 2 * n);
        left -= n;
      } else if (!ended) {
        filter.end();
        ended = true;
      } else {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() {
    filter.close();
  }
}
