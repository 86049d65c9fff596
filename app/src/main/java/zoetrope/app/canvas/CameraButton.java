package zoetrope.app.canvas;

import javafx.geometry.Insets;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import org.controlsfx.control.PopOver;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;
import zoetrope.app.fx.Controls;
import zoetrope.app.model.Workbench;
import zoetrope.service.models.ModelProfile;
import zoetrope.story.motion.CameraMove;

/** The camera's move, as a layer of its own, behind a button. */
final class CameraButton {
  private final Workbench bench;
  private final CanvasModel model;
  private final Slider panX = slider("pan-x", -1, 1, .25);
  private final Slider panY = slider("pan-y", -1, 1, .25);
  private final Slider zoom = slider("zoom", .5, 2, .25);
  private final Slider roll = slider("roll", -45, 45, 15);
  private final Button button;
  private boolean filling;
  private String gesture = "";

  CameraButton(Workbench bench, CanvasModel model) {
    this.bench = bench;
    this.model = model;
    button =
        Controls.iconButton(
            bench.texts(), "canvas.camera.exact", MaterialDesignT.TUNE_VARIANT, this::open);
    button.setId("canvas-camera");
    for (Slider s : new Slider[] {panX, panY, zoom, roll}) {
      s.valueProperty().addListener((o, was, is) -> changed());
      s.setOnMousePressed(e -> gesture = CanvasModel.gesture());
    }
    model.changes().addListener((o, was, is) -> mark());
    mark();
  }

  Button node() {
    return button;
  }

  private static Slider slider(String id, double least, double most, double tick) {
    Slider s = new Slider(least, most, 0);
    s.setId("canvas-camera-" + id);
    s.setMajorTickUnit(tick);
    s.setBlockIncrement((most - least) / 40);
    s.setPrefWidth(190);
    return s;
  }

  private CameraMove now() {
    return model.motion().camera();
  }

  private void mark() {
    boolean moves = !now().stands();
    button.getStyleClass().remove("accent");
    if (moves) {
      button.getStyleClass().add("accent");
    }
    button.setDisable(model.shot().isEmpty());
  }

  private void open() {
    filling = true;
    CameraMove c = now();
    panX.setValue(c.panX());
    panY.setValue(c.panY());
    zoom.setValue(c.zoom());
    roll.setValue(c.roll());
    filling = false;
    GridPane grid = new GridPane(12, 8);
    row(grid, 0, "canvas.camera.pan", panX);
    row(grid, 1, "canvas.camera.tilt", panY);
    row(grid, 2, "canvas.camera.zoom", zoom);
    row(grid, 3, "canvas.camera.roll", roll);
    boolean rolls = model.rolls();
    roll.setDisable(!rolls);
    Button still = Controls.button(bench.texts(), "canvas.camera.still", Feather.X, this::still);
    still.setId("canvas-camera-still");
    Label note = Controls.label(bench.texts(), "canvas.camera.note", "quiet", "small");
    model
        .shot()
        .flatMap(s -> bench.abilities().limit(s, ModelProfile.Wish.CAMERA))
        .ifPresent(
            l -> {
              note.textProperty().unbind();
              note.setText(bench.texts().get("inspector.limit." + l));
            });
    note.setWrapText(true);
    note.setMaxWidth(300);
    VBox all = new VBox(12, grid, note, still);
    all.setPadding(new Insets(16));
    PopOver pop = new PopOver(all);
    pop.titleProperty().bind(bench.texts().bind("canvas.camera"));
    pop.setArrowLocation(PopOver.ArrowLocation.TOP_CENTER);
    pop.setDetachable(false);
    pop.show(button);
  }

  private void row(GridPane grid, int row, String key, Slider s) {
    Label l = Controls.label(bench.texts(), key);
    l.setLabelFor(s);
    Label value = new Label();
    value.setMinWidth(52);
    value
        .textProperty()
        .bind(
            s.valueProperty()
                .map(
                    v ->
                        s == roll
                            ? Math.round(v.doubleValue()) + "°"
                            : Math.round(v.doubleValue() * 100) + " %"));
    grid.addRow(row, l, s, value);
  }

  private void changed() {
    if (!filling) {
      CameraMove move =
          now()
              .withPan(snapped(panX.getValue(), 0), snapped(panY.getValue(), 0))
              .withZoom(snapped(zoom.getValue(), 1))
              .withRoll(Math.abs(roll.getValue()) < 1 ? 0 : roll.getValue());
      model.motion().camera(move, "camera-" + gesture);
    }
  }

  private static double snapped(double v, double rest) {
    return Math.abs(v - rest) < .015 ? rest : v;
  }

  private void still() {
    filling = true;
    panX.setValue(0);
    panY.setValue(0);
    zoom.setValue(1);
    roll.setValue(0);
    filling = false;
    model.motion().still();
  }
}
