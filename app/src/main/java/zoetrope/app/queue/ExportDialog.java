package zoetrope.app.queue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonType;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import zoetrope.app.fx.Choices;
import zoetrope.app.fx.Controls;
import zoetrope.app.fx.Dialogs;
import zoetrope.app.model.FileAsking;
import zoetrope.app.model.Workbench;
import zoetrope.film.picture.CornerLabel;
import zoetrope.film.picture.TitleProblem;
import zoetrope.media.sound.LoudnessTarget;
import zoetrope.service.export.ExportEstimate;
import zoetrope.service.export.ExportPreset;
import zoetrope.service.export.ExportPresets;
import zoetrope.service.export.ExportSettings;
import zoetrope.service.export.FrameSize;
import zoetrope.service.export.TitleCheck;
import zoetrope.service.jobs.Work;
import zoetrope.story.document.Shot;
import zoetrope.story.document.Story;
import zoetrope.story.timeline.Timeline;

/** Asks for what and where to the film is exported, and puts that in the queue. */
public final class ExportDialog extends Dialog<ButtonType> {
  private static final int COLUMNS = 2;

  private final Workbench bench;
  private final ExportPace pace;
  private final ObjectProperty<ExportPreset> preset =
      new SimpleObjectProperty<>(ExportPresets.all().getFirst());
  private final TextField file = new TextField();
  private final Label missing = new Label();
  private final CheckBox label = new CheckBox();
  private final ComboBox<LoudnessTarget> loudness;
  private final Label titles = new Label();

  /**
   * @param folder where films go unless another place is chosen
   */
  public ExportDialog(Workbench bench, ExportPace pace, Window owner, Path folder) {
    this.bench = bench;
    this.pace = pace;
    initOwner(owner);
    titleProperty().bind(bench.texts().bind("export.title"));
    file.setId("export-file");
    file.setText(folder.resolve(name()).toString());
    loudness =
        Choices.box(
            bench.texts(),
            List.of(LoudnessTarget.values()),
            target -> "export.loudness." + target.name());
    loudness.setId("export-loudness");
    loudness.setMaxWidth(Double.MAX_VALUE);
    preset.addListener(
        (o, was, is) -> {
          file.setText(renamed(Path.of(file.getText()), is).toString());
          follow(is);
        });
    titles.setId("export-titles");
    alert(titles, "warning-text");
    follow(preset.get());
    label.setId("export-label");
    label.textProperty().bind(bench.texts().bind("export.label"));
    alert(missing, "danger-text");
    show(missing, missing());
    dress();
    setOnHidden(
        e -> {
          if (getResult() == ButtonType.OK) {
            Path to = Path.of(file.getText().strip());
            bench.jobs().submit(new Work.Export(to, chosen()), false);
          }
        });
  }

  private static void alert(Label label, String style) {
    label.getStyleClass().addAll(style, "small");
    label.setWrapText(true);
    label.setGraphic(new FontIcon(Feather.ALERT_TRIANGLE));
    show(label, "");
  }

  private void dress() {
    getDialogPane().setContent(content());
    getDialogPane().setId("export-dialog");
    Dialogs.dress(getDialogPane());
    getDialogPane()
        .getStylesheets()
        .add(
            Objects.requireNonNull(ExportDialog.class.getResource("/zoetrope/app/style/queue.css"))
                .toExternalForm());
    getDialogPane().getButtonTypes().setAll(ButtonType.CANCEL, ButtonType.OK);
    buttons();
  }

  /** Each preset has a loudness of its own; silent ones have none. */
  private void follow(ExportPreset is) {
    loudness.setValue(is.settings().loudness());
    loudness.setDisable(!is.settings().encoding().hasSound());
    Story story = bench.story().story().get();
    bench
        .background()
        .run(
            () -> TitleCheck.problems(story, is.settings()),
            found -> {
              if (is.equals(preset.get())) {
                show(titles, found.stream().map(this::words).collect(Collectors.joining("\n")));
              }
            });
  }

