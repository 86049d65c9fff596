package zoetrope.media;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVComponentDescriptor;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;

/** Videos with every tag that the bundled FFmpeg can write, for tests; samples exactly as given. */
final class Coded {
  /** The components of a pixel, in the order of the pixel format. */
  interface Paint {
    int[] at(int frame, int x, int y);
  }

  private final String format;
  private final String encoder;
  private final String pixels;
  private final int width;
  private final int height;
  private final Map<String, String> options = new HashMap<>();
  private int frames = 1;
  private int sarAcross;
  private int sarDown;
  private int matrix = avutil.AVCOL_SPC_UNSPECIFIED;
  private int primaries = avutil.AVCOL_PRI_UNSPECIFIED;
  private int transfer = avutil.AVCOL_TRC_UNSPECIFIED;
  private int range = avutil.AVCOL_RANGE_UNSPECIFIED;
  private boolean interlaced;
  private int[] display = new int[0];
  private boolean faststart;

  Coded(String format, String encoder, String pixels, int width, int height) {
    this.format = format;
    this.encoder = encoder;
    this.pixels = pixels;
    this.width = width;
    this.height = height;
  }

  Coded frames(int n) {
    frames = n;
    return this;
  }

  Coded option(String name, String value) {
    options.put(name, value);
    return this;
  }

  Coded sar(int across, int down) {
    sarAcross = across;
    sarDown = down;
    return this;
  }

  /** Codes of H.273. */
  Coded colours(int primaries, int transfer, int matrix) {
    this.primaries = primaries;
    this.transfer = transfer;
    this.matrix = matrix;
    return this;
  }

  Coded range(int range) {
    this.range = range;
    return this;
  }

  Coded interlaced() {
    interlaced = true;
    return this;
  }

  /** a, b, c, d of the display matrix. */
  Coded display(int... abcd) {
    display = abcd;
    return this;
  }

  /** The index before the data, as in files that are watched while they arrive. */
  Coded faststart() {
    faststart = true;
    return this;
  }

  Path write(Path file, Paint paint) {
    AVFormatContext out = new AVFormatContext(null);
    check(avformat.avformat_alloc_output_context2(out, null, format, file.toString()));
    AVCodecContext c = codec();
    if ((out.oformat().flags() & avformat.AVFMT_GLOBALHEADER) != 0) {
      c.flags(c.flags() | avcodec.AV_CODEC_FLAG_GLOBAL_HEADER);
    }
    AVDictionary d = new AVDictionary(null);
    options.forEach((k, v) -> avutil.av_dict_set(d, k, v, 0));
    check(avcodec.avcodec_open2(c, c.codec(), d));
    AVStream s = avformat.avformat_new_stream(out, null);
    check(avcodec.avcodec_parameters_from_context(s.codecpar(), c));
    s.time_base(c.time_base());
    s.avg_frame_rate(c.framerate());
    if (sarAcross > 0) {
      s.sample_aspect_ratio(c.sample_aspect_ratio());
    }
    displayMatrix(s);
    AVIOContext io = new AVIOContext(null);
    check(avformat.avio_open(io, "file:" + file, avformat.AVIO_FLAG_WRITE));
    out.pb(io);
    AVDictionary flags = new AVDictionary(null);
    if (faststart) {
      avutil.av_dict_set(flags, "movflags", "faststart", 0);
    }
    check(avformat.avformat_write_header(out, flags));
    AVFrame f = frame();
    for (int i = 0; i < frames; i++) {
      check(avutil.av_frame_make_writable(f));
      fill(f, i, paint);
      f.pts(i);
      if (interlaced) {
        f.flags(
            f.flags() | AVFrame.AV_FRAME_FLAG_INTERLACED | AVFrame.AV_FRAME_FLAG_TOP_FIELD_FIRST);
      }
      check(avcodec.avcodec_send_frame(c, f));
      drain(c, out, s);
    }
    check(avcodec.avcodec_send_frame(c, (AVFrame) null));
    drain(c, out, s);
    check(avformat.av_write_trailer(out));
    avformat.avio_closep(io);
    avutil.av_frame_free(f);
    avcodec.avcodec_free_context(c);
    avformat.avformat_free_context(out);
    return file;
  }

