package zoetrope.media.decode;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecDescriptor;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import zoetrope.media.MediaException;
import zoetrope.media.MediaProblem;
import zoetrope.media.MediaRemedy;

/** Decodes one stream of a file to frames, in the order they are shown or heard. */
public final class FrameDecoder implements AutoCloseable {
  /** Which stream. */
  public enum Kind {
    PICTURE(avutil.AVMEDIA_TYPE_VIDEO, MediaProblem.NO_PICTURE, MediaRemedy.USE_PLAYABLE_VIDEO),
    SOUND(avutil.AVMEDIA_TYPE_AUDIO, MediaProblem.NO_SOUND, MediaRemedy.USE_PLAYABLE_SOUND);

    private final int type;
    private final MediaProblem missing;
    private final MediaRemedy remedy;

    Kind(int type, MediaProblem missing, MediaRemedy remedy) {
      this.type = type;
      this.missing = missing;
      this.remedy = remedy;
    }
  }

  /** Frames larger than this are refused before memory is taken for them. */
  public static final long MAX_PIXELS = 100_000_000;

  private static final Set<String> UNTIMED = Set.of("mp3", "aac");

  /** Errors at the end of a damaged file after which no frame is expected any more. */
  private static final int PATIENCE = 64;

  private final Demuxer demuxer;
  private final AVStream stream;
  private final AVCodecContext codec;
  private final AVPacket packet = avcodec.av_packet_alloc();
  private final AVFrame frame = avutil.av_frame_alloc();
  private final Progressive progressive;
  private final Optional<LostFrames> lost;
  private boolean drained;
  private int failures;

  private FrameDecoder(Demuxer demuxer, AVStream stream, AVCodecContext codec) {
    this.demuxer = demuxer;
    this.stream = stream;
    this.codec = codec;
    progressive = new Progressive(stream.time_base());
    lost = untimed() ? Optional.of(LostFrames.of(stream)) : Optional.empty();
  }

  /** Opens the first stream of the kind; throws {@link MediaException} where there is none. */
  public static FrameDecoder open(Path file, Kind kind) {
    Demuxer demuxer = Demuxer.open(file, kind.remedy);
    try {
      AVStream stream =
          demuxer.stream(kind.type)
              .orElseThrow(() -> new MediaException(file, kind.missing, kind.remedy));
      return new FrameDecoder(
          demuxer, stream, codec(stream).orElseThrow(() -> foreign(file, kind)));
    } catch (MediaException e) {
      demuxer.close();
      throw e;
    }
  }

  private static MediaException foreign(Path file, Kind kind) {
    return new MediaException(file, MediaProblem.FOREIGN_CODEC, kind.remedy);
  }

  /** FFmpeg's own decoders of VP8 and VP9 know no alpha. */
  private static AVCodec decoder(AVStream stream) {
    int id = stream.codecpar().codec_id();
    AVDictionaryEntry alpha = avutil.av_dict_get(stream.metadata(), "alpha_mode", null, 0);
    boolean seeThrough = alpha != null && alpha.value().getString().equals("1");
    String name = id == avcodec.AV_CODEC_ID_VP8 ? "libvpx" : "libvpx-vp9";
    boolean vpx = id == avcodec.AV_CODEC_ID_VP8 || id == avcodec.AV_CODEC_ID_VP9;
    return Optional.ofNullable(
            seeThrough && vpx ? avcodec.avcodec_find_decoder_by_name(name) : null)
        .orElseGet(() -> avcodec.avcodec_find_decoder(id));
  }

  private static Optional<AVCodecContext> codec(AVStream stream) {
    AVCodec found = decoder(stream);
    if (found == null) {
      return Optional.empty();
    }
    AVCodecContext c = avcodec.avcodec_alloc_context3(found);
    c.thread_count(0);
    c.max_pixels(MAX_PIXELS);
    c.pkt_timebase(stream.time_base());
    if (avcodec.avcodec_parameters_to_context(c, stream.codecpar()) < 0
        || avcodec.avcodec_open2(c, found, (AVDictionary) null) < 0) {
      avcodec.avcodec_free_context(c);
      return Optional.empty();
    }
    return Optional.of(c);
  }

