package zoetrope.media.decode;

import java.util.Arrays;
import org.bytedeco.ffmpeg.avutil.AVContentLightMetadata;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVFrameSideData;
import org.bytedeco.ffmpeg.avutil.AVMasteringDisplayMetadata;
import org.bytedeco.ffmpeg.global.avutil;
import zoetrope.media.colour.Cicp;
import zoetrope.media.colour.ColourSpace;
import zoetrope.media.colour.Profiles;

/**
 * What a frame's tags say of its red, green and blue.
 *
 * @param primaries AVCOL_PRI_*
 * @param transfer AVCOL_TRC_*
 * @param peak of PQ, cd/m2; 0 where it is not said
 * @param profile hash of an ICC profile, 0 without
 */
record FrameColours(int primaries, int transfer, int peak, int profile) {
  static FrameColours of(AVFrame f) {
    int peak = f.color_trc() == avutil.AVCOL_TRC_SMPTE2084 ? peak(f) : 0;
    return new FrameColours(f.color_primaries(), f.color_trc(), peak, Arrays.hashCode(icc(f)));
  }

  private static byte[] icc(AVFrame f) {
    AVFrameSideData data = avutil.av_frame_get_side_data(f, avutil.AV_FRAME_DATA_ICC_PROFILE);
    if (data == null || data.size() > Profiles.MAX_BYTES) {
      return new byte[0];
    }
    byte[] out = new byte[(int) data.size()];
    data.data().get(out);
    return out;
  }

  /** The brightest pixel of the content; else what the mastering display could. */
  private static int peak(AVFrame f) {
    AVFrameSideData light =
        avutil.av_frame_get_side_data(f, avutil.AV_FRAME_DATA_CONTENT_LIGHT_LEVEL);
    int peak = light == null ? 0 : new AVContentLightMetadata(light.data()).MaxCLL();
    AVFrameSideData display =
        avutil.av_frame_get_side_data(f, avutil.AV_FRAME_DATA_MASTERING_DISPLAY_METADATA);
    if (peak == 0 && display != null) {
      AVMasteringDisplayMetadata m = new AVMasteringDisplayMetadata(display.data());
      peak = m.has_luminance() == 0 ? 0 : (int) avutil.av_q2d(m.max_luminance());
    }
    return peak;
  }

  /** The meaning of the frame that these are of. */
  ColourSpace space(AVFrame frame, int inks) {
    if (profile != Arrays.hashCode(new byte[0])) {
      var fromProfile = Profiles.of(icc(frame), inks);
      if (fromProfile.isPresent()) {
        return fromProfile.get();
      }
    }
    return Cicp.of(primaries, transfer, peak);
  }
}
