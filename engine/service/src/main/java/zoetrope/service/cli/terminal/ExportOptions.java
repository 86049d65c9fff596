package zoetrope.service.cli.terminal;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import zoetrope.film.picture.CornerLabel;
import zoetrope.media.Encoding;
import zoetrope.media.sound.LoudnessTarget;
import zoetrope.service.export.ExportPreset;
import zoetrope.service.export.ExportPresets;
import zoetrope.service.export.ExportSettings;
import zoetrope.service.export.FrameSize;

/** How a command's film is written: by a preset or by its name's ending, labelled or not. */
public final class ExportOptions {
  @Option(
      names = "--preset",
      paramLabel = "NAME",
      description =
          "How the film is written (see Presets); left out, FILE's ending says it and the frame is"
              + " the story's.")
  private @Nullable String preset;

  @Option(
      names = "--loudness",
      paramLabel = "TARGET",
      description =
          "How loud the film is: web (-14 LUFS), mobile (-16), broadcast (-23) or off (as mixed);"
              + " left out, the preset says it, else mobile.")
  private @Nullable String loudness;

  @Option(
      names = "--label",
      arity = "0..1",
      fallbackValue = "en",
      paramLabel = "WORDS",
      description =
          "Burns words into a corner of the film: en and zh stand for 'AI-generated' in that"
              + " language.")
  private @Nullable String label;

  @Option(
      names = "--label-corner",
      defaultValue = "BOTTOM_RIGHT",
      paramLabel = "CORNER",
      description = "${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
  private CornerLabel.Corner corner = CornerLabel.Corner.BOTTOM_RIGHT;

  private CommandSpec spec = CommandSpec.create();

  /** Lists the presets in the help of the command that has these options. */
  @Spec(Spec.Target.MIXEE)
  void of(CommandSpec command) {
    spec = command;
    command.usageMessage().footerHeading("%nPresets:%n").footer(PresetWords.lines());
  }

  /** Whether anything was asked for. */
  public boolean given() {
    return preset != null || label != null || loudness != null;
  }

  /**
   * What was asked for.
   *
   * @param film the file or folder to write
   * @throws CommandLine.ParameterException for a preset or a loudness that there is not, or a
   *     preset that writes another kind of file
   * @throws zoetrope.media.MediaException for an ending that is none of films
   */
  public ExportSettings settings(Path film) {
    ExportSettings settings =
        preset == null
            ? new ExportSettings(Encoding.of(film), FrameSize.STORY)
            : named(preset, film).settings();
    return settings
        .loud(loudness == null ? settings.loudness() : target(loudness))
        .labelled(Optional.ofNullable(label).map(asked -> new CornerLabel(words(asked), corner)));
  }

  private LoudnessTarget target(String name) {
    List<LoudnessTarget> all = List.of(LoudnessTarget.values());
    return all.stream()
        .filter(t -> t.id().equals(name.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                wrong(
                    "There is no loudness '%s'; choose one of %s"
                        .formatted(
                            name,
                            all.stream()
                                .map(LoudnessTarget::id)
                                .collect(Collectors.joining(", ")))));
  }

  private ExportPreset named(String name, Path film) {
    ExportPreset found =
        ExportPresets.named(name)
            .orElseThrow(
                () ->
                    wrong(
                        "There is no export preset '%s'; choose one of %s"
                            .formatted(name, names(ExportPresets.all()))));
    if (!fits(found, film)) {
      throw wrong(conflict(found, film));
    }
    return found;
  }

  private CommandLine.ParameterException wrong(String message) {
    return new CommandLine.ParameterException(spec.commandLine(), message);
  }

  private static boolean fits(ExportPreset preset, Path film) {
    return preset.settings().folder()
        ? ending(film).isEmpty()
        : ending(film).equals(Optional.of(preset.settings().encoding()));
  }

  /** The encoding that a name's ending stands for. */
  private static Optional<Encoding> ending(Path film) {
    String name = String.valueOf(film.getFileName()).toLowerCase(Locale.ROOT);
    return List.of(Encoding.values()).stream()
        .filter(e -> !e.extension().isEmpty() && name.endsWith("." + e.extension()))
        .findFirst();
  }

  private static String conflict(ExportPreset preset, Path film) {
    String file = String.valueOf(film.getFileName());
    String base = file.replaceFirst("\\.[^.]*$", "");
    ExportSettings settings = preset.settings();
    List<ExportPreset> others =
        ExportPresets.all().stream().filter(p -> fits(p, film) && file.contains(".")).toList();
    return "--preset %s writes %s, but -o names %s; use -o %s%s"
        .formatted(
            preset.name(),
            settings.folder() ? "a folder" : "." + settings.encoding().extension(),
            file,
            film.resolveSibling(
                settings.folder() ? base : base + "." + settings.encoding().extension()),
            others.isEmpty() ? "" : ", or one of the presets " + names(others));
  }

  private static String names(List<ExportPreset> presets) {
    return presets.stream().map(ExportPreset::name).collect(Collectors.joining(", "));
  }

  private static String words(String asked) {
    return switch (asked.toLowerCase(Locale.ROOT)) {
      case "en", "" -> "AI-generated";
      case "zh" -> "AI 生成";
      default -> asked;
    };
  }
}
