package zoetrope.app.models;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import zoetrope.app.fx.Controls;
import zoetrope.app.text.Texts;
import zoetrope.diffusion.tuning.Setting;
import zoetrope.diffusion.tuning.Setting.Choice.Option;
import zoetrope.diffusion.tuning.Tuning;
import zoetrope.diffusion.tuning.TuningSchema;

/**
 * What can be chosen about a model: a control for each of its settings, whatever they are. Settings
 * that the studio has no words for are called as their family calls them.
 */
final class TuningPane extends VBox {
  private static final Option ADVISED = new Option("", "");

  private final Texts texts;
  private final Label wrong = new Label();
  private final Map<Setting, Control> controls = new LinkedHashMap<>();

  /** A setting's node, and the text of what is chosen there; empty for what is advised. */
  private record Control(Node node, java.util.function.Supplier<String> text) {}

  /**
   * @param apply takes what was chosen
   */
  TuningPane(Texts texts, TuningSchema schema, Tuning now, Consumer<Tuning> apply) {
    super(12);
    this.texts = texts;
    GridPane grid = new GridPane(12, 8);
    for (Setting s : schema.settings()) {
      Control control = control(s, now);
      String about = texts.find("models.tuning.about." + s.key()).orElse(s.words());
      Label name = new Label(texts.find("models.tuning." + s.key()).orElse(s.key()));
      name.setLabelFor(control.node());
      name.setTooltip(new Tooltip(about));
      control.node().setId("models-tuning-" + s.key());
      control.node().setAccessibleText(name.getText());
      control.node().setAccessibleHelp(about);
      controls.put(s, control);
      grid.addRow(grid.getRowCount(), name, control.node());
    }
    wrong.setId("models-tuning-wrong");
    wrong.getStyleClass().addAll("cannot", "small");
    wrong.setWrapText(true);
    wrong.setMaxWidth(280);
    Button button =
        Controls.button(texts, "models.tune.apply", Feather.CHECK, () -> chosen().ifPresent(apply));
    button.setId("models-tuning-apply");
    getChildren().addAll(grid, wrong, button);
    say(List.of());
  }

  private Control control(Setting setting, Tuning now) {
    return switch (setting) {
      case Setting.Choice c -> choice(c, now.text(c.key()));
      case Setting.Figure f -> {
        TextField field = new TextField(now.value(f.key()).map(Object::toString).orElse(""));
        field.setPromptText(texts.get("models.tune.advised"));
        yield new Control(field, () -> field.getText().strip());
      }
      case Setting.Flag f -> {
        CheckBox box = new CheckBox();
        box.setSelected(now.on(f.key()));
        yield new Control(box, () -> Boolean.toString(box.isSelected()));
      }
    };
  }

  private Control choice(Setting.Choice choice, Optional<String> now) {
    ComboBox<Option> box = new ComboBox<>();
    box.getItems().add(ADVISED);
    box.getItems().addAll(choice.options());
    box.setCellFactory(v -> new Named());
    box.setButtonCell(new Named());
    box.setValue(
        choice.options().stream()
            .filter(o -> now.equals(Optional.of(o.value())))
            .findFirst()
            .orElse(ADVISED));
    return new Control(box, () -> box.getValue().value());
  }

  private final class Named extends ListCell<Option> {
    @Override
    protected void updateItem(Option o, boolean empty) {
      super.updateItem(o, empty);
      boolean none = empty || o == null;
      setText(none ? null : o.equals(ADVISED) ? texts.get("models.tune.advised") : o.name());
    }
  }

  /** What is chosen; empty where something of it cannot be, which is said then. */
  Optional<Tuning> chosen() {
    Tuning tuning = Tuning.NONE;
    List<String> problems = new ArrayList<>();
    for (Map.Entry<Setting, Control> c : controls.entrySet()) {
      String text = c.getValue().text().get();
      if (!text.isEmpty()) {
        try {
          tuning = tuning.with(c.getKey().key(), c.getKey().parse(text));
        } catch (IllegalArgumentException e) {
          problems.add(words(c.getKey(), e));
        }
      }
    }
    say(problems);
    return problems.isEmpty() ? Optional.of(tuning) : Optional.empty();
  }

  private String words(Setting setting, IllegalArgumentException why) {
    return setting instanceof Setting.Figure f
        ? texts.get(
            "models.tune.wrong",
            texts.find("models.tuning." + f.key()).orElse(f.key()),
            f.from(),
            f.to())
        : String.valueOf(why.getMessage());
  }

  private void say(List<String> problems) {
    wrong.setText(String.join("\n", problems));
    wrong.setVisible(!problems.isEmpty());
    wrong.setManaged(!problems.isEmpty());
  }
}
