package zoetrope.media.filter;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;

/** FFmpeg's ebur128 on stereo sound at 48 kHz: floats, or frames of one sample format. */
public final class LoudnessMeter implements AutoCloseable {
  private static final String METER = "ebur128@meter";

  /** The absolute gate of BS.1770, which the filter gives for what is below. */
  private static final double GATE = -70;

  private SoundFilter filter = filter("flt");
  private int format = avutil.AV_SAMPLE_FMT_FLT;

  private static SoundFilter filter(String format) {
    return SoundFilter.from(format, METER + "=peak=true:framelog=quiet");
  }

  /** Measures values {@code from} to {@code to} of an array, left and right interleaved. */
  public void put(float[] stereo, int from, int to) {
    filter.put(stereo, from, to);
    drain();
  }

  /** Measures a frame, which stays the caller's; the first says the format of all. */
  public void put(AVFrame frame) {
    if (frame.format() != format) {
      filter.close();
      format = frame.format();
      filter = filter(avutil.av_get_sample_fmt_name(format).getString());
    }
    filter.put(frame);
    drain();
  }

  private void drain() {
    boolean more = true;
    while (more) {
      more = filter.take().isPresent();
    }
  }

  /** Integrated loudness of all so far, LUFS; negative infinity below the gate. */
  public double lufs() {
    double lufs = filter.value(METER, "integrated");
    return lufs <= GATE ? Double.NEGATIVE_INFINITY : lufs;
  }

  /** The true peak of all so far, dBTP; negative infinity in silence. */
  public double truePeak() {
    return filter.value(METER, "true_peak");
  }

  @Override
  public void close() {
    filter.close();
  }
}
