package zoetrope.app.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonType;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import org.kordamp.ikonli.feather.Feather;
import zoetrope.app.fx.Choices;
import zoetrope.app.fx.Controls;
import zoetrope.app.fx.Dialogs;
import zoetrope.app.text.Texts;

/** All commands with their keys: found by a few letters, changed by pressing others. */
public final class KeysDialog extends Dialog<ButtonType> {
  private final Texts texts;
  private final Keymap keymap;
  private final List<Row> rows = new ArrayList<>();
  private final VBox list = new VBox(2);
  private final TextField typed = new TextField();
  private Optional<Row> listening = Optional.empty();

  private record Row(String id, ObservableValue<String> title, Button keys, Node node) {}

  public KeysDialog(Texts texts, Keymap keymap, List<Command> commands, Window owner) {
    this.texts = texts;
    this.keymap = keymap;
    initOwner(owner);
    titleProperty().bind(texts.bind("shell.keys.title"));
    for (Command c : commands) {
      rows.add(row(c.id(), c.title(), keymap.keys(c.id(), "").get()));
    }
    for (TimelineAction d : TimelineAction.values()) {
      String usual = d.keys(TimelineAction.Preset.ZOETROPE);
      rows.add(row(d.id(), texts.bind("timeline.deed." + d.name()), usual));
    }
    getDialogPane().setContent(content());
    getDialogPane().setId("keys-dialog");
    Dialogs.dress(getDialogPane());
    getDialogPane().getButtonTypes().setAll(ButtonType.CLOSE);
    ((Button) getDialogPane().lookupButton(ButtonType.CLOSE))
        .textProperty()
        .bind(texts.bind("shell.keys.close"));
    getDialogPane().addEventFilter(KeyEvent.KEY_PRESSED, this::heard);
    find();
  }

  private Node content() {
    typed.setId("keys-text");
    typed.promptTextProperty().bind(texts.bind("shell.keys.find"));
    typed.textProperty().addListener((o, was, is) -> find());
    HBox.setHgrow(typed, Priority.ALWAYS);
    ComboBox<TimelineAction.Preset> preset =
        Choices.box(
            texts, List.of(TimelineAction.Preset.values()), p -> "shell.keys.preset." + p.name());
    preset.setId("keys-preset");
    preset.promptTextProperty().bind(texts.bind("shell.keys.preset"));
    preset.accessibleTextProperty().bind(texts.bind("shell.keys.preset"));
    preset
        .valueProperty()
        .addListener(
            (o, was, is) -> {
              for (TimelineAction d : TimelineAction.values()) {
                keymap.set(d.id(), d.keys(is));
              }
            });
    HBox head = new HBox(10, typed, preset);
    ScrollPane scroll = new ScrollPane(list);
    scroll.setFitToWidth(true);
    scroll.setPrefSize(560, 440);
    scroll.getStyleClass().add("edge-to-edge");
    Label note = Controls.label(texts, "shell.keys.note", "quiet", "small");
    VBox all = new VBox(12, head, scroll, note);
    all.getStyleClass().add("keys-form");
    return all;
  }

  private Row row(String id, ObservableValue<String> title, String usual) {
    Label name = new Label();
    name.textProperty().bind(title);
    Label where = Controls.label(texts, "shell.menu." + id.split("\\.", 2)[0], "quiet", "small");
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    Button keys = new Button();
    keys.setId("keys-" + id.replace('.', '-'));
    keys.getStyleClass().addAll("small", "keys-cap");
    keys.setMinWidth(120);
    keymap.keys(id, usual).addListener((o, was, is) -> show(keys, is));
    show(keys, keymap.keys(id, usual).get());
    Button reset =
        Controls.iconButton(texts, "shell.keys.reset", Feather.ROTATE_CCW, () -> keymap.reset(id));
    reset.getStyleClass().add("small");
    HBox box = new HBox(10, name, gap, where, keys, reset);
    box.setAlignment(Pos.CENTER_LEFT);
    box.getStyleClass().add("keys-row");
    Row row = new Row(id, title, keys, box);
    keys.setOnAction(e -> listen(row));
    return row;
  }

  private static void show(Button b, String keys) {
    b.setText(keys.isEmpty() ? "–" : KeyCombination.valueOf(keys).getDisplayText());
  }

  private void listen(Row row) {
    listening.ifPresent(this::shown);
    listening = Optional.of(row);
    row.keys().setText(texts.get("shell.keys.press"));
  }

  private void shown(Row row) {
    show(row.keys(), keymap.keys(row.id(), "").get());
  }

  /**
   * What is pressed while a row listens becomes its keys; Escape leaves them, Backspace takes them.
   */
  private void heard(KeyEvent e) {
    if (listening.isEmpty() || e.getCode().isModifierKey()) {
      return;
    }
    Row row = listening.get();
    listening = Optional.empty();
    if (e.getCode() == KeyCode.BACK_SPACE) {
      keymap.set(row.id(), "");
    } else if (e.getCode() != KeyCode.ESCAPE) {
      keymap.set(row.id(), written(e));
    }
    shown(row);
    e.consume();
  }

  private static String written(KeyEvent e) {
    StringBuilder out = new StringBuilder();
    if (e.isShiftDown()) {
      out.append("Shift+");
    }
    if (e.isShortcutDown()) {
      out.append("Shortcut+");
    }
    if (e.isAltDown()) {
      out.append("Alt+");
    }
    return out + e.getCode().getName();
  }

  private void find() {
    list.getChildren()
        .setAll(
            rows.stream()
                .filter(r -> FuzzyMatch.score(typed.getText(), r.title().getValue()).isPresent())
                .map(Row::node)
                .toList());
  }
}
