package zoetrope.app.inspector;

import javafx.animation.PauseTransition;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import zoetrope.app.model.Workbench;

/** Under the prompt: what the shot's model will paint of it, and which words it will not. */
final class PromptNote extends VBox {
  /** Shorter than a pause in writing, longer than the time between two keys. */
  private static final Duration PAUSE = Duration.millis(300);

  private final PauseTransition pause = new PauseTransition(PAUSE);

  PromptNote(Workbench bench) {
    super(2);
    setId("inspector-reading");
    PromptNoteViewModel model = new PromptNoteViewModel(bench);
    Label painted = line("inspector-painted", model.painted(), "quiet");
    Label unpainted = line("inspector-unpainted", model.unpainted(), "unfit");
    unpainted.setGraphic(new FontIcon(Feather.ALERT_TRIANGLE));
    getChildren().addAll(painted, unpainted);
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
