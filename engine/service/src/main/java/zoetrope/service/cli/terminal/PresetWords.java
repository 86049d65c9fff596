package zoetrope.service.cli.terminal;

import java.util.Locale;
import java.util.stream.Collectors;
import zoetrope.service.export.ExportLimit;
import zoetrope.service.export.ExportPreset;
import zoetrope.service.export.ExportPresets;
import zoetrope.service.export.ExportSettings;
import zoetrope.service.export.FrameSize;

/** What the command line says of export presets: what each writes and what it cannot do. */
final class PresetWords {
  private PresetWords() {}

  /** A line for each, as picocli's help takes them. */
  static String[] lines() {
    return ExportPresets.all().stream().map(p -> line(p).replace("%", "%%")).toArray(String[]::new);
  }

  private static String line(ExportPreset preset) {
    ExportSettings s = preset.settings();
    String limits = s.limits().stream().map(PresetWords::words).collect(Collectors.joining(", "));
    return "  %-10s %s, %s; %s"
        .formatted(
            preset.name(),
            s.folder() ? "a folder of PNGs" : "." + s.encoding().extension(),
            size(s.size()),
            limits);
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
      case ROUNDED_TIMES -> "frame times rounded to 1/100 s";
      case COARSE_COLOUR -> "colour at half resolution";
      case BARS -> "black bars beside a story of another shape";
      case SMALLER -> "larger stories are scaled down";
      case LARGE_FILES -> "large files";
      case FEW_PLAYERS -> "not played by browsers and phones";
    };
  }
}
