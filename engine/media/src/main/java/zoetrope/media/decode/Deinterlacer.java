package zoetrope.media.decode;

import org.bytedeco.ffmpeg.avfilter.AVFilterContext;
import org.bytedeco.ffmpeg.avfilter.AVFilterGraph;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avfilter;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.Pointer;

/**
 * Makes whole frames of interlaced ones by FFmpeg's bwdif, one for one, by the fields' order as
 * each frame is flagged; what is not flagged passes as it is. It looks at the frame before and the
 * one after, and so gives each a frame late.
 */
final class Deinterlacer implements AutoCloseable {
  private static final String BWDIF = "mode=send_frame:parity=auto:deint=interlaced";

  private final AVFilterGraph graph = avfilter.avfilter_graph_alloc();
  private final AVFilterContext source;
  private final AVFilterContext sink;
  private final AVRational unit;
  private final int width;
  private final int height;
  private final int format;

  /** For frames like this one, whose times are in the unit. */
  Deinterlacer(AVFrame like, AVRational unit) {
    this.unit = unit;
    width = like.width();
    height = like.height();
    format = like.format();
    String kind =
        "width=%d:height=%d:pix_fmt=%d:time_base=%d/%d:colorspace=%d:range=%d"
            .formatted(
                width,
                height,
                format,
                unit.num(),
                unit.den(),
                like.colorspace(),
                like.color_range());
    source = filter("buffer", kind);
    AVFilterContext bwdif = filter("bwdif", BWDIF);
    sink = filter("buffersink", "");
    check(avfilter.avfilter_link(source, 0, bwdif, 0));
    check(avfilter.avfilter_link(bwdif, 0, sink, 0));
    check(avfilter.avfilter_graph_config(graph, (Pointer) null));
  }

  private AVFilterContext filter(String name, String options) {
    AVFilterContext c =
        avfilter.avfilter_graph_alloc_filter(graph, avfilter.avfilter_get_by_name(name), name);
    check(avfilter.avfilter_init_str(c, options));
    return c;
  }

  private void check(int result) {
    if (result < 0) {
      close();
      throw new IllegalStateException("FFmpeg cannot deinterlace (%d)".formatted(result));
    }
  }

  /** Whether frames like this one are what it was made for. */
  boolean suits(AVFrame f) {
    return f.width() == width && f.height() == height && f.format() == format;
  }

  /** Takes a frame, which stays the caller's. */
  void put(AVFrame frame) {
    frame.pts(frame.best_effort_timestamp());
    avfilter.av_buffersrc_add_frame_flags(source, frame, avfilter.AV_BUFFERSRC_FLAG_KEEP_REF);
  }

  /** Says that no more will come. */
  void end() {
    avfilter.av_buffersrc_add_frame_flags(source, (AVFrame) null, 0);
  }

  /** Gives the next whole frame, its times in the unit; false where more must be put first. */
  boolean take(AVFrame frame) {
    if (avfilter.av_buffersink_get_frame(sink, frame) < 0) {
      return false;
    }
    if (frame.pts() != avutil.AV_NOPTS_VALUE) {
      AVRational here = avfilter.av_buffersink_get_time_base(sink);
      frame.pts(avutil.av_rescale_q(frame.pts(), here, unit));
    }
    frame.best_effort_timestamp(frame.pts());
    return true;
  }

  @Override
  public void close() {
    avfilter.avfilter_graph_free(graph);
  }
}
