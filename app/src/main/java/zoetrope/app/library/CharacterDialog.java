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
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.Slider;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.image.ImageView;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import org.kordamp.ikonli.feather.Feather;
import zoetrope.app.fx.Controls;
import zoetrope.app.fx.Dialogs;
import zoetrope.app.fx.MediaKind;
import zoetrope.app.fx.Pictures;
import zoetrope.app.model.FileAsking;
import zoetrope.app.model.Workbench;
import zoetrope.service.studio.Bitmap;
import zoetrope.story.MediaRef;
import zoetrope.story.document.StoryCharacter;
import zoetrope.story.store.Edit;

/** Makes a character of a picture, or changes one: its cut-out, its name, further views. */
final class CharacterDialog extends Dialog<ButtonType> {
  private static final int THUMB = 52;

  private final Workbench bench;
  private final Optional<StoryCharacter> was;
  private final CutoutEditor editor = new CutoutEditor();
  private final TextField name = new TextField();
  private final TextArea description = new TextArea();
  private final HBox views = new HBox(6);
  private final List<View> pictures = new ArrayList<>();
  private final ProgressIndicator busy = new ProgressIndicator();
  private int current;

  /** A reference view: what is kept of it already, and its cut-out as edited. */
  private record View(Optional<MediaRef> kept, Optional<Bitmap> edited, Optional<Bitmap> shown) {}

