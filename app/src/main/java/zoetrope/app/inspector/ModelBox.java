package zoetrope.app.inspector;

import java.util.List;
import java.util.Optional;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.VBox;
import zoetrope.app.model.Abilities;
import zoetrope.app.text.Texts;

/** The models there are; one that cannot be used here is shown with the reason. */
final class ModelBox extends ComboBox<ModelBox.Choice> {
  /**
   * A model.
   *
   * @param id as shots name it
   * @param name for people
   * @param reason why it cannot be chosen; empty where it can
   */
  record Choice(String id, String name, Optional<String> reason) {}

  ModelBox(Texts texts, List<Choice> installed) {
    setId("inspector-model");
    setMaxWidth(Double.MAX_VALUE);
    setCellFactory(v -> new Cell());
    setButtonCell(new Cell());
    Runnable fill =
        () -> {
          Choice was = getValue();
          Choice starter =
              new Choice(Abilities.STARTER, texts.get("inspector.model.starter"), Optional.empty());
          getItems().setAll(starter);
          getItems().addAll(installed);
          choose(was == null ? Abilities.STARTER : was.id());
        };
    texts.language().addListener((o, was, is) -> fill.run());
    fill.run();
  }

  /** Shows the model of an id; one that is not installed stays named by its id. */
  void choose(String id) {
    setValue(
        getItems().stream()
            .filter(c -> c.id().equals(id))
            .findFirst()
            .orElseGet(() -> new Choice(id, id, Optional.empty())));
  }

  private static final class Cell extends ListCell<Choice> {
    @Override
    protected void updateItem(Choice c, boolean empty) {
      super.updateItem(c, empty);
      setText(null);
      setGraphic(null);
      setDisable(false);
      if (!empty && c != null) {
        Label name = new Label(c.name());
        VBox words = new VBox(1, name);
        c.reason()
            .ifPresent(
                r -> {
                  Label why = new Label(r);
                  why.getStyleClass().addAll("cannot", "small");
                  words.getChildren().add(why);
                });
        setGraphic(words);
        setDisable(c.reason().isPresent());
      }
    }
  }
}
