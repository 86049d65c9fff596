package zoetrope.media.encode;

import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import zoetrope.media.Encoding;

/**
 * How the sound of a format is coded, stereo at 48 kHz.
 *
 * @param name FFmpeg's of the encoder
 * @param format of its samples (AV_SAMPLE_FMT_*)
 * @param bits a second, 0 where nothing is lost
 */
record SoundCodec(String name, int format, int bits) {
  static final int RATE = 48_000;

  /** Empty for silent formats. */
  static Optional<SoundCodec> of(Encoding encoding) {
    return switch (encoding) {
      case MP4 -> Optional.of(new SoundCodec("aac", avutil.AV_SAMPLE_FMT_FLTP, 192_000));
      case WEBM -> Optional.of(new SoundCodec("libopus", avutil.AV_SAMPLE_FMT_FLT, 128_000));
      case LOSSLESS -> Optional.of(new SoundCodec("flac", avutil.AV_SAMPLE_FMT_S16, 0));
      case PRORES -> Optional.of(new SoundCodec("pcm_s16le", avutil.AV_SAMPLE_FMT_S16, 0));
      case GIF, PNG_SEQUENCE -> Optional.empty();
    };
  }

  /**
   * An open encoder; the caller frees it.
   *
   * @param global whether the container keeps the codec's head
   */
  AVCodecContext open(boolean global) {
    AVCodec codec = Codecs.named(name);
    AVCodecContext c = avcodec.avcodec_alloc_context3(codec);
    c.sample_rate(RATE);
    c.sample_fmt(format);
    avutil.av_channel_layout_default(c.ch_layout(), 2);
    c.time_base(avutil.av_make_q(1, RATE));
    c.bit_rate(bits);
    c.flags(c.flags() | avcodec.AV_CODEC_FLAG_BITEXACT);
    if (global) {
      c.flags(c.flags() | avcodec.AV_CODEC_FLAG_GLOBAL_HEADER);
    }
    Codecs.open(c, codec, new AVDictionary(null));
    return c;
  }
}
