package zoetrope.service.export;

import java.util.List;
import java.util.Optional;
import zoetrope.media.Encoding;
import zoetrope.media.sound.LoudnessTarget;

/**
 * The export presets there are, the usual one first. A new one is a line here and its words in the
 * studio's two {@code export} bundles.
 */
public final class ExportPresets {
  /** For places that shrink pictures anyway, and because a GIF grows with every pixel. */
  private static final int GIF_SIDE = 640;

  private static final List<ExportPreset> ALL =
      List.of(
          new ExportPreset(
              "youtube",
              new ExportSettings(Encoding.MP4, new FrameSize.Fixed(1920, 1080))
                  .loud(LoudnessTarget.WEB)),
          preset("vertical", Encoding.MP4, new FrameSize.Fixed(1080, 1920)),
          preset("square", Encoding.MP4, new FrameSize.Fixed(1080, 1080)),
          preset("webm", Encoding.WEBM, FrameSize.STORY),
          preset("prores", Encoding.PRORES, FrameSize.STORY),
          preset("lossless", Encoding.LOSSLESS, FrameSize.STORY),
          preset("gif", Encoding.GIF, new FrameSize.OfStory(GIF_SIDE)),
          preset("png", Encoding.PNG_SEQUENCE, FrameSize.STORY));

  private ExportPresets() {}

  private static ExportPreset preset(String name, Encoding encoding, FrameSize size) {
    return new ExportPreset(name, new ExportSettings(encoding, size));
  }

  public static List<ExportPreset> all() {
    return ALL;
  }

  /** The preset of a name, if there is one. */
  public static Optional<ExportPreset> named(String name) {
    return ALL.stream().filter(p -> p.name().equals(name)).findFirst();
  }
}
