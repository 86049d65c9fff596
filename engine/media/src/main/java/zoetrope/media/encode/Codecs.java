package zoetrope.media.encode;

import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;

/** FFmpeg's encoders. */
final class Codecs {
  private Codecs() {}

  /**
   * An encoder, which from here on keeps its remarks to itself: what users are to know comes as an
   * exception. Throws where this build of FFmpeg has none of the name.
   */
  static AVCodec named(String name) {
    avutil.av_log_set_level(avutil.AV_LOG_FATAL);
    AVCodec codec = avcodec.avcodec_find_encoder_by_name(name);
    if (codec == null) {
      throw new UnsupportedOperationException("this build of FFmpeg has no encoder " + name);
    }
    return codec;
  }

  /** Opens an encoder, or frees it and throws; the options are freed. */
  static void open(AVCodecContext context, AVCodec codec, AVDictionary options) {
    int result = avcodec.avcodec_open2(context, codec, options);
    avutil.av_dict_free(options);
    if (result < 0) {
      String what =
          context.width() > 0 ? context.width() + " x " + context.height() : "these settings";
      avcodec.avcodec_free_context(context);
      throw new UnsupportedOperationException(
          "FFmpeg's %s takes no %s".formatted(codec.name().getString(), what));
    }
  }
}
