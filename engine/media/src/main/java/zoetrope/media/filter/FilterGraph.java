package zoetrope.media.filter;

import org.bytedeco.ffmpeg.avfilter.AVFilterContext;
import org.bytedeco.ffmpeg.avfilter.AVFilterGraph;
import org.bytedeco.ffmpeg.avfilter.AVFilterInOut;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avfilter;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.Pointer;

/**
 * A graph of FFmpeg's filters, written as FFmpeg writes them. Frames enter at sources with a name,
 * such as {@code buffer@in}, and leave at the one sink, {@code buffersink@out} or {@code
 * abuffersink@out}. One thread at a time.
 */
public final class FilterGraph implements AutoCloseable {
  private final AVFilterGraph graph = avfilter.avfilter_graph_alloc();
  private final AVFilterContext sink;

  /**
   * @param description sources and sink included; never made of a user's words
   * @throws IllegalStateException where this build of FFmpeg lacks a filter or an option
   */
  public FilterGraph(String description) {
    avutil.av_log_set_level(avutil.AV_LOG_FATAL);
    check(
        avfilter.avfilter_graph_parse2(
            graph, description, new AVFilterInOut(null), new AVFilterInOut(null)),
        description);
    check(avfilter.avfilter_graph_config(graph, (Pointer) null), description);
    AVFilterContext sound = avfilter.avfilter_graph_get_filter(graph, "abuffersink@out");
    sink = sound == null ? filter("buffersink@out") : sound;
  }

  private void check(int result, String description) {
    if (result < 0) {
      close();
      throw new IllegalStateException("FFmpeg cannot run %s (%d)".formatted(description, result));
    }
  }

  private AVFilterContext filter(String name) {
    AVFilterContext found = avfilter.avfilter_graph_get_filter(graph, name);
    if (found == null) {
      throw new IllegalArgumentException("there is no filter " + name);
    }
    return found;
  }

  /** Puts a frame, which stays the caller's, into a source. */
  public void put(String source, AVFrame frame) {
    int result =
        avfilter.av_buffersrc_add_frame_flags(
            filter(source), frame, avfilter.AV_BUFFERSRC_FLAG_KEEP_REF);
    if (result < 0) {
      throw new IllegalStateException("FFmpeg's filters refused a frame (%d)".formatted(result));
    }
  }

  /** Says that no more will come into a source. */
  public void end(String source) {
    avfilter.av_buffersrc_add_frame_flags(filter(source), (AVFrame) null, 0);
  }

  /** Gives the next frame; false where more must be put first, or all have been given. */
  public boolean take(AVFrame frame) {
    return avfilter.av_buffersink_get_frame(sink, frame) >= 0;
  }

  /** The unit of the times of frames that come out. */
  public AVRational unit() {
    return avfilter.av_buffersink_get_time_base(sink);
  }

  /** Makes the sound that comes out come in frames of so many samples, the last may be shorter. */
  public void frameSize(int samples) {
    avfilter.av_buffersink_set_frame_size(sink, samples);
  }

  /** A value that a filter has found, by the name of its option. */
  public double value(String filter, String option) {
    double[] value = new double[1];
    if (avutil.av_opt_get_double(filter(filter), option, avutil.AV_OPT_SEARCH_CHILDREN, value)
        < 0) {
      throw new IllegalArgumentException(filter + " does not tell its " + option);
    }
    return value[0];
  }

  @Override
  public void close() {
    avfilter.avfilter_graph_free(graph);
  }
}
