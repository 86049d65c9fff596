package zoetrope.media;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;

/** What the bundled FFmpeg is and can write. */
public final class MediaDoctor {
  private static final List<String> ENCODERS =
      List.of(
          "libopenh264",
          "libx264",
          "aac",
          "libvpx-vp9",
          "libopus",
          "ffv1",
          "flac",
          "prores_ks",
          "gif",
          "png");

  private MediaDoctor() {}

  /**
   * @param version FFmpeg's version
   * @param licence of this build, LGPL by default
   * @param encoders those of the engine's that this build has
   */
  public record Report(String version, String licence, List<String> encoders) {}

  /** Asks the native libraries. */
  public static Report examine() {
    List<String> found = new ArrayList<>();
    for (String name : ENCODERS) {
      if (avcodec.avcodec_find_encoder_by_name(name) != null) {
        found.add(name);
      }
    }
    try (BytePointer version = avutil.av_version_info();
        BytePointer licence = avutil.avutil_license()) {
      return new Report(version.getString(), licence.getString(), found);
    }
  }
}