  /** Decodes the next {@link #frame}, progressive; false after the last. */
  public boolean advance() {
    while (true) {
      Optional<Boolean> ready = progressive.next(frame);
      if (ready.isPresent()) {
        return ready.get();
      }
      if (decode()) {
        progressive.put(frame);
      } else {
        progressive.end();
      }
    }
  }

  private boolean decode() {
    while (true) {
      int got = avcodec.avcodec_receive_frame(codec, frame);
      if (got >= 0) {
        return true;
      }
      if (got == avutil.AVERROR_EOF || (drained && ++failures > PATIENCE)) {
        return false;
      }
      feed();
    }
  }

  /** A packet that cannot be decoded is passed over, as players do. */
  private void feed() {
    if (!drained && demuxer.read(packet, stream.index())) {
      lost.ifPresent(l -> l.restore(packet, demuxer.position()));
      avcodec.avcodec_send_packet(codec, packet);
      avcodec.av_packet_unref(packet);
    } else if (!drained) {
      drained = true;
      avcodec.avcodec_send_packet(codec, (AVPacket) null);
    }
  }

  /** Whether frames were interlaced: each then also depends on the one before. */
  public boolean interlaced() {
    return progressive.needed();
  }

  /** What {@link #advance} decoded; overwritten by the next. */
  public AVFrame frame() {
    return frame;
  }

  /** The frame's time in units of {@link #unit}; {@link avutil#AV_NOPTS_VALUE} where unknown. */
  public long timestamp() {
    return frame.best_effort_timestamp();
  }

  /** Seconds in one step of the stream's clock. */
  public double unit() {
    return avutil.av_q2d(stream.time_base());
  }

  /** Goes on from the key frame at or before a time; false where the file cannot. */
  public boolean seek(long timestamp) {
    boolean there = demuxer.seek(stream.index(), timestamp);
    avcodec.avcodec_flush_buffers(codec);
    drained = false;
    failures = 0;
    progressive.restart();
    return there;
  }

  /** Pixels, as the head says; 0 for a picture not decoded yet. */
  public int width() {
    return stream.codecpar().width();
  }

  /** Pixels, as the head says; 0 for a picture not decoded yet. */
  public int height() {
    return stream.codecpar().height();
  }

  /** How the stored frames are to be turned, as the container says. */
  public Orientation orientation() {
    return SideData.orientation(
        stream.codecpar().coded_side_data(), stream.codecpar().nb_coded_side_data());
  }

  /** Width of a stored pixel over its height, by the container or the codec. */
  private PixelAspect pixelAspect() {
    AVRational container = stream.sample_aspect_ratio();
    AVRational r = container.num() > 0 ? container : stream.codecpar().sample_aspect_ratio();
    return PixelAspect.of(r.num(), r.den());
  }

  /** The size of frames that stand upright, of square pixels; 0 for a picture not decoded yet. */
  public PixelAspect.Size shown() {
    return pixelAspect().shown(width(), height(), orientation());
  }

  /** Frames a second. */
  public double rate() {
    AVRational r = stream.avg_frame_rate();
    return avutil.av_q2d(r.num() == 0 || r.den() == 0 ? stream.r_frame_rate() : r);
  }

  /** Seconds, as the container says; 0 where it does not. */
  public double seconds() {
    return demuxer.seconds();
  }

  /**
   * Whether the container has no times of its own: FFmpeg reckons them from the average bit rate
   * after a jump, so these are read from the start.
   */
  public boolean untimed() {
    return UNTIMED.contains(demuxer.container());
  }

  /** Seconds from the beginning of the picture, or of the file's clock, to the frame. */
  public double delay() {
    return timestamp() == avutil.AV_NOPTS_VALUE
        ? 0
        : demuxer.beginning(stream).map(zero -> timestamp() * unit() - zero).orElse(0.0);
  }

  /** Whether what is decoded is an approximation of what was coded. */
  public boolean lossy() {
    AVCodecDescriptor d = avcodec.avcodec_descriptor_get(stream.codecpar().codec_id());
    return d != null && (d.props() & avcodec.AV_CODEC_PROP_LOSSLESS) == 0;
  }

  @Override
  public void close() {
    progressive.close();
    avutil.av_frame_free(frame);
    avcodec.av_packet_free(packet);
    avcodec.avcodec_free_context(codec);
    demuxer.close();
  }
}
