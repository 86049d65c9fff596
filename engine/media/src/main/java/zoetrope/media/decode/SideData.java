package zoetrope.media.decode;

import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.javacpp.IntPointer;
import zoetrope.media.colour.Profiles;

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

  static Optional<byte[]> profile(AVPacketSideData all, int count) {
    return find(all, count, avcodec.AV_PKT_DATA_ICC_PROFILE)
        .filter(d -> d.size() <= Profiles.MAX_BYTES)
        .map(
            d -> {
              byte[] out = new byte[(int) d.size()];
              d.data().get(out);
              return out;
            });
  }

  private static Optional<AVPacketSideData> find(AVPacketSideData all, int count, int type) {
    return Optional.ofNullable(avcodec.av_packet_side_data_get(all, count, type));
  }
}
