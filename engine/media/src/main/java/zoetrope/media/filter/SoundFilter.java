package zoetrope.media.filter;

import java.util.Optional;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.FloatPointer;

/**
 * Stereo sound at 48 kHz through a chain of FFmpeg's filters. A chain may wait before it gives
 * sound, but gives as much as it took in the end.
 */
public final class SoundFilter implements AutoCloseable {
  private static final int RATE = 48_000;
  private static final String IN = "abuffer@in";

  private final FilterGraph graph;
  private final AVFrame in = avutil.av_frame_alloc();
  private final AVFrame out = avutil.av_frame_alloc();
  private long put;

  private SoundFilter(String source, String chain, String format) {
    graph =
        new FilterGraph(
            "%s=sample_rate=%d:sample_fmt=%s:channel_layout=stereo,%s,aformat=sample_fmts=%s:sample_rates=%d,abuffersink@out"
                .formatted(IN, RATE, source, chain, format, RATE));
  }

  /** Floats in and out, left and right interleaved, through filters in FFmpeg's syntax. */
  public SoundFilter(String chain) {
    this("flt", chain, "flt");
  }

  /** Interleaved floats in, frames of another sample format (FFmpeg's name) out. */
  public static SoundFilter to(String format) {
    return new SoundFilter("flt", "anull", format);
  }

  /** Frames of a sample format in, through filters in FFmpeg's syntax. */
  public static SoundFilter from(String format, String chain) {
    return new SoundFilter(format, chain, "flt");
  }

  /** Puts values {@code from} to {@code to}, both even, of an array. */
  public void put(float[] stereo, int from, int to) {
    if (to <= from) {
      return;
    }
    in.nb_samples((to - from) / 2);
    in.format(avutil.AV_SAMPLE_FMT_FLT);
    in.sample_rate(RATE);
    avutil.av_channel_layout_default(in.ch_layout(), 2);
    if (avutil.av_frame_get_buffer(in, 0) < 0) {
      throw new OutOfMemoryError("no memory for a frame of sound");
    }
    new FloatPointer(in.data(0)).put(stereo, from, to - from);
    put(in);
    avutil.av_frame_unref(in);
  }

  /** Puts a frame, which stays the caller's. */
  public void put(AVFrame frame) {
    frame.pts(put);
    graph.put(IN, frame);
    put += frame.nb_samples();
  }

  /** Says that no more will be put. */
  public void end() {
    graph.end(IN);
  }

  /** The next sound that is ready; empty where more must be put first, or all has been given. */
  public Optional<float[]> take() {
    if (!take(out)) {
      return Optional.empty();
    }
    float[] stereo = new float[2 * out.nb_samples()];
    new FloatPointer(out.data(0)).get(stereo);
    avutil.av_frame_unref(out);
    return Optional.of(stereo);
  }

  /** The same as a frame. */
  public boolean take(AVFrame frame) {
    return graph.take(frame);
  }

  /** Makes frames of so many samples come out; the last may be shorter. */
  public void frameSize(int samples) {
    graph.frameSize(samples);
  }

  /** A value that a filter of the chain has found; its name as {@code ebur128@meter}. */
  public double value(String filter, String option) {
    return graph.value(filter, option);
  }

  @Override
  public void close() {
    graph.close();
    avutil.av_frame_free(in);
    avutil.av_frame_free(out);
  }
}
