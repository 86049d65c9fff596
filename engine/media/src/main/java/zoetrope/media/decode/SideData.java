package zoetrope.media.decode;

import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.javacpp.IntPointer;

/** What FFmpeg keeps beside a stream. */
final class SideData {
  private SideData() {}

  static Orientation orientation(AVPacketSideData all, int count) {
    return find(all, count, avcodec.AV_PKT_DATA_DISPLAYMATRIX)
        .filter(d -> d.size() >= 9 * Integer.BYTES)
        .map(d -> new IntPointer(d.data()))
        .map(m -> Orientation.matrix(m.get(0), m.get(1), m.get(3), m.get(4)))
        .orElse(Orientation.UPRIGHT);
  }

  private static Optional<AVPacketSideData> find(AVPacketSideData all, int count, int type) {
    return Optional.ofNullable(avcodec.av_packet_side_data_get(all, count, type));
  }
}
