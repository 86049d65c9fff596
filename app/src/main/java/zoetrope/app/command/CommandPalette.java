package zoetrope.app.command;

import java.util.Comparator;
import java.util.List;
import javafx.collections.FXCollections;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import zoetrope.app.text.Texts;

/** Every command by a few typed letters; lies over the window until Escape or a choice. */
public final class CommandPalette extends VBox {
  private final List<Command> commands;
  private final TextField typed = new TextField();
  private final ListView<Command> list = new ListView<>();
  private final StackPane over;

  /** Lies over {@code over} while it is open. */
  public CommandPalette(Texts texts, List<Command> commands, StackPane over) {
    super(6);
    this.commands = commands;
    this.over = over;
    setId("palette");
    getStyleClass().add("palette");
    setMaxSize(520, 380);
    StackPane.setAlignment(this, Pos.TOP_CENTER);
    typed.setId("palette-text");
    typed.promptTextProperty().bind(texts.bind("shell.palette.prompt"));
    typed.accessibleTextProperty().bind(texts.bind("shell.palette.prompt"));
    typed.textProperty().addListener((o, was, is) -> find());
    list.setId("palette-list");
    list.setFocusTraversable(false);
    list.setCellFactory(v -> new Cell());
    list.setOnMouseClicked(e -> run());
    VBox.setVgrow(list, Priority.ALWAYS);
    getChildren().addAll(typed, list);
    addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    typed
        .focusedProperty()
        .addListener(
            (o, was, is) -> {
              if (!is && !list.isFocused()) {
                close();
              }
            });
  }

  /** Shows all commands and listens. */
  public void open() {
    if (!over.getChildren().contains(this)) {
      over.getChildren().add(this);
    }
    typed.clear();
    find();
    typed.requestFocus();
  }

  private void close() {
    over.getChildren().remove(this);
  }

  private void find() {
    List<Command> found =
        commands.stream()
            .filter(c -> c.enabled().get())
            .filter(c -> FuzzyMatch.score(typed.getText(), c.title().getValue()).isPresent())
            .sorted(
                Comparator.comparingInt(
                        (Command c) ->
                            FuzzyMatch.score(typed.getText(), c.title().getValue()).orElse(0))
                    .reversed())
            .toList();
    list.setItems(FXCollections.observableArrayList(found));
    list.getSelectionModel().selectFirst();
  }

  private void key(KeyEvent e) {
    int at = list.getSelectionModel().getSelectedIndex();
    if (e.getCode() == KeyCode.ESCAPE) {
      close();
    } else if (e.getCode() == KeyCode.DOWN || e.getCode() == KeyCode.UP) {
      int to =
          Math.clamp(
              at + (e.getCode() == KeyCode.DOWN ? 1 : -1),
              0,
              Math.max(0, list.getItems().size() - 1));
      list.getSelectionModel().select(to);
      list.scrollTo(to);
    } else if (e.getCode() == KeyCode.ENTER) {
      run();
    } else {
      return;
    }
    e.consume();
  }

  private void run() {
    Command c = list.getSelectionModel().getSelectedItem();
    close();
    if (c != null) {
      c.run().run();
    }
  }

  private static final class Cell extends ListCell<Command> {
    @Override
    protected void updateItem(Command c, boolean empty) {
      super.updateItem(c, empty);
      if (empty || c == null) {
        setGraphic(null);
        return;
      }
      Label keys =
          new Label(
              c.keys().getValue().isEmpty()
                  ? ""
                  : KeyCombination.valueOf(c.keys().getValue()).getDisplayText());
      keys.getStyleClass().addAll("quiet", "small");
      Region gap = new Region();
      HBox.setHgrow(gap, Priority.ALWAYS);
      HBox row = new HBox(8, new Label(c.title().getValue()), gap, keys);
      row.setAlignment(Pos.CENTER_LEFT);
      setGraphic(row);
    }
  }
}
