package zoetrope.app.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
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
import zoetrope.service.studio.CutoutBitmap;
import zoetrope.story.MediaRef;
import zoetrope.story.document.StoryCharacter;
import zoetrope.story.edit.Edit;

/** Makes a character of a picture, or changes one: its cut-out, its name, further views. */
final class CharacterDialog extends Dialog<ButtonType> {
  private static final int THUMB = 52;
  private static final KeyCombination UNDO = KeyCombination.valueOf("Shortcut+Z");
  private static final KeyCombination REDO = KeyCombination.valueOf("Shortcut+Shift+Z");
  private static final KeyCombination REDO_TOO = KeyCombination.valueOf("Shortcut+Y");

  private final Workbench bench;
  private final Optional<StoryCharacter> was;
  private final CutoutEditor editor = new CutoutEditor();
  private final TextField name = new TextField();
  private final TextArea description = new TextArea();
  private final HBox views = new HBox(6);
  private final Rows<View, ToggleButton> buttons = new Rows<>(this::button);
  private final List<View> pictures = new ArrayList<>();
  private final ProgressIndicator busy = new ProgressIndicator();
  private final IntegerProperty reading = new SimpleIntegerProperty();
  private final BooleanProperty blank = new SimpleBooleanProperty();
  private final BooleanProperty none = new SimpleBooleanProperty(true);
  private Optional<View> current = Optional.empty();

  /** A reference view: what the story has of it, and its cut-out once that is read. */
  private static final class View {
    private final Optional<MediaRef> kept;
    private Optional<CutoutModel> model = Optional.empty();

    View(Optional<MediaRef> kept) {
      this.kept = kept;
    }
  }

  CharacterDialog(Workbench bench, Window owner, Optional<StoryCharacter> was) {
    this.bench = bench;
    this.was = was;
    initOwner(owner);
    setResizable(true);
    titleProperty().bind(bench.texts().bind(was.isPresent() ? "library.edit" : "library.new"));
    getDialogPane().getButtonTypes().setAll(ButtonType.CANCEL, ButtonType.OK);
    getDialogPane().setId("character-dialog");
    getDialogPane().setContent(content());
    Dialogs.dress(getDialogPane());
    getDialogPane().addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    Button ok = (Button) getDialogPane().lookupButton(ButtonType.OK);
    ok.setId("character-ok");
    ok.textProperty().bind(bench.texts().bind("library.keep"));
    ok.disableProperty()
        .bind(name.textProperty().isEmpty().or(busy.visibleProperty()).or(none).or(blank));
    ((Button) getDialogPane().lookupButton(ButtonType.CANCEL))
        .textProperty()
        .bind(bench.texts().bind("library.cancel"));
    was.ifPresent(this::load);
    setResultConverter(b -> b);
    setOnHidden(
        e -> {
          if (getResult() == ButtonType.OK) {
            keep();
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

  private void load(StoryCharacter c) {
    name.setText(c.name());
    description.setText(c.description());
    for (MediaRef ref : c.images()) {
      View v = new View(Optional.of(ref));
      put(v);
      bench.story().file(ref).ifPresent(f -> read(f, v));
    }
  }

  private Node content() {
    busy.setMaxSize(48, 48);
    busy.visibleProperty().bind(reading.greaterThan(0));
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
                () -> bench.texts().get(blank.get() ? "library.blank" : "library.correct"),
                blank,
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
        .forEach(this::add);
  }

  /** Adds a picture as a view; the first of them names the character after its file. */
  void add(Path file) {
    if (name.getText().isBlank()) {
      name.setText(named(file));
    }
    View v = new View(Optional.empty());
    put(v);
    current = Optional.of(v);
    read(file, v);
  }

  private void put(View v) {
    pictures.add(v);
    check();
  }

  /** A character has a picture, and something is seen in each. */
  private void check() {
    none.set(pictures.isEmpty());
    blank.set(pictures.stream().flatMap(v -> v.model.stream()).anyMatch(m -> m.blank().get()));
  }

  private static String named(Path file) {
    String base = String.valueOf(file.getFileName()).replaceAll("\\.[^.]*$", "");
    String words = base.replaceAll("[_\\-]+", " ").strip();
    return words.isEmpty()
        ? "Character"
        : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  private void read(Path file, View v) {
    reading.set(reading.get() + 1);
    bench
        .background()
        .run(
            () -> bench.bitmaps().editable(file),
            c -> {
              reading.set(reading.get() - 1);
              CutoutModel m = new CutoutModel(c);
              m.blank().addListener((o, was, is) -> check());
              v.model = Optional.of(m);
              check();
              choose(current.orElse(v));
            },
            e -> {
              reading.set(reading.get() - 1);
              if (v.kept.isEmpty()) {
                pictures.remove(v);
                check();
              }
              current = current.filter(c -> !c.equals(v));
              bench.notices().failed(e);
            });
  }

  private void choose(View v) {
    current = Optional.of(v);
    editor.model().set(v.model);
    List<View> read = pictures.stream().filter(p -> p.model.isPresent()).toList();
    List<ToggleButton> all = buttons.of(read);
    for (int i = 0; i < all.size(); i++) {
      all.get(i).setGraphic(small(read.get(i)));
      all.get(i).setAccessibleText(bench.texts().get("library.view.n", i + 1));
      all.get(i).setSelected(read.get(i).equals(v));
    }
    Rows.into(views.getChildren(), all);
  }

  private ToggleButton button(View v) {
    ToggleButton b = new ToggleButton();
    b.setOnAction(e -> choose(v));
    return b;
  }

  private static ImageView small(View v) {
    Bitmap p = v.model.orElseThrow().picture();
    double k = Math.min(1, 2.0 * THUMB / Math.max(p.width(), p.height()));
    int w = Math.max(1, (int) (p.width() * k));
    int h = Math.max(1, (int) (p.height() * k));
    ImageView small = new ImageView(Pictures.image(p.scaled(w, h)));
    small.setFitHeight(THUMB);
    small.setFitWidth(THUMB);
    small.setPreserveRatio(true);
    return small;
  }

  /** Writes new cut-outs into the story and puts the character there, off the FX thread. */
  void keep() {
    String called = name.getText().strip();
    String said = description.getText().strip();
    List<View> all = List.copyOf(pictures);
    bench
        .background()
        .run(
            () -> {
              List<MediaRef> refs = new ArrayList<>();
              for (View v : all) {
                boolean same = v.model.filter(CutoutModel::touched).isEmpty();
                refs.add(
                    same && v.kept.isPresent()
                        ? v.kept.get()
                        : put(v.model.orElseThrow().cutout()));
              }
              return refs;
            },
            refs ->
                bench
                    .story()
                    .apply(
                        new Edit.PutCharacter(new StoryCharacter(id(called), called, said, refs))));
  }

  private MediaRef put(CutoutBitmap cutout) throws IOException {
    Path png = Files.createTempFile("zoetrope-character", ".png");
    try {
      bench.bitmaps().write(cutout, png);
      return bench.story().store().media().put(png);
    } finally {
      Files.deleteIfExists(png);
    }
  }

  /** The id a character keeps, or a new one that prompts can use. */
  private String id(String called) {
    if (was.isPresent()) {
      return was.get().id();
    }
    String plain =
        Normalizer.normalize(called, Normalizer.Form.NFD)
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-+|-+$", "");
    String base = plain.isEmpty() || !Character.isLetter(plain.charAt(0)) ? "character" : plain;
    return bench.story().story().get().character(base).isEmpty()
        ? base
        : base + "-" + UUID.randomUUID().toString().substring(0, 4);
  }
}
