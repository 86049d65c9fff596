package zoetrope.app.takes;

import java.nio.file.Path;
import java.util.List;
import javafx.animation.AnimationTimer;
import javafx.beans.binding.Bindings;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;
import javafx.stage.Window;
import org.kordamp.ikonli.feather.Feather;
import zoetrope.app.fx.Controls;
import zoetrope.app.fx.Dialogs;
import zoetrope.app.model.Workbench;

/** Two takes against each other, in step: under a wipe, or side by side. */
final class CompareView extends Dialog<ButtonType> {
  private static final double WIDE = 720;

  private final ImageView left = new ImageView();
  private final ImageView right = new ImageView();
  private final Slider wipe = new Slider(0, 1, .5);
  private final ToggleButton beside;
  private final Pane stage = new Pane();
  private final ClipPlayer a;
  private final ClipPlayer b;

  CompareView(Workbench bench, Window owner, Path one, Path other) {
    initOwner(owner);
    setTitle(bench.texts().get("takes.compare.title"));
    a = new ClipPlayer(bench, one, left);
    b = new ClipPlayer(bench, other, right);
    beside = Controls.iconToggle(bench.texts(), "takes.beside", Feather.COLUMNS);
    beside.setId("compare-beside");
    wipe.setId("compare-wipe");
    wipe.setPrefWidth(WIDE - 60);
    wipe.accessibleTextProperty().bind(bench.texts().bind("takes.wipe"));
    for (ImageView v : List.of(left, right)) {
      v.setPreserveRatio(true);
    }
    Rectangle clip = new Rectangle();
    clip.widthProperty()
        .bind(
            Bindings.createDoubleBinding(
                () -> beside.isSelected() ? WIDE : wipe.getValue() * WIDE,
                beside.selectedProperty(),
                wipe.valueProperty()));
    clip.setHeight(2000);
    left.setClip(clip);
    wipe.disableProperty().bind(beside.selectedProperty());
    beside.selectedProperty().addListener((o, was, is) -> place());
    Rectangle line = new Rectangle(2, 2000, javafx.scene.paint.Color.WHITE);
    line.xProperty().bind(wipe.valueProperty().multiply(WIDE).subtract(1));
    line.visibleProperty().bind(beside.selectedProperty().not());
    line.heightProperty().bind(stage.heightProperty());
    stage.getChildren().addAll(right, left, line);
    place();
    getDialogPane().setContent(content());
    getDialogPane().setId("compare-dialog");
    Dialogs.dress(getDialogPane());
    getDialogPane().getButtonTypes().setAll(ButtonType.CLOSE);
    a.load();
    b.load();
    AnimationTimer timer =
        new AnimationTimer() {
          private long began;

          @Override
          public void handle(long now) {
            began = began == 0 ? now : began;
            a.seconds().set((now - began) / 1e9);
            b.seconds().set((now - began) / 1e9);
          }
        };
    setOnShown(e -> timer.start());
    setOnHidden(e -> timer.stop());
  }

  private Node content() {
    HBox tools = new HBox(12, wipe, beside);
    tools.setAlignment(Pos.CENTER_LEFT);
    VBox all = new VBox(12, stage, tools);
    all.setPadding(new Insets(12));
    return all;
  }

  private void place() {
    double w = beside.isSelected() ? WIDE / 2 - 2 : WIDE;
    left.setFitWidth(w);
    right.setFitWidth(w);
    right.setX(beside.isSelected() ? WIDE / 2 + 2 : 0);
    stage.setPrefWidth(WIDE);
    stage.setMinHeight(beside.isSelected() ? WIDE / 2 * 9 / 16 : WIDE * 9 / 16);
  }
}
