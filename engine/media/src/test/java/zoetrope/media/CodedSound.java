package zoetrope.media;

import java.nio.file.Path;
import java.util.function.DoubleUnaryOperator;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.ShortPointer;

/** Sounds, alone or beside a grey picture, that begin when a test wants, for tests. */
final class CodedSound {
  private final String format;
  private final String encoder;
  private final int rate;
  private double soundStart;
  private double pictureStart = Double.NaN;
  private AVFormatContext out = new AVFormatContext(null);

  CodedSound(String format, String encoder, int rate) {
    this.format = format;
    this.encoder = encoder;
    this.rate = rate;
  }

  /** Seconds. */
  CodedSound from(double start) {
    soundStart = start;
    return this;
  }

  /** With a picture of two seconds that begins at a time, seconds. */
  CodedSound beside(double start) {
    pictureStart = start;
    return this;
  }

  /** Writes both sides alike, a wave of seconds. */
  Path write(Path file, double seconds, DoubleUnaryOperator wave) {
    check(avformat.avformat_alloc_output_context2(out, null, format, file.toString()));
    boolean picture = !Double.isNaN(pictureStart);
    AVCodecContext video = picture ? video() : new AVCodecContext(null);
    AVStream shown = picture ? stream(video) : new AVStream(null);
    AVCodecContext audio = audio();
    AVStream heard = stream(audio);
    AVIOContext io = new AVIOContext(null);
    check(avformat.avio_open(io, "file:" + file, avformat.AVIO_FLAG_WRITE));
    out.pb(io);
    AVDictionary d = new AVDictionary(null);
    avutil.av_dict_set(d, "avoid_negative_ts", "disabled", 0);
    check(avformat.avformat_write_header(out, d));
    if (picture) {
      frames(video, shown);
      avcodec.avcodec_free_context(video);
    }
    samples(audio, heard, seconds, wave);
    avcodec.avcodec_free_context(audio);
    check(avformat.av_write_trailer(out));
    avformat.avio_closep(io);
    avformat.avformat_free_context(out);
    return file;
  }

  private AVStream stream(AVCodecContext c) {
    AVStream s = avformat.avformat_new_stream(out, null);
    check(avcodec.avcodec_parameters_from_context(s.codecpar(), c));
    s.time_base(c.time_base());
    return s;
  }

  private void open(AVCodecContext c, AVCodec codec) {
    if ((out.oformat().flags() & avformat.AVFMT_GLOBALHEADER) != 0) {
      c.flags(c.flags() | avcodec.AV_CODEC_FLAG_GLOBAL_HEADER);
    }
    check(avcodec.avcodec_open2(c, codec, (AVDictionary) null));
  }

  private AVCodecContext video() {
    String name = format.equals("webm") ? "libvpx" : "mpeg2video";
    AVCodec codec = avcodec.avcodec_find_encoder_by_name(name);
    AVCodecContext c = avcodec.avcodec_alloc_context3(codec);
    c.width(64).height(48).pix_fmt(avutil.AV_PIX_FMT_YUV420P);
    c.time_base(avutil.av_make_q(1, 25)).framerate(avutil.av_make_q(25, 1));
    open(c, codec);
    return c;
  }

  private AVCodecContext audio() {
    AVCodec codec = avcodec.avcodec_find_encoder_by_name(encoder);
    AVCodecContext c = avcodec.avcodec_alloc_context3(codec);
    c.sample_rate(rate).bit_rate(192_000).time_base(avutil.av_make_q(1, rate));
    c.sample_fmt(samples());
    avutil.av_channel_layout_default(c.ch_layout(), 2);
    c.strict_std_compliance(-2);
    open(c, codec);
    return c;
  }

  /** What the encoder takes. */
  private int samples() {
    return switch (encoder) {
      case "aac", "ac3" -> avutil.AV_SAMPLE_FMT_FLTP;
      case "alac" -> avutil.AV_SAMPLE_FMT_S16P;
      case "libmp3lame" -> avutil.AV_SAMPLE_FMT_S16P;
      case "pcm_f32be", "pcm_f32le" -> avutil.AV_SAMPLE_FMT_FLT;
      case "pcm_s24be", "pcm_s24le" -> avutil.AV_SAMPLE_FMT_S32;
      default -> avutil.AV_SAMPLE_FMT_S16;
    };
  }

  private void frames(AVCodecContext c, AVStream s) {
    AVFrame f = avutil.av_frame_alloc();
    f.width(64).height(48).format(c.pix_fmt());
    check(avutil.av_frame_get_buffer(f, 0));
    for (int i = 0; i < 50; i++) {
      check(avutil.av_frame_make_writable(f));
      for (int p = 0; p < 3; p++) {
        long size = (long) f.linesize(p) * (p == 0 ? 48 : 24);
        BytePointer.memset(f.data(p), 128, size);
      }
      f.pts(i + Math.round(pictureStart * 25));
      check(avcodec.avcodec_send_frame(c, f));
      drain(c, s);
    }
    avcodec.avcodec_send_frame(c, (AVFrame) null);
    drain(c, s);
    avutil.av_frame_free(f);
  }

  private void samples(AVCodecContext c, AVStream s, double seconds, DoubleUnaryOperator wave) {
    int total = (int) Math.round(seconds * rate);
    int each = c.frame_size() > 0 ? c.frame_size() : 1024;
    for (int at = 0; at < total; at += each) {
      AVFrame f = avutil.av_frame_alloc();
      f.nb_samples(Math.min(each, total - at)).format(c.sample_fmt()).sample_rate(rate);
      avutil.av_channel_layout_copy(f.ch_layout(), c.ch_layout());
      check(avutil.av_frame_get_buffer(f, 0));
      for (int i = 0; i < f.nb_samples(); i++) {
        put(f, i, wave.applyAsDouble((double) (at + i) / rate));
      }
      f.pts(at + Math.round(soundStart * rate));
      check(avcodec.avcodec_send_frame(c, f));
      drain(c, s);
      avutil.av_frame_free(f);
    }
    avcodec.avcodec_send_frame(c, (AVFrame) null);
    drain(c, s);
  }

  private static void put(AVFrame f, int i, double v) {
    boolean planar = avutil.av_sample_fmt_is_planar(f.format()) != 0;
    for (int side = 0; side < 2; side++) {
      BytePointer plane = f.data(planar ? side : 0);
      long at = planar ? i : 2L * i + side;
      switch (avutil.av_get_packed_sample_fmt(f.format())) {
        case avutil.AV_SAMPLE_FMT_FLT -> new FloatPointer(plane).put(at, (float) v);
        case avutil.AV_SAMPLE_FMT_S16 ->
            new ShortPointer(plane).put(at, (short) Math.round(v * 32_767));
        case avutil.AV_SAMPLE_FMT_S32 ->
            new IntPointer(plane).put(at, (int) Math.round(v * Integer.MAX_VALUE));
        default -> throw new IllegalStateException("of samples " + f.format());
      }
    }
  }

  private void drain(AVCodecContext c, AVStream s) {
    AVPacket p = avcodec.av_packet_alloc();
    while (avcodec.avcodec_receive_packet(c, p) >= 0) {
      p.stream_index(s.index());
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
