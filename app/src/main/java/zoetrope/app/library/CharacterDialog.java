package zoetrope.app.library;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Control;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.Slider;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import org.kordamp.ikonli.feather.Feather;
import zoetrope.app.fx.Controls;
import zoetrope.app.fx.Dialogs;
import zoetrope.app.fx.MediaKind;
import zoetrope.app.fx.Pictures;
import zoetrope.app.fx.Rows;
import zoetrope.app.model.FileAsking;
import zoetrope.app.model.Workbench;
import zoetrope.service.studio.Bitmap;
import zoetrope.story.document.StoryCharacter;

/** Makes a character of a picture, or changes one: its cut-out, its name, further views. */
final class CharacterDialog extends Dialog<ButtonType> {
  private static final int THUMB = 52;
  private static final KeyCombination UNDO = KeyCombination.valueOf("Shortcut+Z");
  private static final KeyCombination REDO = KeyCombination.valueOf("Shortcut+Shift+Z");
  private static final KeyCombination REDO_TOO = KeyCombination.valueOf("Shortcut+Y");

  private final Workbench bench;
  private final CharacterViewModel character;
  private final CutoutEditor editor = new CutoutEditor();
  private final TextField name = new TextField();
  private final TextArea description = new TextArea();
  private final HBox views = new HBox(6);
  private final Rows<CharacterViewModel.View, ToggleButton> buttons = new Rows<>(this::button);
  private final ProgressIndicator busy = new ProgressIndicator();

  CharacterDialog(Workbench bench, Window owner, Optional<StoryCharacter> was) {
    this.bench = bench;
    character = new CharacterViewModel(bench, was);
    initOwner(owner);
    setResizable(true);
    titleProperty().bind(bench.texts().bind(character.known() ? "library.edit" : "library.new"));
    getDialogPane().getButtonTypes().setAll(ButtonType.CANCEL, ButtonType.OK);
    getDialogPane().setId("character-dialog");
    getDialogPane().setContent(content());
    Dialogs.dress(getDialogPane());
    getDialogPane().addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    Button ok = (Button) getDialogPane().lookupButton(ButtonType.OK);
    ok.setId("character-ok");
    ok.textProperty().bind(bench.texts().bind("library.keep"));
    ok.disableProperty().bind(character.complete().not());
    ((Button) getDialogPane().lookupButton(ButtonType.CANCEL))
        .textProperty()
        .bind(bench.texts().bind("library.cancel"));
    character.current().addListener((o, a, is) -> is.ifPresent(this::follow));
    setResultConverter(b -> b);
    setOnHidden(
        e -> {
          if (getResult() == ButtonType.OK) {
            character.keep();
          }
        });
  }

  /** Strokes are undone here; the story's own undo is not reached from a dialog. */
  private void key(KeyEvent e) {
    if (e.getTarget() instanceof TextInputControl) {
      return; // text has its own
    }
    if (UNDO.match(e)) {
      editor.undo();
    } else if (REDO.match(e) || REDO_TOO.match(e)) {
      editor.redo();
    } else {
      return;
    }
    e.consume();
  }

  private Node content() {
    busy.setMaxSize(48, 48);
    busy.visibleProperty().bind(character.busy());
    StackPane stage = new StackPane(editor, busy);
    VBox.setVgrow(stage, Priority.ALWAYS);
    editor.accessibleTextProperty().bind(bench.texts().bind("library.cutout"));
    Button more = Controls.iconButton(bench.texts(), "library.view", Feather.PLUS, this::addView);
    HBox row = new HBox(8, views, more);
    row.setMinHeight(THUMB + 24); // as with a picture, so that nothing moves when one arrives
    row.setAlignment(Pos.CENTER_LEFT);
    VBox all = new VBox(12, stage, tools(), row, form());
    all.setPrefSize(560, 600);
    all.setPadding(new Insets(16));
    return all;
  }

