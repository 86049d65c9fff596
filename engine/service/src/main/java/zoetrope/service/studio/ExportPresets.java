package zoetrope.service.studio;

import java.util.List;
import java.util.Optional;
import zoetrope.media.Encoding;
import zoetrope.service.studio.ExportPreset.Size;

/** The export presets there are, the usual one first. */
public final class ExportPresets {
  /** For places that shrink pictures anyway, and because a GIF grows with every pixel. */
  private static final int GIF_SIDE = 640;

  private static final List<ExportPreset> ALL =
      List.of(
          new ExportPreset("youtube", Encoding.MP4, new Size.Fixed(1920, 1080)),
          new ExportPreset("vertical", Encoding.MP4, new Size.Fixed(1080, 1920)),
          new ExportPreset("square", Encoding.MP4, new Size.Fixed(1080, 1080)),
          new ExportPreset("webm", Encoding.WEBM, story()),
          new ExportPreset("prores", Encoding.PRORES, story()),
          new ExportPreset("lossless", Encoding.LOSSLESS, story()),
          new ExportPreset("gif", Encoding.GIF, new Size.OfStory(GIF_SIDE)),
          new ExportPreset("png", Encoding.PNG_SEQUENCE, story()));

  private ExportPresets() {}

  private static Size story() {
    return new Size.OfStory(Integer.MAX_VALUE);
  }

  public static List<ExportPreset> all() {
    return ALL;
  }

  /** The preset of a name, if there is one. */
  public static Optional<ExportPreset> named(String name) {
    int at = name.indexOf(ExportPreset.LABEL);
    if (at >= 0) {
      String words = name.substring(at + ExportPreset.LABEL.length());
      return named(name.substring(0, at)).map(p -> p.labelled(words));
    }
    return ALL.stream().filter(p -> p.name().equals(name)).findFirst();
  }
}
