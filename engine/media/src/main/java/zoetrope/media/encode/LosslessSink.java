package zoetrope.media.encode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import zoetrope.media.Tags;

/**
 * Silent FFV1 in Matroska of any size, odd ones too: JavaCV's recorder, which {@link VideoSink}
 * stands on, would make the width even and stretch the height along.
 */
final class LosslessSink implements FrameSink {
  private final Path file;
  private final Path part;
  private final AVFormatContext out;
  private final AVIOContext io;
  private final AVCodecContext codec;
  private final AVStream stream;
  private final AVFrame frame;
  private final AVPacket packet = avcodec.av_packet_alloc();
  private boolean open = true;
  private long count;

  private LosslessSink(
      Path file,
      Path part,
      AVFormatContext out,
      AVIOContext io,
      AVCodecContext codec,
      AVStream stream) {
    this.file = file;
    this.part = part;
    this.out = out;
    this.io = io;
    this.codec = codec;
    this.stream = stream;
    frame = avutil.av_frame_alloc();
  }

  static LosslessSink open(Path file, int width, int height, double rate, Tags tags) {
    Outputs.check(file);
    avutil.av_log_set_level(avutil.AV_LOG_FATAL);
    Path part = file.resolveSibling("." + file.getFileName() + ".part.mkv");
    AVFormatContext out = new AVFormatContext(null);
    avformat.avformat_alloc_output_context2(out, null, "matroska", part.toString());
    out.flags(out.flags() | AVFormatContext.AVFMT_FLAG_BITEXACT);
    note(out, tags);
    AVCodecContext codec = codec(width, height, rate);
    AVStream stream = avformat.avformat_new_stream(out, null);
    stream.time_base(codec.time_base());
    stream.avg_frame_rate(codec.framerate());
    avcodec.avcodec_parameters_from_context(stream.codecpar(), codec);
    AVIOContext io = new AVIOContext(null);
    LosslessSink sink = new LosslessSink(file, part, out, io, codec, stream);
    try {
      check(avformat.avio_open2(io, "file:" + part, avformat.AVIO_FLAG_WRITE, null, null));
      out.pb(io);
      check(avformat.avformat_write_header(out, (AVDictionary) null));
      return sink;
    } catch (IOException e) {
      sink.close();
      throw Outputs.failure(file, e);
    }
  }

  private static void note(AVFormatContext out, Tags tags) {
    AVDictionary words = new AVDictionary(null);
    if (!tags.title().isEmpty()) {
      avutil.av_dict_set(words, "title", tags.title(), 0);
    }
    if (!tags.comment().isEmpty()) {
      avutil.av_dict_set(words, "comment", tags.comment(), 0);
    }
    out.metadata(words);
  }

  private static AVCodecContext codec(int width, int height, double rate) {
    AVCodec ffv1 = avcodec.avcodec_find_encoder(avcodec.AV_CODEC_ID_FFV1);
    AVCodecContext c = avcodec.avcodec_alloc_context3(ffv1);
    AVRational frames = avutil.av_d2q(rate, 1_001_000);
    c.width(width);
    c.height(height);
    c.pix_fmt(avutil.AV_PIX_FMT_BGR0);
    c.time_base(avutil.av_inv_q(frames));
    c.framerate(frames);
    c.thread_count(1);
    c.flags(c.flags() | avcodec.AV_CODEC_FLAG_BITEXACT | avcodec.AV_CODEC_FLAG_GLOBAL_HEADER);
    if (avcodec.avcodec_open2(c, ffv1, (AVDictionary) null) < 0) {
      avcodec.avcodec_free_context(c);
      throw new IllegalArgumentException("FFV1 takes no %d x %d".formatted(width, height));
    }
    return c;
  }

  @Override
  public void frame(byte[] rgb) {
    try {
      avutil.av_frame_unref(frame);
      frame.format(codec.pix_fmt());
      frame.width(codec.width());
      frame.height(codec.height());
      check(avutil.av_frame_get_buffer(frame, 0));
      fill(rgb);
      frame.pts(count++);
      check(avcodec.avcodec_send_frame(codec, frame));
      drain();
    } catch (IOException e) {
      throw Outputs.failure(file, e);
    }
  }

  private void fill(byte[] rgb) {
    int w = codec.width();
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

  private void drain() throws IOException {
    while (avcodec.avcodec_receive_packet(codec, packet) >= 0) {
      packet.stream_index(stream.index());
      packet.duration(1);
      avcodec.av_packet_rescale_ts(packet, codec.time_base(), stream.time_base());
      check(avformat.av_interleaved_write_frame(out, packet));
    }
  }

  private static void check(int result) throws IOException {
    if (result < 0) {
      byte[] words = new byte[128];
      avutil.av_strerror(result, words, words.length);
      throw new IOException(new String(words, java.nio.charset.StandardCharsets.UTF_8).trim());
    }
  }

  @Override
  public void sound(float[] stereo, int from, int to) {}

  @Override
  public void finish() {
    try {
      check(avcodec.avcodec_send_frame(codec, (AVFrame) null));
      drain();
      check(avformat.av_write_trailer(out));
      int closed = avformat.avio_closep(io);
      out.pb(null);
      check(closed);
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw Outputs.failure(file, e);
    }
  }

  @Override
  public void close() {
    if (open) {
      open = false;
      avutil.av_frame_free(frame);
      avcodec.av_packet_free(packet);
      avcodec.avcodec_free_context(codec);
      if (!io.isNull()) {
        avformat.avio_closep(io);
      }
      avformat.avformat_free_context(out);
      Outputs.discard(part);
    }
  }
}