  private HBox tools() {
    ToggleGroup mode = new ToggleGroup();
    ToggleButton restore =
        Controls.iconToggle(bench.texts(), "library.restore", Feather.PLUS_CIRCLE);
    restore.setId("character-restore");
    restore.setToggleGroup(mode);
    restore.setSelected(true);
    ToggleButton erase = Controls.iconToggle(bench.texts(), "library.erase", Feather.MINUS_CIRCLE);
    erase.setId("character-erase");
    erase.setToggleGroup(mode);
    mode.selectedToggleProperty()
        .addListener(
            (o, a, b) -> {
              if (b == null) {
                mode.selectToggle(a);
              }
              editor.erasing().set(erase.isSelected());
            });
    Slider size = new Slider(3, 60, 14);
    size.setId("character-brush");
    size.setPrefWidth(120);
    size.setMinWidth(80);
    size.accessibleTextProperty().bind(bench.texts().bind("library.brush"));
    editor.brush().bind(size.valueProperty());
    Button undo =
        Controls.iconButton(bench.texts(), "library.undo", Feather.ROTATE_CCW, editor::undo);
    undo.setId("character-undo");
    undo.disableProperty().bind(shown(CutoutModel::undoable).not());
    Button redo =
        Controls.iconButton(bench.texts(), "library.redo", Feather.ROTATE_CW, editor::redo);
    redo.setId("character-redo");
    redo.disableProperty().bind(shown(CutoutModel::redoable).not());
    Label hint = new Label();
    hint.getStyleClass().addAll("quiet", "small");
    hint.setWrapText(true);
    hint.setMinHeight(Region.USE_PREF_SIZE);
    hint.textProperty()
        .bind(
            Bindings.createStringBinding(
                () ->
                    bench
                        .texts()
                        .get(character.blank().get() ? "library.blank" : "library.correct"),
                character.blank(),
                bench.texts().language()));
    HBox.setHgrow(hint, Priority.ALWAYS);
    HBox tools = new HBox(8, restore, erase, size, undo, redo, hint);
    tools.setAlignment(Pos.CENTER_LEFT);
    return tools;
  }

  /** Something about the cut-out that is shown; false while there is none. */
  private BooleanBinding shown(Function<CutoutModel, ReadOnlyBooleanProperty> what) {
    ObservableValue<Boolean> is =
        editor
            .model()
            .flatMap(
                m -> m.<ObservableValue<Boolean>>map(what).orElseGet(SimpleBooleanProperty::new));
    return Bindings.createBooleanBinding(() -> Boolean.TRUE.equals(is.getValue()), is);
  }

  private GridPane form() {
    name.setId("character-name");
    name.textProperty().bindBidirectional(character.name());
    description.textProperty().bindBidirectional(character.description());
    description.setId("character-description");
    description.setPrefRowCount(2);
    description.setWrapText(true);
    description.promptTextProperty().bind(bench.texts().bind("library.describe.prompt"));
    GridPane form = new GridPane(12, 8);
    row(form, 0, "library.name", name);
    row(form, 1, "library.describe", description);
    form.setMinHeight(Region.USE_PREF_SIZE);
    return form;
  }

  private void row(GridPane form, int row, String key, Control field) {
    Label l = Controls.label(bench.texts(), key);
    l.setLabelFor(field);
    l.setMinWidth(Region.USE_PREF_SIZE);
    form.addRow(row, l, field);
    GridPane.setHgrow(field, Priority.ALWAYS);
  }

  private void addView() {
    bench
        .asking()
        .open(
            new FileAsking.Wanted("library.view", "library.pictures", MediaKind.PICTURE.patterns()),
            true)
        .forEach(character::add);
  }

  /** Adds a picture as a view. */
  void add(Path file) {
    character.add(file);
  }

  private void follow(CharacterViewModel.View current) {
    editor.model().set(current.cutout());
    List<CharacterViewModel.View> read = character.views();
    List<ToggleButton> all = buttons.of(read);
    for (int i = 0; i < all.size(); i++) {
      read.get(i).cutout().map(CharacterDialog::small).ifPresent(all.get(i)::setGraphic);
      all.get(i).setAccessibleText(bench.texts().get("library.view.n", i + 1));
      all.get(i).setSelected(read.get(i).equals(current));
    }
    Rows.into(views.getChildren(), all);
  }

  private ToggleButton button(CharacterViewModel.View v) {
    ToggleButton b = new ToggleButton();
    b.setOnAction(
        e -> {
          b.setSelected(true); // a second press leaves it the one that is shown
          character.choose(v);
        });
    return b;
  }

  private static ImageView small(CutoutModel cutout) {
    Bitmap p = cutout.picture();
    double k = Math.min(1, 2.0 * THUMB / Math.max(p.width(), p.height()));
    int w = Math.max(1, (int) (p.width() * k));
    int h = Math.max(1, (int) (p.height() * k));
    ImageView small = new ImageView(Pictures.image(p.scaled(w, h)));
    small.setFitHeight(THUMB);
    small.setFitWidth(THUMB);
    small.setPreserveRatio(true);
    return small;
  }
}
