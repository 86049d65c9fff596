package zoetrope.service.studio;

import java.nio.file.Path;
import zoetrope.media.AudioReader;

/** What a timeline draws of a sound. */
public final class Waveforms {
  /** Values a second. */
  public static final int RATE = 100;

  private Waveforms() {}

  /**
   * The loudest value of each hundredth of a second.
   *
   * @param peaks 0 to 1; the array is shared
   * @param seconds length of the whole
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Waveform(float[] peaks, double seconds) {}

  /** Reads a file once through; off the FX thread. Throws a MediaException with a remedy. */
  public static Waveform of(Path file) {
    AudioReader.Waveform w = AudioReader.waveform(file, AudioReader.RATE / RATE);
    float[] peaks = new float[w.least().length];
    for (int i = 0; i < peaks.length; i++) {
      peaks[i] = Math.min(1, Math.max(-w.least()[i], w.greatest()[i]));
    }
    return new Waveform(peaks, w.seconds());
  }
}
