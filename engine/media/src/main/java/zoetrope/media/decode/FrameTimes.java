package zoetrope.media.decode;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * When each frame of a video is shown, read from its packets without decoding any: the only exact
 * way from a number to a frame where their lengths differ, as in GIFs and films of telephones.
 */
public final class FrameTimes {
  /** In the first byte of a VP8 packet: clear where its frame is only for others to refer to. */
  private static final int VP8_SHOWN = 0x10;

  private final long[] times;

  private FrameTimes(long[] times) {
    this.times = times;
  }

  /** Empty where the file does not keep times for every frame, or the same for two. */
  public static Optional<FrameTimes> of(Path file) {
    AVPacket packet = avcodec.av_packet_alloc();
    try (Demuxer demuxer = Demuxer.open(file, "")) {
      Optional<AVStream> video = demuxer.stream(avutil.AVMEDIA_TYPE_VIDEO);
      return video.flatMap(s -> read(demuxer, s, packet)).map(FrameTimes::new);
    } finally {
      avcodec.av_packet_free(packet);
    }
  }

  private static Optional<long[]> read(Demuxer demuxer, AVStream stream, AVPacket packet) {
    boolean vp8 = stream.codecpar().codec_id() == avcodec.AV_CODEC_ID_VP8;
    long[] all = new long[1024];
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
      avcodec.av_packet_unref(packet);
    }
    long[] times = Arrays.stream(all, 0, n).sorted().toArray();
    boolean distinct = Arrays.stream(times).distinct().count() == n;
    return timed && distinct ? Optional.of(times) : Optional.empty();
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
