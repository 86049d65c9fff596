package zoetrope.app.queue;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.geometry.Insets;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonType;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.kordamp.ikonli.feather.Feather;
import zoetrope.app.fx.Choices;
import zoetrope.app.fx.Controls;
import zoetrope.app.fx.Dialogs;
import zoetrope.app.model.Workbench;
import zoetrope.service.jobs.Work;
import zoetrope.service.studio.ExportPreset;
import zoetrope.service.studio.ExportPresets;
import zoetrope.story.document.Shot;
import zoetrope.story.document.Story;
import zoetrope.story.timeline.Timeline;

/** Asks for what and where to the film is exported, and puts that in the queue. */
public final class ExportDialog extends Dialog<ButtonType> {
  private final Workbench bench;
  private final ComboBox<ExportPreset> preset;
  private final TextField file = new TextField();
  private final Label about = new Label();
  private final Label missing = new Label();
  private final CheckBox label = new CheckBox();

  public ExportDialog(Workbench bench, Window owner, Path folder) {
    this.bench = bench;
    if (owner != null) {
      initOwner(owner);
    }
    titleProperty().bind(bench.texts().bind("export.title"));
    preset =
        Choices.words(
            bench.texts(),
            ExportPresets.all(),
            p -> bench.texts().get("export.preset." + p.name()));
    preset.setId("export-preset");
    preset.setMaxWidth(Double.MAX_VALUE);
    preset.setValue(ExportPresets.all().getFirst());
    file.setId("export-file");
    file.setPrefColumnCount(30);
    file.setText(folder.resolve(name()).toString());
    preset
        .valueProperty()
        .addListener((o, was, is) -> file.setText(renamed(Path.of(file.getText()), is).toString()));
    about.getStyleClass().addAll("quiet", "small");
    about
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                this::about, preset.valueProperty(), bench.texts().language()));
    label.setId("export-label");
    label.textProperty().bind(bench.texts().bind("export.label"));
    missing.getStyleClass().addAll("danger-text", "small");
    missing.setWrapText(true);
    missing.setText(missing());
    missing.setVisible(!missing.getText().isEmpty());
    getDialogPane().setContent(form());
    getDialogPane().setId("export-dialog");
    Dialogs.dress(getDialogPane());
    getDialogPane().getButtonTypes().setAll(ButtonType.CANCEL, ButtonType.OK);
    Button ok = (Button) getDialogPane().lookupButton(ButtonType.OK);
    ok.setId("export-ok");
    ok.textProperty().bind(bench.texts().bind("export.start"));
    ok.disableProperty()
        .bind(
            file.textProperty()
                .isEmpty()
                .or(Bindings.createBooleanBinding(() -> !missing.getText().isEmpty())));
    setOnHidden(
        e -> {
          if (getResult() == ButtonType.OK) {
            bench
                .jobs()
                .submit(new Work.Export(Path.of(file.getText().strip()), chosen().name()), false);
          }
        });
  }

  private GridPane form() {
    Button choose =
        Controls.iconButton(bench.texts(), "export.choose", Feather.FOLDER, this::choose);
    HBox where = new HBox(6, file, choose);
    HBox.setHgrow(file, Priority.ALWAYS);
    GridPane g = new GridPane(12, 12);
    g.setPadding(new Insets(8));
    Label p = Controls.label(bench.texts(), "export.preset");
    p.setLabelFor(preset);
    Label f = Controls.label(bench.texts(), "export.file");
    f.setLabelFor(file);
    g.addRow(0, p, preset);
    g.addRow(1, f, where);
    g.add(label, 1, 2);
    g.add(about, 1, 3);
    g.add(missing, 1, 4);
    GridPane.setHgrow(preset, Priority.ALWAYS);
    return g;
  }

  private ExportPreset chosen() {
    return label.isSelected()
        ? preset.getValue().labelled(bench.texts().get("export.label.words"))
        : preset.getValue();
  }

  private String name() {
    String plain =
        bench.story().story().get().title().replaceAll("[^\\p{L}\\p{N} _-]+", "").strip();
    return (plain.isEmpty() ? "film" : plain) + "." + preset.getValue().extension();
  }

  private static Path renamed(Path was, ExportPreset p) {
    String base = String.valueOf(was.getFileName()).replaceAll("\\.[^.]*$", "");
    return was.resolveSibling(p.folder() ? base : base + "." + p.extension());
  }

  private void choose() {
    FileChooser chooser = new FileChooser();
    Path now = Path.of(file.getText());
    Optional.ofNullable(now.getParent())
        .map(Path::toFile)
        .filter(File::isDirectory)
        .ifPresent(chooser::setInitialDirectory);
    chooser.setInitialFileName(String.valueOf(now.getFileName()));
    Optional.ofNullable(chooser.showSaveDialog(getDialogPane().getScene().getWindow()))
        .ifPresent(v -> file.setText(v.toString()));
  }

  private Duration length() {
    long ticks = bench.story().story().get().timeline().end();
    return Duration.ofMillis(ticks * 1000 / Timeline.TICKS_PER_SECOND);
  }

  private String about() {
    ExportPreset p = preset.getValue();
    var f = p.frame(bench.story().story().get().format());
    double mb = p.bytes(length(), bench.story().story().get().format()) / 1e6;
    return bench
        .texts()
        .get("export.about", f.width(), f.height(), length().toMillis() / 1000.0, mb);
  }

  /** Which shots of the film have no take yet. */
  private String missing() {
    Story s = bench.story().story().get();
    if (s.timeline().end() == 0) {
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