  CharacterDialog(Workbench bench, Window owner, Optional<StoryCharacter> was) {
    this.bench = bench;
    this.was = was;
    initOwner(owner);
    setResizable(true);
    titleProperty().bind(bench.texts().bind(was.isPresent() ? "library.edit" : "library.new"));
    getDialogPane().getButtonTypes().setAll(ButtonType.CANCEL, ButtonType.OK);
    getDialogPane().setId("character-dialog");
    Dialogs.dress(getDialogPane());
    getDialogPane().setContent(content());
    Button ok = (Button) getDialogPane().lookupButton(ButtonType.OK);
    ok.setId("character-ok");
    ok.textProperty().bind(bench.texts().bind("library.keep"));
    ok.disableProperty().bind(name.textProperty().isEmpty().or(busy.visibleProperty()));
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

  private void load(StoryCharacter c) {
    name.setText(c.name());
    description.setText(c.description());
    for (MediaRef ref : c.images()) {
      pictures.add(new View(Optional.of(ref), Optional.empty(), Optional.empty()));
      int at = pictures.size() - 1;
      bench.story().file(ref).ifPresent(f -> read(f, b -> shown(at, b)));
    }
  }

  private Node content() {
    busy.setMaxSize(48, 48);
    busy.setVisible(false);
    StackPane stage = new StackPane(editor, busy);
    VBox.setVgrow(stage, Priority.ALWAYS);
    ToggleGroup mode = new ToggleGroup();
    ToggleButton restore =
        Controls.iconToggle(bench.texts(), "library.restore", Feather.PLUS_CIRCLE);
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
              editor.erasing().set(mode.getSelectedToggle() == erase);
            });
    Slider size = new Slider(3, 60, 14);
    size.setPrefWidth(120);
    size.accessibleTextProperty().bind(bench.texts().bind("library.brush"));
    editor.brush().bind(size.valueProperty());
    HBox tools =
        new HBox(
            8,
            restore,
            erase,
            size,
            Controls.label(bench.texts(), "library.correct", "quiet", "small"));
    tools.setAlignment(Pos.CENTER_LEFT);
    name.setId("character-name");
    description.setId("character-description");
    description.setPrefRowCount(2);
    description.setWrapText(true);
    description.promptTextProperty().bind(bench.texts().bind("library.describe.prompt"));
    GridPane form = new GridPane(12, 8);
    Label n = Controls.label(bench.texts(), "library.name");
    n.setLabelFor(name);
    n.setMinWidth(javafx.scene.layout.Region.USE_PREF_SIZE);
    Label d = Controls.label(bench.texts(), "library.describe");
    d.setLabelFor(description);
    d.setMinWidth(javafx.scene.layout.Region.USE_PREF_SIZE);
    form.addRow(0, n, name);
    form.addRow(1, d, description);
    GridPane.setHgrow(name, Priority.ALWAYS);
    GridPane.setHgrow(description, Priority.ALWAYS);
    Button more = Controls.iconButton(bench.texts(), "library.view", Feather.PLUS, this::addView);
    HBox row = new HBox(8, views, more);
    row.setAlignment(Pos.CENTER_LEFT);
    VBox all = new VBox(12, stage, tools, row, form);
    all.setPrefSize(560, 600);
    all.setPadding(new javafx.geometry.Insets(16));
    return all;
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
    pictures.add(new View(Optional.empty(), Optional.empty(), Optional.empty()));
    int at = pictures.size() - 1;
    read(file, b -> edited(at, b));
  }

  private static String named(Path file) {
    String base = String.valueOf(file.getFileName()).replaceAll("\\.[^.]*$", "");
    String words = base.replaceAll("[_\\-]+", " ").strip();
    return words.isEmpty()
        ? "Character"
        : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  private void read(Path file, Consumer<Bitmap> then) {
    busy.setVisible(true);
    bench
        .background()
        .run(
            () -> bench.bitmaps().cutout(file),
            b -> {
              busy.setVisible(false);
              then.accept(b);
            },
            e -> {
              busy.setVisible(false);
              pictures.removeIf(v -> v.kept().isEmpty() && v.shown().isEmpty());
              bench.notices().failed(e);
            });
  }

  private void shown(int at, Bitmap b) {
    pictures.set(at, new View(pictures.get(at).kept(), Optional.empty(), Optional.of(b)));
    choose(at == current ? at : current);
  }

  private void edited(int at, Bitmap b) {
    pictures.set(at, new View(Optional.empty(), Optional.of(b), Optional.of(b)));
    choose(at);
  }

  private void choose(int at) {
    takeEdits();
    current = Math.clamp(at, 0, pictures.size() - 1);
    pictures.get(current).shown().ifPresent(editor::show);
    views.getChildren().clear();
    for (int i = 0; i < pictures.size(); i++) {
      int index = i;
      ToggleButton b = new ToggleButton();
      b.accessibleTextProperty().set(bench.texts().get("library.view.n", i + 1));
      pictures
          .get(i)
          .shown()
          .ifPresent(
              p -> {
                ImageView v = new ImageView(Pictures.image(p));
                v.setFitHeight(THUMB);
                v.setFitWidth(THUMB);
                v.setPreserveRatio(true);
                b.setGraphic(v);
              });
      b.setSelected(i == current);
      b.setOnAction(e -> choose(index));
      views.getChildren().add(b);
    }
  }

  private void takeEdits() {
    if (current < pictures.size() && editor.touched() && editor.picture().isPresent()) {
      Bitmap b = editor.picture().get();
      pictures.set(current, new View(Optional.empty(), Optional.of(b), Optional.of(b)));
    }
  }

  /** Writes new cut-outs into the story and puts the character there, off the FX thread. */
  void keep() {
    if (!pictures.isEmpty()) {
      takeEdits();
    }
    String called = name.getText().strip();
    String said = description.getText().strip();
    List<View> all = List.copyOf(pictures);
    bench
        .background()
        .run(
            () -> {
              List<MediaRef> refs = new ArrayList<>();
              for (View v : all) {
                refs.add(v.edited().isPresent() ? put(v.edited().get()) : v.kept().orElseThrow());
              }
              return refs;
            },
            refs ->
                bench
                    .story()
                    .apply(
                        new Edit.PutCharacter(new StoryCharacter(id(called), called, said, refs))));
  }

  private MediaRef put(Bitmap b) throws IOException {
    Path png = Files.createTempFile("zoetrope-character", ".png");
    try {
      bench.bitmaps().write(b, png);
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
