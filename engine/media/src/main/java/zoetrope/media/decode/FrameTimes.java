package zoetrope.media.decode;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.LongStream;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import zoetrope.media.MediaRemedy;

/**
 * When each frame of a video is shown, read from its packets without decoding any: the only exact
 * way from a number to a frame where their lengths differ, as in GIFs and films of telephones.
 */
public final class FrameTimes {
  /** In the first byte of a VP8 packet: clear where its frame is only for others to refer to. */
  private static final int VP8_SHOWN = 0x10;

  private static final int GIF_END = 0x3B;

  private final long[] times;

  private FrameTimes(long[] times) {
    this.times = times;
  }

  /**
   * Empty where the file does not keep times for every frame, or the same for two, or where damage
   * makes them doubtful.
   */
  public static Optional<FrameTimes> of(Path file) {
    AVPacket packet = avcodec.av_packet_alloc();
    try (Demuxer demuxer = Demuxer.open(file, MediaRemedy.USE_PLAYABLE_VIDEO)) {
      Optional<AVStream> video = demuxer.stream(avutil.AVMEDIA_TYPE_VIDEO);
      Optional<Found> found = video.flatMap(s -> read(demuxer, s, packet));
      boolean cut = demuxer.container().equals("gif") && !ended(file);
      return found
          .map(f -> cut ? new Found(f.times, f.times[f.times.length - 1]) : f)
          .flatMap(f -> f.torn == Long.MAX_VALUE ? Optional.of(f.times) : seen(file, f))
          .map(FrameTimes::new);
    } finally {
      avcodec.av_packet_free(packet);
    }
  }

  /** Whether a GIF has its last byte; FFmpeg does not tell that a picture of it is not whole. */
  private static boolean ended(Path file) {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      in.seek(in.length() - 1);
      return in.read() == GIF_END;
    } catch (IOException _) {
      return false;
    }
  }

  /** The times, sorted, and the first whose packet is not whole. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Found(long[] times, long torn) {}

  private static Optional<Found> read(Demuxer demuxer, AVStream stream, AVPacket packet) {
    boolean vp8 = stream.codecpar().codec_id() == avcodec.AV_CODEC_ID_VP8;
    long[] all = new long[1024];
    long torn = Long.MAX_VALUE;
    int n = 0;
    boolean timed = true;
    while (timed && demuxer.read(packet, stream.index())) {
      boolean hidden =
          (packet.flags() & avcodec.AV_PKT_FLAG_DISCARD) != 0
              || (vp8 && packet.size() > 0 && (packet.data().get(0) & VP8_SHOWN) == 0);
      timed = packet.pts() != avutil.AV_NOPTS_VALUE;
      if (timed && !hidden) {
        all = n == all.length ? Arrays.copyOf(all, 2 * n) : all;
        all[n++] = packet.pts();
      }
      if ((packet.flags() & avcodec.AV_PKT_FLAG_CORRUPT) != 0) {
        torn = Math.min(torn, packet.pts());
      }
      avcodec.av_packet_unref(packet);
    }
    long[] times = Arrays.stream(all, 0, n).sorted().toArray();
    boolean distinct = Arrays.stream(times).distinct().count() == n;
    return timed && distinct && n > 0 ? Optional.of(new Found(times, torn)) : Optional.empty();
  }

  /** Of a file that was cut off: the end is decoded, and only what comes of it counts. */
  private static Optional<long[]> seen(Path file, Found found) {
    try (FrameDecoder decoder = FrameDecoder.open(file, FrameDecoder.Kind.PICTURE)) {
      if (!decoder.seek(found.torn) || !decoder.advance() || decoder.timestamp() >= found.torn) {
        return Optional.empty();
      }
      long from = decoder.timestamp();
      LongStream.Builder end = LongStream.builder().add(from);
      while (decoder.advance()) {
        end.add(decoder.timestamp());
      }
      LongStream before = Arrays.stream(found.times).filter(t -> t < from);
      return Optional.of(LongStream.concat(before, end.build()).toArray());
    }
  }

  /** How many frames are shown. */
  public int count() {
    return times.length;
  }

  /** When a frame is shown, in units of the stream's clock. */
  public long at(int frame) {
    return times[frame];
  }
}
