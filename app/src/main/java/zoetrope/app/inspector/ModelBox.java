package zoetrope.app.inspector;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.VBox;
import zoetrope.app.model.Abilities;
import zoetrope.app.text.ModelNames;
import zoetrope.app.text.Texts;
import zoetrope.service.models.ModelProfile;
import zoetrope.story.document.ShotSettings;

/** The models there are, as they come and go; one that cannot be used is shown with the reason. */
final class ModelBox extends ComboBox<ModelBox.Choice> {
  /**
   * A model.
   *
   * @param id as shots name it
   * @param name for people
   * @param about what it makes, and the LoRAs upon it
   * @param reason why it cannot be chosen; empty where it can
   */
  record Choice(String id, String name, String about, Optional<String> reason) {}

  private final Texts texts;
  private final Abilities abilities;
  private String shown = ShotSettings.DEFAULT_MODEL;

  ModelBox(Texts texts, Abilities abilities) {
    this.texts = texts;
    this.abilities = abilities;
    setId("inspector-model");
    setMaxWidth(Double.MAX_VALUE);
    setCellFactory(v -> new Cell(true));
    setButtonCell(new Cell(false));
    texts.language().addListener((o, was, is) -> fill());
    abilities.models().addListener((o, was, is) -> fill());
    fill();
  }

  private void fill() {
    List<Choice> there = abilities.models().getValue().stream().map(this::choice).toList();
    getItems().setAll(there);
    choose(shown);
  }

  private Choice choice(ModelProfile m) {
    String makes = ModelNames.makes(texts, m.model());
    String loras =
        m.loras().stream().map(ModelProfile.Laid::name).collect(Collectors.joining(", "));
    String about =
        loras.isEmpty() ? makes : makes + "\n" + texts.get("inspector.model.loras", loras);
    return new Choice(
        m.id(),
        ModelNames.title(texts, m.model()),
        about,
        m.model().usable()
            ? Optional.empty()
            : Optional.of(texts.get("inspector.model.incomplete")));
  }

  /** Shows the model of an id; one that is not installed stays named by its id, and says so. */
  void choose(String id) {
    shown = id;
    setValue(
        getItems().stream().filter(c -> c.id().equals(id)).findFirst().orElseGet(() -> absent(id)));
  }

  private Choice absent(String id) {
    boolean looked = !getItems().isEmpty();
    String name = ModelNames.title(texts, id);
    return new Choice(
        id, looked ? texts.get("inspector.model.absent", name) : name, "", Optional.empty());
  }

  private static final class Cell extends ListCell<Choice> {
    private final boolean whole;

    /** Either all that is known of a model, or its name. */
    Cell(boolean whole) {
      this.whole = whole;
    }

    @Override
    protected void updateItem(Choice c, boolean empty) {
      super.updateItem(c, empty);
      setText(null);
      setGraphic(null);
      setDisable(false);
      if (!empty && c != null) {
        VBox words = new VBox(1, new Label(c.name()));
        String more = c.reason().orElse(c.about());
        if (whole && !more.isEmpty()) {
          Label l = new Label(more);
          l.getStyleClass().addAll("cannot", "small");
          words.getChildren().add(l);
        }
        setGraphic(words);
        setDisable(whole && c.reason().isPresent());
      }
    }
  }
}
