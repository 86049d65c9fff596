package zoetrope.media.decode;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.PointerPointer;
import zoetrope.media.MediaException;
import zoetrope.media.MediaFormat;
import zoetrope.media.MediaProblem;
import zoetrope.media.MediaRemedy;

/**
 * A local file taken apart into packets. Only containers that hold their own data are opened:
 * playlists and scripts (HLS, ffconcat, image patterns and the like) could make FFmpeg read any
 * other file of the user's. The kind is told from the bytes, never from the name; {@link
 * MediaFormat} says which there are.
 */
final class Demuxer implements AutoCloseable {
  private static final Set<String> CONTAINERS = MediaFormat.containers();

  private static final String ISO = "mov,mp4,m4a,3gp,3g2,mj2";

  /** Containers whose clock begins at 0, so that what begins later is meant to. */
  private static final Set<String> CLOCKED = Set.of(ISO, "matroska,webm");

  /** Containers of FFmpeg's that name other files. */
  private static final Set<String> LISTS =
      Set.of("hls", "concat", "dash", "image2", "imf", "webm_dash_manifest", "sdp", "ffmetadata");

  private final AVFormatContext context;
  private final AVIOContext io;

  private Demuxer(AVFormatContext context, AVIOContext io) {
    this.context = context;
    this.io = io;
  }

  static Demuxer open(Path file, MediaRemedy remedy) {
    Inputs.check(file);
    avutil.av_log_set_level(avutil.AV_LOG_FATAL);
    AVIOContext io = new AVIOContext(null);
    // FFmpeg must be told that it is a file: "http:a.mp4" is a fine name for one.
    if (avformat.avio_open2(io, "file:" + file, avformat.AVIO_FLAG_READ, null, null) < 0) {
      throw new MediaException(file, MediaProblem.NOT_READABLE, MediaRemedy.PERMISSIONS);
    }
    try {
      AVInputFormat format = recognised(file, io, remedy);
      AVFormatContext context = avformat.avformat_alloc_context();
      context.pb(io);
      start(file, format, context, remedy);
      return new Demuxer(context, io);
    } catch (MediaException e) {
      avformat.avio_closep(io);
      throw e;
    }
  }

  private static AVInputFormat recognised(Path file, AVIOContext io, MediaRemedy remedy) {
    AVInputFormat format = new AVInputFormat(null);
    if (avformat.av_probe_input_buffer2(io, format, "", null, 0, 0) < 0 || format.isNull()) {
      throw unreadable(file, remedy);
    }
    String container = format.name().getString();
    if (!CONTAINERS.contains(container)) {
      boolean list = LISTS.contains(container);
      throw new MediaException(
          file,
          list ? MediaProblem.LIST_OF_FILES : MediaProblem.FOREIGN_CONTAINER,
          remedy,
          container);
    }
    if (container.equals(ISO) && IsoBoxes.items(file)) {
      throw new MediaException(file, MediaProblem.HEIF_NOT_VIDEO, remedy);
    }
    return format;
  }

  private static void start(
      Path file, AVInputFormat format, AVFormatContext context, MediaRemedy remedy) {
    AVDictionary options = new AVDictionary(null);
    avutil.av_dict_set(options, "protocol_whitelist", "file", 0);
    avutil.av_dict_set(options, "format_whitelist", String.join(",", CONTAINERS), 0);
    int opened = avformat.avformat_open_input(context, file.toString(), format, options);
    avutil.av_dict_free(options);
    if (opened < 0) {
      throw unreadable(file, remedy); // and FFmpeg has freed the context
    }
    // Looking for what the head of a picture does not say means decoding it, unchecked.
    boolean picture = format.name().getString().endsWith("_pipe");
    if (!picture && avformat.avformat_find_stream_info(context, (PointerPointer<?>) null) < 0) {
      avformat.avformat_close_input(context);
      throw unreadable(file, remedy);
    }
  }

  private static MediaException unreadable(Path file, MediaRemedy remedy) {
    return new MediaException(file, MediaProblem.NO_MEDIA, remedy);
  }

  /** The first stream of a kind that has a known codec; rather the one meant to be shown. */
  Optional<AVStream> stream(int mediaType) {
    Optional<AVStream> best = Optional.empty();
    for (int i = 0; i < context.nb_streams(); i++) {
      AVStream s = context.streams(i);
      boolean known = s.codecpar().codec_type() == mediaType && s.codecpar().codec_id() != 0;
      if (known && (best.isEmpty() || rank(s) > rank(best.get()))) {
        best = Optional.of(s);
      }
    }
    return best;
  }

  /** A cover or a thumbnail is no film. */
  private static int rank(AVStream s) {
    int beside = avformat.AV_DISPOSITION_ATTACHED_PIC | avformat.AV_DISPOSITION_DEPENDENT;
    return (s.disposition() & beside) != 0 ? 0 : 1;
  }

  /** The next packet of a stream; false at the end. The caller unrefs it. */
  boolean read(AVPacket packet, int stream) {
    while (avformat.av_read_frame(context, packet) >= 0) {
      if (packet.stream_index() == stream) {
        return true;
      }
      org.bytedeco.ffmpeg.global.avcodec.av_packet_unref(packet);
    }
    return false;
  }

  /** Goes to the key frame at or before a time of the stream's; false where it cannot. */
  boolean seek(int stream, long timestamp) {
    return avformat.av_seek_frame(context, stream, timestamp, avformat.AVSEEK_FLAG_BACKWARD) >= 0;
  }

  /**
   * When the film begins for a stream, seconds: where its picture does; without a picture at the
   * beginning of the file's own clock. Empty where the stream itself is the beginning.
   */
  Optional<Double> beginning(AVStream of) {
    Optional<Double> picture =
        stream(avutil.AVMEDIA_TYPE_VIDEO)
            .filter(s -> rank(s) > 0 && s.index() != of.index())
            .map(Demuxer::start);
    return picture.or(() -> CLOCKED.contains(container()) ? Optional.of(0.0) : Optional.empty());
  }

  private static double start(AVStream s) {
    long t = s.start_time();
    return t == avutil.AV_NOPTS_VALUE ? 0 : t * avutil.av_q2d(s.time_base());
  }

  /** How far the file has been read, bytes. */
  long position() {
    return avformat.avio_tell(io);
  }

  /** FFmpeg's name of the container. */
  String container() {
    return context.iformat().name().getString();
  }

  /** What the container says of itself; it lives no longer than this. */
  AVDictionary metadata() {
    return context.metadata();
  }

  /** Seconds, as the container says; 0 where it does not. */
  double seconds() {
    return Math.max(0, context.duration() / (double) avutil.AV_TIME_BASE);
  }

  @Override
  public void close() {
    avformat.avformat_close_input(context);
    avformat.avio_closep(io);
  }
}
