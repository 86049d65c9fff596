package zoetrope.app.inspector;

import javafx.animation.PauseTransition;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import zoetrope.app.model.Workbench;
import zoetrope.service.reading.ShotReading.Player;

/**
 * Under the prompt: what the shot's model will paint of it, who of the stock plays in it, and which
 * words it will not show.
 */
final class PromptNote extends VBox {
  /** Shorter than a pause in writing, longer than the time between two keys. */
  private static final Duration PAUSE = Duration.millis(300);

  private final PauseTransition pause = new PauseTransition(PAUSE);

  PromptNote(Workbench bench) {
    super(4);
    setId("inspector-reading");
    PromptNoteViewModel model = new PromptNoteViewModel(bench);
    Label painted = line("inspector-painted", model.painted(), "quiet");
    Label unpainted = line("inspector-unpainted", model.unpainted(), "unfit");
    unpainted.setGraphic(new FontIcon(Feather.ALERT_TRIANGLE));
    getChildren().addAll(painted, chips(bench, model), unpainted, casting(bench, model));
    shown(this, model.painted());
    pause.setOnFinished(e -> read(model));
    sceneProperty().addListener((o, was, is) -> pause.playFromStart());
    bench.story().shot().addListener((o, was, is) -> pause.playFromStart());
    bench.story().story().addListener((o, was, is) -> pause.playFromStart());
    bench.abilities().models().addListener((o, was, is) -> pause.playFromStart());
  }

  /** A story that is no longer on the screen may have been closed during the pause. */
  private void read(PromptNoteViewModel model) {
    if (getScene() != null
        && getScene().getWindow() != null
        && getScene().getWindow().isShowing()) {
      model.read();
    }
  }

  /** Who of the stock plays in the shot; pressing one takes it out. */
  private static FlowPane chips(Workbench bench, PromptNoteViewModel model) {
    FlowPane pane = new FlowPane(6, 6);
    pane.setId("inspector-stock");
    Runnable fill =
        () ->
            pane.getChildren()
                .setAll(model.stock().get().stream().map(p -> chip(bench, model, p)).toList());
    model.stock().addListener((o, was, is) -> fill.run());
    bench.texts().language().addListener((o, was, is) -> fill.run());
    pane.managedProperty().bind(model.stock().map(s -> !s.isEmpty()));
    pane.visibleProperty().bind(pane.managedProperty());
    fill.run();
    return pane;
  }

  private static Button chip(Workbench bench, PromptNoteViewModel model, Player p) {
    Button chip = new Button(model.name(p), new FontIcon(Feather.X));
    chip.getStyleClass().addAll("chip", "small");
    chip.setContentDisplay(ContentDisplay.RIGHT);
    chip.setMnemonicParsing(false);
    chip.setAccessibleText(bench.texts().get("inspector.outof", model.name(p)));
    chip.setOnAction(e -> model.leave(p));
    return chip;
  }

  private static CheckBox casting(Workbench bench, PromptNoteViewModel model) {
    CheckBox box = new CheckBox();
    box.setId("inspector-stock-on");
    box.getStyleClass().add("small");
    box.textProperty().bind(bench.texts().bind("inspector.stock"));
    model.casting().addListener((o, was, is) -> box.setSelected(is.orElse(false)));
    box.setSelected(model.casting().get().orElse(false));
    box.setOnAction(e -> model.cast(box.isSelected()));
    return box;
  }

  private static Label line(String id, ObservableValue<String> text, String style) {
    Label l = new Label();
    l.setId(id);
    l.setWrapText(true);
    l.setMinHeight(USE_PREF_SIZE);
    l.getStyleClass().addAll("small", style);
    l.textProperty().bind(text);
    shown(l, text);
    return l;
  }

  private static void shown(Node node, ObservableValue<String> text) {
    node.managedProperty().bind(text.map(t -> !t.isEmpty()));
    node.visibleProperty().bind(node.managedProperty());
  }
}