  private AVCodecContext codec() {
    AVCodec codec = avcodec.avcodec_find_encoder_by_name(encoder);
    AVCodecContext c = avcodec.avcodec_alloc_context3(codec);
    c.width(width).height(height).pix_fmt(avutil.av_get_pix_fmt(pixels));
    c.time_base(avutil.av_make_q(1, 25)).framerate(avutil.av_make_q(25, 1));
    c.bit_rate(4_000_000);
    c.colorspace(matrix).color_primaries(primaries).color_trc(transfer).color_range(range);
    if (sarAcross > 0) {
      c.sample_aspect_ratio(avutil.av_make_q(sarAcross, sarDown));
    }
    if (interlaced) {
      c.flags(
          c.flags() | avcodec.AV_CODEC_FLAG_INTERLACED_DCT | avcodec.AV_CODEC_FLAG_INTERLACED_ME);
      c.field_order(avcodec.AV_FIELD_TT);
    }
    return c;
  }

  private void displayMatrix(AVStream s) {
    if (display.length == 4) {
      AVPacketSideData data = new AVPacketSideData(null);
      int[] n = {0};
      avcodec.av_packet_side_data_new(data, n, avcodec.AV_PKT_DATA_DISPLAYMATRIX, 36, 0);
      int one = 1 << 16;
      int[] m = {display[0] * one, display[1] * one, 0, display[2] * one, display[3] * one, 0};
      IntPointer to = new IntPointer(data.data());
      to.put(m, 0, 6).position(6).put(new int[] {0, 0, 1 << 30}, 0, 3);
      s.codecpar().coded_side_data(data).nb_coded_side_data(n[0]);
    }
  }

  private AVFrame frame() {
    AVFrame f = avutil.av_frame_alloc();
    f.width(width).height(height).format(avutil.av_get_pix_fmt(pixels));
    f.colorspace(matrix).color_primaries(primaries).color_trc(transfer).color_range(range);
    if (sarAcross > 0) {
      f.sample_aspect_ratio(avutil.av_make_q(sarAcross, sarDown));
    }
    check(avutil.av_frame_get_buffer(f, 0));
    return f;
  }

  private void fill(AVFrame f, int frame, Paint paint) {
    AVPixFmtDescriptor d = avutil.av_pix_fmt_desc_get(f.format());
    for (int c = 0; c < d.nb_components(); c++) {
      AVComponentDescriptor comp = d.comp(c);
      boolean chroma = (c == 1 || c == 2) && (d.flags() & avutil.AV_PIX_FMT_FLAG_RGB) == 0;
      int across = chroma ? d.log2_chroma_w() : 0;
      int down = chroma ? d.log2_chroma_h() : 0;
      int stride = f.linesize(comp.plane());
      int rows = -(-height >> down);
      BytePointer plane = f.data(comp.plane()).capacity((long) stride * rows);
      for (int y = 0; y < rows; y++) {
        for (int x = 0; x < -(-width >> across); x++) {
          int v = paint.at(frame, x << across, y << down)[c];
          long at = (long) y * stride + (long) x * comp.step() + comp.offset();
          plane.put(at, (byte) v);
          if (comp.depth() > 8) {
            plane.put(at + 1, (byte) (v >> 8));
          }
        }
      }
    }
  }

  private static void drain(AVCodecContext c, AVFormatContext out, AVStream s) {
    AVPacket p = avcodec.av_packet_alloc();
    while (avcodec.avcodec_receive_packet(c, p) >= 0) {
      p.stream_index(0);
      avcodec.av_packet_rescale_ts(p, c.time_base(), s.time_base());
      check(avformat.av_interleaved_write_frame(out, p));
    }
    avcodec.av_packet_free(p);
  }

  private static void check(int result) {
    if (result < 0) {
      byte[] text = new byte[256];
      avutil.av_strerror(result, text, text.length);
      throw new IllegalStateException(
          new String(text, java.nio.charset.StandardCharsets.UTF_8).trim());
    }
  }
}
