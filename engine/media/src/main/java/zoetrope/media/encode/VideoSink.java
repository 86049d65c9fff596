package zoetrope.media.encode;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import zoetrope.core.time.Rate;
import zoetrope.media.Encoding;
import zoetrope.media.MediaException;
import zoetrope.media.MediaProblem;
import zoetrope.media.MediaRemedy;
import zoetrope.media.Tags;

/** Encodes frames, and sound where it is wanted, through FFmpeg. */
final class VideoSink implements FrameSink {
  /** Seconds between key frames, at most. */
  private static final double KEY_FRAMES = 2;

  private final Muxer muxer;
  private final Muxer.Track picture;
  private final VideoFrames frames;
  private final Optional<SoundFrames> sound;
  private long count;

  private VideoSink(
      Muxer muxer, Muxer.Track picture, VideoFrames frames, Optional<SoundFrames> sound) {
    this.muxer = muxer;
    this.picture = picture;
    this.frames = frames;
    this.sound = sound;
  }

  /** Opens an encoder; {@code sound} asks for an audio track where the format has one. */
  static VideoSink open(
      Path file, Encoding encoding, int width, int height, Rate rate, boolean sound, Tags tags) {
    Muxer muxer =
        new Muxer(file, encoding == Encoding.LOSSLESS ? "matroska" : encoding.extension(), tags);
    try {
      Muxer.Track picture = muxer.add(codec(encoding, width, height, rate));
      Optional<SoundFrames> heard =
          SoundCodec.of(encoding).filter(_ -> sound).map(c -> track(muxer, c));
      muxer.begin(options(encoding));
      return new VideoSink(muxer, picture, new VideoFrames(picture.codec()), heard);
    } catch (UnsupportedOperationException e) {
      muxer.close();
      throw unsupported(file, encoding, e);
    } catch (RuntimeException e) {
      muxer.close();
      throw e;
    }
  }

  /** Throws what {@link #open} would throw, and leaves nothing behind. */
  static void check(Path file, Encoding encoding, int width, int height, Rate rate) {
    Outputs.check(file);
    try {
      avcodec.avcodec_free_context(codec(encoding, width, height, rate));
      SoundCodec.of(encoding).map(c -> c.open(true)).ifPresent(avcodec::avcodec_free_context);
    } catch (UnsupportedOperationException e) {
      throw unsupported(file, encoding, e);
    }
  }

  private static MediaException unsupported(Path file, Encoding encoding, Exception e) {
    return new MediaException(
        e, file, MediaProblem.ENCODER, MediaRemedy.SMALLER_FRAME, encoding, e.getMessage());
  }

  private static SoundFrames track(Muxer muxer, SoundCodec codec) {
    Muxer.Track track = muxer.add(codec.open(true));
    return new SoundFrames(track.codec(), track::encode);
  }

  private static Map<String, String> options(Encoding encoding) {
    return switch (encoding) {
      case MP4 -> Map.of("movflags", "+faststart");
      // QuickTime's own text atoms hold no more than 64 KiB.
      case PRORES -> Map.of("movflags", "+use_metadata_tags");
      default -> Map.of();
    };
  }

  private static AVCodecContext codec(Encoding encoding, int width, int height, Rate rate) {
    String name =
        switch (encoding) {
          case MP4 -> "libopenh264";
          case WEBM -> "libvpx-vp9";
          case LOSSLESS -> "ffv1";
          case PRORES -> "prores_ks";
          case GIF, PNG_SEQUENCE ->
              throw new IllegalArgumentException(encoding + " is written by another sink");
        };
    AVCodec codec = Codecs.named(name);
    AVCodecContext c = avcodec.avcodec_alloc_context3(codec);
    AVRational second = avutil.av_make_q(rate.numerator(), rate.denominator());
    c.width(width);
    c.height(height);
    c.framerate(second);
    c.time_base(avutil.av_inv_q(second));
    c.thread_count(1);
    c.flags(c.flags() | avcodec.AV_CODEC_FLAG_BITEXACT | avcodec.AV_CODEC_FLAG_GLOBAL_HEADER);
    AVDictionary options = new AVDictionary(null);
    configure(c, encoding, (long) (width * height * rate.perSecond()), options);
    Codecs.open(c, codec, options);
    return c;
  }

  private static void configure(
      AVCodecContext c, Encoding encoding, long pixelsPerSecond, AVDictionary options) {
    if (encoding == Encoding.LOSSLESS) {
      c.pix_fmt(avutil.AV_PIX_FMT_BGR0); // key frames as often as FFV1 likes: takes are jumped in
      return;
    }
    c.gop_size((int) Math.ceil(KEY_FRAMES * avutil.av_q2d(c.framerate())));
    c.color_primaries(avutil.AVCOL_PRI_BT709);
    c.color_trc(avutil.AVCOL_TRC_BT709);
    c.colorspace(avutil.AVCOL_SPC_BT709);
    c.color_range(avutil.AVCOL_RANGE_MPEG);
    c.pix_fmt(
        encoding == Encoding.PRORES ? avutil.AV_PIX_FMT_YUV422P10 : avutil.AV_PIX_FMT_YUV420P);
    if (encoding == Encoding.MP4) {
      c.bit_rate(Math.clamp(pixelsPerSecond / 2, 1_000_000, 40_000_000));
      c.profile(avcodec.AV_PROFILE_H264_HIGH);
      avutil.av_dict_set(options, "rc_mode", "bitrate", 0);
      // OpenH264's own bounds leave specks around what moves, and most of the bits unspent.
      c.qmin(10);
      c.qmax(18);
    } else if (encoding == Encoding.WEBM) {
      c.bit_rate(0);
      avutil.av_dict_set(options, "crf", "28", 0);
      avutil.av_dict_set(options, "deadline", "good", 0);
      avutil.av_dict_set(options, "cpu-used", "4", 0);
    }
  }

  @Override
  public void frame(byte[] rgb, boolean key) {
    picture.encode(frames.of(rgb, count++, key));
  }

  @Override
  public void sound(float[] stereo, int from, int to) {
    sound.ifPresent(s -> s.put(stereo, from, to));
  }

  @Override
  public void finish() {
    sound.ifPresent(SoundFrames::end);
    muxer.finish();
  }

  @Override
  public void close() {
    sound.ifPresent(SoundFrames::close);
    frames.close();
    muxer.close();
  }
}
