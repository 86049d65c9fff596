package zoetrope.service.cli.terminal;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import zoetrope.media.sound.LoudnessTarget;
import zoetrope.service.export.ExportLimit;
import zoetrope.service.export.ExportPreset;
import zoetrope.service.export.ExportPresets;
import zoetrope.service.export.ExportSettings;
import zoetrope.service.export.FrameSize;

/** What the command line says of export presets: what each writes and what it cannot do. */
final class PresetWords {
  private PresetWords() {}

  /** Two lines for each, as picocli's help takes them. */
  static String[] lines() {
    return ExportPresets.all().stream()
        .flatMap(p -> Stream.of("  %-10s %s".formatted(p.name(), kind(p)), "      " + limits(p)))
        .map(line -> line.replace("%", "%%"))
        .toArray(String[]::new);
  }

  private static String kind(ExportPreset preset) {
    ExportSettings s = preset.settings();
    return (s.folder() ? "a folder of PNGs" : "." + s.encoding().extension())
        + ", "
        + size(s.size())
        + (s.encoding().hasSound() ? ", " + loudness(s.loudness()) : "");
  }

  private static String loudness(LoudnessTarget target) {
    return target.lufs().isPresent()
        ? "%.0f LUFS".formatted(target.lufs().getAsDouble())
        : "as loud as mixed";
  }

  private static String limits(ExportPreset preset) {
    return preset.settings().limits().stream()
        .map(PresetWords::words)
        .collect(Collectors.joining(", "));
  }

  private static String size(FrameSize size) {
    return switch (size) {
      case FrameSize.Fixed(int width, int height) -> width + " x " + height;
      case FrameSize.OfStory own when own.unlimited() -> "the story's frame";
      case FrameSize.OfStory(int longest) ->
          String.format(Locale.ROOT, "the story's frame up to %d pixels a side", longest);
    };
  }

  private static String words(ExportLimit limit) {
    return switch (limit) {
      case SILENT -> "no sound";
      case FEW_COLOURS -> "256 colours";
      case ROUNDED_TIMES -> "frame times in 1/100 s, at most 50 frames a second";
      case COARSE_COLOUR -> "colour at half resolution";
      case BARS -> "black bars beside other shapes";
      case SMALLER -> "larger stories scaled down";
      case LARGE_FILES -> "large files";
      case FEW_PLAYERS -> "not for browsers or phones";
    };
  }
}
