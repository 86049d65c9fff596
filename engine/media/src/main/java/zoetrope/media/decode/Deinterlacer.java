package zoetrope.media.decode;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avutil;
import zoetrope.media.filter.FilterGraph;

/**
 * Makes whole frames of interlaced ones by FFmpeg's bwdif, one for one, by the fields' order as
 * each frame is flagged; what is not flagged passes as it is. It looks at the frame before and the
 * one after, and so gives each a frame late.
 */
final class Deinterlacer implements AutoCloseable {
  private static final String IN = "buffer@in";

  private final FilterGraph graph;
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
    graph =
        new FilterGraph(
            ("%s=width=%d:height=%d:pix_fmt=%d:time_base=%d/%d:colorspace=%d:range=%d,"
                    + "bwdif=mode=send_frame:parity=auto:deint=interlaced,buffersink@out")
                .formatted(
                    IN,
                    width,
                    height,
                    format,
                    unit.num(),
                    unit.den(),
                    like.colorspace(),
                    like.color_range()));
  }

  /** Whether frames like this one are what it was made for. */
  boolean suits(AVFrame f) {
    return f.width() == width && f.height() == height && f.format() == format;
  }

  /** Takes a frame, which stays the caller's. */
  void put(AVFrame frame) {
    frame.pts(frame.best_effort_timestamp());
    graph.put(IN, frame);
  }

  /** Says that no more will come. */
  void end() {
    graph.end(IN);
  }

  /** Gives the next whole frame, its times in the unit; false where more must be put first. */
  boolean take(AVFrame frame) {
    if (!graph.take(frame)) {
      return false;
    }
    if (frame.pts() != avutil.AV_NOPTS_VALUE) {
      frame.pts(avutil.av_rescale_q(frame.pts(), graph.unit(), unit));
    }
    frame.best_effort_timestamp(frame.pts());
    return true;
  }

  @Override
  public void close() {
    graph.close();
  }
}