  private String words(TitleProblem problem) {
    String text = problem.title().text().replaceAll("\\s+", " ");
    return switch (problem) {
      case TitleProblem.MissingGlyphs(_, List<String> characters) ->
          bench.texts().get("export.title.glyphs", text, String.join(" ", characters));
      case TitleProblem.TooLong _ -> bench.texts().get("export.title.long", text);
    };
  }

  private static void show(Label label, String words) {
    label.setText(words);
    label.setVisible(!words.isEmpty());
    label.setManaged(label.isVisible());
  }

  private void buttons() {
    Button ok = (Button) getDialogPane().lookupButton(ButtonType.OK);
    ok.setId("export-ok");
    ok.textProperty().bind(bench.texts().bind("export.start"));
    ok.disableProperty()
        .bind(
            file.textProperty()
                .isEmpty()
                .or(Bindings.createBooleanBinding(() -> !missing.getText().isEmpty())));
    ((Button) getDialogPane().lookupButton(ButtonType.CANCEL))
        .textProperty()
        .bind(bench.texts().bind("export.cancel"));
  }

  private Node content() {
    Button choose =
        Controls.iconButton(bench.texts(), "export.choose", Feather.FOLDER, this::choose);
    choose.setId("export-choose");
    HBox where = new HBox(6, file, choose);
    HBox.setHgrow(file, Priority.ALWAYS);
    Label forWhat = Controls.label(bench.texts(), "export.preset", "field-label");
    Label f = Controls.label(bench.texts(), "export.file", "field-label");
    f.setLabelFor(file);
    Label about = new Label();
    about.setId("export-about");
    about.setGraphic(new FontIcon(Feather.INFO));
    about.getStyleClass().add("export-about");
    about.setMaxWidth(Double.MAX_VALUE);
    about
        .textProperty()
        .bind(Bindings.createStringBinding(this::about, preset, bench.texts().language()));
    Label limits = new Label();
    limits.setId("export-limits");
    limits.getStyleClass().addAll("quiet", "small");
    limits.setWrapText(true);
    limits
        .textProperty()
        .bind(Bindings.createStringBinding(this::limits, preset, bench.texts().language()));
    VBox what = new VBox(8, forWhat, presets(), limits);
    Label loud = Controls.label(bench.texts(), "export.loudness", "field-label");
    loud.setLabelFor(loudness);
    VBox all =
        new VBox(
            16,
            what,
            new VBox(6, f, where),
            new VBox(6, loud, loudness),
            label,
            about,
            titles,
            missing);
    all.getStyleClass().add("export-form");
    all.setPrefWidth(600);
    return all;
  }

  private GridPane presets() {
    GridPane grid = new GridPane(8, 8);
    ToggleGroup group = new ToggleGroup();
    List<ExportPreset> all = ExportPresets.all();
    for (int i = 0; i < all.size(); i++) {
      ToggleButton b = tile(all.get(i), group);
      grid.add(b, i % COLUMNS, i / COLUMNS);
      GridPane.setHgrow(b, Priority.ALWAYS);
    }
    group
        .selectedToggleProperty()
        .addListener(
            (o, was, is) -> {
              if (is == null) {
                group.selectToggle(was);
              }
            });
    return grid;
  }

  private ToggleButton tile(ExportPreset p, ToggleGroup group) {
    Label name = Controls.label(bench.texts(), "export.preset." + p.name(), "export-name");
    ExportSettings settings = p.settings();
    var f = settings.frame(bench.story().story().get().format());
    Label spec =
        new Label(
            bench.texts().get("export.spec." + settings.encoding().name(), f.width(), f.height()));
    spec.getStyleClass().addAll("quiet", "small");
    FontIcon icon = new FontIcon(icon(settings));
    icon.getStyleClass().add("export-icon");
    HBox row = new HBox(12, icon, new VBox(2, name, spec));
    row.setAlignment(Pos.CENTER_LEFT);
    ToggleButton b = new ToggleButton("", row);
    b.setId("export-preset-" + p.name());
    b.getStyleClass().add("export-tile");
    b.setToggleGroup(group);
    b.setSelected(p.equals(preset.get()));
    b.setPrefWidth(280);
    b.setMaxWidth(Double.MAX_VALUE);
    b.accessibleTextProperty().bind(bench.texts().bind("export.preset." + p.name()));
    b.selectedProperty()
        .addListener(
            (o, was, is) -> {
              if (is) {
                preset.set(p);
              }
            });
    return b;
  }

