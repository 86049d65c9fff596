package zoetrope.media.sound;

/** Stereo sound at 48 kHz that can be read as often as it is needed. One thread at a time. */
public interface SoundSource {
  /** Length, in samples a side. */
  long samples();

  /** Makes {@link #read} begin again. */
  void rewind();

  /**
   * Fills an array of even length with what comes next, left and right interleaved, 1 for full
   * scale; with silence after the end.
   */
  void read(float[] stereo);

  /** Sound that is in memory; the array is shared. */
  static SoundSource of(float[] stereo) {
    return new HeldSound(stereo);
  }
}
