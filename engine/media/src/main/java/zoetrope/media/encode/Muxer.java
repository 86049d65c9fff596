package zoetrope.media.encode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
import zoetrope.media.Tags;

/**
 * Coded streams into a part file, by FFmpeg, that gets its name when it is complete. The same input
 * gives the same bytes. JavaCV's recorder would do most of it, but makes odd widths even, loses
 * what FFmpeg says while it closes a file, and lets frames carry no tags and no request for a key
 * frame.
 */
final class Muxer implements AutoCloseable {
  private final Path file;
  private final Path part;
  private final AVFormatContext out = new AVFormatContext(null);
  private final AVIOContext io = new AVIOContext(null);
  private final AVPacket packet = avcodec.av_packet_alloc();
  private final List<Track> tracks = new ArrayList<>();
  private boolean open = true;

  /**
   * Begins a file; nothing is written before {@link #begin}.
   *
   * @param format FFmpeg's name of the container
   * @throws zoetrope.media.MediaException where nothing can be written
   */
  Muxer(Path file, String format, Tags tags) {
    this.file = file;
    Outputs.check(file);
    avutil.av_log_set_level(avutil.AV_LOG_FATAL);
    part = Outputs.part(file);
    avformat.avformat_alloc_output_context2(out, null, format, part.toString());
    out.flags(out.flags() | AVFormatContext.AVFMT_FLAG_BITEXACT);
    AVDictionary words = new AVDictionary(null);
    if (!tags.title().isEmpty()) {
      avutil.av_dict_set(words, "title", tags.title(), 0);
    }
    if (!tags.comment().isEmpty()) {
      avutil.av_dict_set(words, "comment", tags.comment(), 0);
    }
    out.metadata(words);
  }

  /** Adds a stream of an open encoder, which is the file's own from now on. */
  Track add(AVCodecContext codec) {
    Track track = new Track(codec, avformat.avformat_new_stream(out, null));
    tracks.add(track);
    return track;
  }

  /** Writes the head; all streams are there. */
  void begin(Map<String, String> options) {
    AVDictionary chosen = new AVDictionary(null);
    options.forEach((name, value) -> avutil.av_dict_set(chosen, name, value, 0));
    try {
      check(avformat.avio_open2(io, "file:" + part, avformat.AVIO_FLAG_WRITE, null, null));
      out.pb(io);
      check(avformat.avformat_write_header(out, chosen));
    } catch (IOException e) {
      throw Outputs.failure(file, e);
    } finally {
      avutil.av_dict_free(chosen);
    }
  }

  /** What is still done to the complete part file before it gets its name. */
  @FunctionalInterface
  interface Finish {
    void to(Path part) throws IOException;
  }

  /** Ends all streams and gives the file its name. */
  void finish() {
    finish(_ -> {});
  }

  /** The same with a last change to the file. */
  void finish(Finish last) {
    tracks.forEach(Track::end);
    try {
      check(avformat.av_write_trailer(out));
      int written = io.error();
      int closed = avformat.avio_closep(io);
      out.pb(null);
      check(written);
      check(closed);
      last.to(part);
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw Outputs.failure(file, e);
    }
  }

  private static void check(int result) throws IOException {
    if (result < 0) {
      byte[] words = new byte[128];
      avutil.av_strerror(result, words, words.length);
      throw new IOException(new String(words, StandardCharsets.UTF_8).trim());
    }
  }

  @Override
  public void close() {
    if (open) {
      open = false;
      avcodec.av_packet_free(packet);
      tracks.forEach(Track::close);
      if (!io.isNull()) {
        avformat.avio_closep(io);
      }
      avformat.avformat_free_context(out);
      Outputs.discard(part);
    }
  }

  /** One stream. */
  final class Track {
    private final AVCodecContext codec;
    private final AVStream stream;

    private Track(AVCodecContext codec, AVStream stream) {
      this.codec = codec;
      this.stream = stream;
      stream.time_base(codec.time_base());
      stream.avg_frame_rate(codec.framerate());
      avcodec.avcodec_parameters_from_context(stream.codecpar(), codec);
    }

    AVCodecContext codec() {
      return codec;
    }

    /** Encodes a frame, which stays the caller's, its time in the encoder's unit. */
    void encode(AVFrame frame) {
      try {
        check(avcodec.avcodec_send_frame(codec, frame));
        drain();
      } catch (IOException e) {
        throw Outputs.failure(file, e);
      }
    }

    private void end() {
      try {
        check(avcodec.avcodec_send_frame(codec, (AVFrame) null));
        drain();
      } catch (IOException e) {
        throw Outputs.failure(file, e);
      }
    }

    private void drain() throws IOException {
      while (avcodec.avcodec_receive_packet(codec, packet) >= 0) {
        packet.stream_index(stream.index());
        if (packet.duration() == 0) {
          packet.duration(1);
        }
        avcodec.av_packet_rescale_ts(packet, codec.time_base(), stream.time_base());
        check(avformat.av_interleaved_write_frame(out, packet));
      }
    }

    private void close() {
      avcodec.avcodec_free_context(codec);
    }
  }
}
