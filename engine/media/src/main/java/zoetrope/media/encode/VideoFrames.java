package zoetrope.media.encode;

import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import zoetrope.media.filter.FilterGraph;

/**
 * Packed 8-bit red, green and blue as the frames that an encoder takes, tagged as it is. To 4:2:0
 * by {@link Yuv}, to 4:2:2 of 10 bits by FFmpeg's scaler, both after BT.709 and in limited range.
 */
final class VideoFrames implements AutoCloseable {
  private final AVCodecContext codec;
  private final AVFrame frame = avutil.av_frame_alloc();
  private final AVFrame packed = avutil.av_frame_alloc();
  private final java.util.Optional<FilterGraph> scaler;
  private final ByteBuffer planes;

  VideoFrames(AVCodecContext codec) {
    this.codec = codec;
    boolean deep = codec.pix_fmt() == avutil.AV_PIX_FMT_YUV422P10;
    scaler = deep ? java.util.Optional.of(scaler(codec)) : java.util.Optional.empty();
    boolean halved = codec.pix_fmt() == avutil.AV_PIX_FMT_YUV420P;
    planes = ByteBuffer.allocateDirect(halved ? codec.width() * codec.height() * 3 / 2 : 0);
  }

  private static FilterGraph scaler(AVCodecContext codec) {
    return new FilterGraph(
        ("buffer@in=video_size=%dx%d:pix_fmt=rgb24:time_base=1/1000,"
                + "scale=out_color_matrix=bt709:out_range=tv"
                + ":flags=lanczos+accurate_rnd+full_chroma_int+full_chroma_inp+bitexact,"
                + "format=%s,buffersink@out")
            .formatted(
                codec.width(),
                codec.height(),
                avutil.av_get_pix_fmt_name(codec.pix_fmt()).getString()));
  }

  /**
   * A frame, overwritten by the next.
   *
   * @param time in the encoder's unit
   * @param key whether it must stand on its own
   */
  AVFrame of(byte[] rgb, long time, boolean key) {
    avutil.av_frame_unref(frame);
    switch (codec.pix_fmt()) {
      case avutil.AV_PIX_FMT_YUV420P -> halved(rgb);
      case avutil.AV_PIX_FMT_BGR0 -> swapped(rgb);
      default -> scaled(rgb);
    }
    frame.pts(time);
    frame.pict_type(key ? avutil.AV_PICTURE_TYPE_I : avutil.AV_PICTURE_TYPE_NONE);
    frame.color_primaries(codec.color_primaries());
    frame.color_trc(codec.color_trc());
    frame.colorspace(codec.colorspace());
    frame.color_range(codec.color_range());
    return frame;
  }

  private void buffer(AVFrame f, int format) {
    f.format(format);
    f.width(codec.width());
    f.height(codec.height());
    if (avutil.av_frame_get_buffer(f, 0) < 0) {
      throw new OutOfMemoryError("no memory for a frame");
    }
  }

  private void halved(byte[] rgb) {
    int w = codec.width();
    int h = codec.height();
    buffer(frame, avutil.AV_PIX_FMT_YUV420P);
    Yuv.planes(rgb, w, h, planes);
    long at = 0;
    try (BytePointer from = new BytePointer(planes)) {
      for (int plane = 0; plane < 3; plane++) {
        int wide = plane == 0 ? w : w / 2;
        int high = plane == 0 ? h : h / 2;
        avutil.av_image_copy_plane(
            frame.data(plane), frame.linesize(plane), from.position(at), wide, wide, high);
        at += (long) wide * high;
      }
    }
  }

  private void swapped(byte[] rgb) {
    int w = codec.width();
    buffer(frame, avutil.AV_PIX_FMT_BGR0);
    byte[] row = new byte[4 * w];
    int stride = frame.linesize(0);
    BytePointer to = frame.data(0).capacity((long) stride * codec.height());
    for (int y = 0; y < codec.height(); y++) {
      for (int x = 0; x < w; x++) {
        int at = 3 * (y * w + x);
        row[4 * x] = rgb[at + 2];
        row[4 * x + 1] = rgb[at + 1];
        row[4 * x + 2] = rgb[at];
      }
      to.position((long) y * stride).put(row, 0, row.length);
    }
  }

  private void scaled(byte[] rgb) {
    avutil.av_frame_unref(packed);
    buffer(packed, avutil.AV_PIX_FMT_RGB24);
    int wide = 3 * codec.width();
    BytePointer to = packed.data(0).capacity((long) packed.linesize(0) * codec.height());
    for (int y = 0; y < codec.height(); y++) {
      to.position((long) y * packed.linesize(0)).put(rgb, y * wide, wide);
    }
    FilterGraph graph = scaler.orElseThrow();
    graph.put("buffer@in", packed);
    if (!graph.take(frame)) {
      throw new IllegalStateException("FFmpeg's scaler gave no frame");
    }
  }

  @Override
  public void close() {
    scaler.ifPresent(FilterGraph::close);
    avutil.av_frame_free(frame);
    avutil.av_frame_free(packed);
  }
}