  private static Ikon icon(ExportSettings s) {
    return switch (s.encoding()) {
      case MP4 -> icon(s.size());
      case WEBM -> Feather.GLOBE;
      case PRORES -> MaterialDesignF.FILMSTRIP;
      case LOSSLESS -> MaterialDesignC.CHECK_DECAGRAM_OUTLINE;
      case GIF -> MaterialDesignF.FILE_GIF_BOX;
      case PNG_SEQUENCE -> Feather.IMAGE;
    };
  }

  /** The shape of the screens that the film is for. */
  private static Ikon icon(FrameSize size) {
    return switch (size) {
      case FrameSize.Fixed(int w, int h) when w < h -> Feather.SMARTPHONE;
      case FrameSize.Fixed(int w, int h) when w == h -> Feather.SQUARE;
      case FrameSize.Fixed _, FrameSize.OfStory _ -> Feather.MONITOR;
    };
  }

  private ExportSettings chosen() {
    String words = bench.texts().get("export.label.words");
    return preset
        .get()
        .settings()
        .loud(loudness.getValue())
        .labelled(
            label.isSelected()
                ? Optional.of(new CornerLabel(words, CornerLabel.Corner.BOTTOM_RIGHT))
                : Optional.empty());
  }

  private String name() {
    String plain =
        bench.story().story().get().title().replaceAll("[^\\p{L}\\p{N} _-]+", "").strip();
    return (plain.isEmpty() ? "film" : plain)
        + "."
        + preset.get().settings().encoding().extension();
  }

  private static Path renamed(Path was, ExportPreset p) {
    String base = String.valueOf(was.getFileName()).replaceAll("\\.[^.]*$", "");
    ExportSettings s = p.settings();
    return was.resolveSibling(s.folder() ? base : base + "." + s.encoding().extension());
  }

  private void choose() {
    Path now = Path.of(file.getText());
    bench
        .asking()
        .save(new FileAsking.Wanted("export.title", "export.file", List.of("*.*")), now)
        .ifPresent(v -> file.setText(v.toString()));
  }

  private Duration length() {
    long ticks = bench.story().story().get().length().end();
    return Duration.ofMillis(ticks * 1000 / Timeline.TICKS_PER_SECOND);
  }

  private String about() {
    ExportSettings settings = preset.get().settings();
    var format = bench.story().story().get().format();
    var f = settings.frame(format);
    double mb = new ExportEstimate(settings, length(), format).bytes() / 1e6;
    long seconds = Math.max(1, pace.estimate(settings, length(), format).toSeconds());
    return bench
        .texts()
        .get("export.about", f.width(), f.height(), length().toMillis() / 1000.0, mb, seconds);
  }

  /** What the preset cannot do. */
  private String limits() {
    return bench
        .texts()
        .get(
            "export.limits",
            preset.get().settings().limits().stream()
                .map(l -> bench.texts().get("export.limit." + l.name()))
                .collect(Collectors.joining("  ·  ")));
  }

  /** Which shots of the film have no take yet. */
  private String missing() {
    Story s = bench.story().story().get();
    if (s.length().isEmpty()) {
      return bench.texts().get("timeline.film.empty");
    }
    List<String> names =
        s.timeline().tracks().stream()
            .flatMap(t -> t.clips().stream())
            .map(c -> c.shotId())
            .distinct()
            .filter(id -> bench.story().picked(id).isEmpty())
            .map(id -> s.shot(id).map(Shot::name).orElse(id))
            .toList();
    return names.isEmpty() ? "" : bench.texts().get("export.missing", String.join(", ", names));
  }
}
