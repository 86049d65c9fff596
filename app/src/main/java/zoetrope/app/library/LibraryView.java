package zoetrope.app.library;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import zoetrope.app.fx.Controls;
import zoetrope.app.fx.MediaKind;
import zoetrope.app.fx.Rows;
import zoetrope.app.model.FileAsking;
import zoetrope.app.model.Workbench;
import zoetrope.story.MediaRef;
import zoetrope.story.document.StoryCharacter;

/** Characters, pictures and sounds of the story; files can be dropped on it. */
public final class LibraryView extends BorderPane {
  private final Workbench bench;
  private final LibraryViewModel library;
  private final Thumbnails thumbnails;
  private final VBox list = new VBox(4);
  private final Map<String, Node> headings = new HashMap<>();
  private final Label empty;
  private final Rows<String, CharacterCard> cards;
  private final Rows<MediaRef, LibraryRow> pictures;
  private final Rows<MediaRef, LibraryRow> sounds;
  private final Consumer<Path> sound;

  /** {@code sound} is given sound files that were dropped. */
  public LibraryView(Workbench bench, Consumer<Path> sound) {
    this.bench = bench;
    library = new LibraryViewModel(bench);
    this.sound = sound;
    thumbnails = new Thumbnails(bench, this::fill);
    empty = Controls.label(bench.texts(), "library.empty", "empty-hint");
    CharacterCard.Deeds deeds =
        new CharacterCard.Deeds(this::edit, library::toggle, library::remove, this::relink);
    cards = new Rows<>(id -> new CharacterCard(bench, thumbnails, id, deeds));
    pictures = new Rows<>(r -> new LibraryRow(bench, thumbnails, Feather.IMAGE, this::relink));
    sounds = new Rows<>(r -> new LibraryRow(bench, thumbnails, Feather.MUSIC, this::relink));
    getStylesheets()
        .add(
            Objects.requireNonNull(LibraryView.class.getResource("/zoetrope/app/style/library.css"))
                .toExternalForm());
    setId("library");
    getStyleClass().add("panel");
    Label title = Controls.label(bench.texts(), "library.title", "panel-title");
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    Button add = Controls.iconButton(bench.texts(), "library.add", Feather.USER_PLUS, this::choose);
    add.setId("library-add");
    HBox header = new HBox(title, gap, add);
    header.getStyleClass().add("panel-header");
    list.getStyleClass().add("library-list");
    ScrollPane scroll = new ScrollPane(list);
    scroll.setFitToWidth(true);
    scroll.getStyleClass().add("edge-to-edge");
    setTop(header);
    setCenter(scroll);
    setMinWidth(180);
    setOnDragOver(this::over);
    setOnDragDropped(this::dropped);
    bench.story().story().addListener((o, was, is) -> fill());
    bench.story().selectedShot().addListener((o, was, is) -> fill());
    bench.texts().language().addListener((o, was, is) -> fill());
    fill();
  }

  private void over(DragEvent e) {
    if (e.getDragboard().hasFiles()) {
      e.acceptTransferModes(TransferMode.COPY);
    }
    e.consume();
  }

  private void dropped(DragEvent e) {
    e.getDragboard().getFiles().forEach(f -> take(f.toPath()));
    e.setDropCompleted(true);
    e.consume();
  }

  /** Takes in a file: a picture becomes a character, a video a first frame, a sound is heard. */
  void take(Path file) {
    switch (MediaKind.of(file)) {
      case PICTURE -> newCharacter(file);
      case SOUND -> sound.accept(file);
      case VIDEO -> library.firstFrame(file);
      case OTHER -> library.refuse(file);
    }
  }

  private void choose() {
    bench
        .asking()
        .open(
            new FileAsking.Wanted("library.add", "library.pictures", MediaKind.PICTURE.patterns()),
            false)
        .forEach(this::newCharacter);
  }

  /** Opens the dialog that makes a character of a picture. */
  public void newCharacter(Path picture) {
    CharacterDialog d = new CharacterDialog(bench, getScene().getWindow(), Optional.empty());
    d.add(picture);
    d.show();
  }

  private void edit(String id) {
    library
        .character(id)
        .ifPresent(c -> new CharacterDialog(bench, getScene().getWindow(), Optional.of(c)).show());
  }

  private void fill() {
    List<Node> all = new ArrayList<>();
    all.add(heading("library.characters"));
    List<StoryCharacter> characters = library.characters();
    if (characters.isEmpty()) {
      all.add(empty);
    }
    List<CharacterCard> shown = cards.of(characters.stream().map(StoryCharacter::id).toList());
    for (int i = 0; i < shown.size(); i++) {
      StoryCharacter c = characters.get(i);
      shown.get(i).show(c, library.used(c), library.inShot(c));
    }
    all.addAll(shown);
    all.addAll(section("library.frames", library.frames(), pictures));
    all.addAll(section("library.sounds", library.sounds(), sounds));
    Rows.into(list.getChildren(), all);
  }

  private Node heading(String key) {
    return headings.computeIfAbsent(
        key, k -> Controls.label(bench.texts(), k, "library-heading", "quiet", "small"));
  }

  private List<Node> section(String key, List<MediaRef> refs, Rows<MediaRef, LibraryRow> rows) {
    List<Node> out = new ArrayList<>();
    List<LibraryRow> shown = rows.of(refs);
    if (!refs.isEmpty()) {
      out.add(heading(key));
    }
    for (int i = 0; i < refs.size(); i++) {
      String name = library.name(refs.get(i)).orElse(bench.texts().get(key + ".n", i + 1));
      shown.get(i).show(refs.get(i), name, library.used(refs.get(i)));
    }
    out.addAll(shown);
    return out;
  }

  /** Lets the user show where a missing file is; only the same content will do. */
  private void relink(MediaRef ref) {
    String same = ref.extension().isEmpty() ? "*.*" : "*." + ref.extension();
    bench
        .asking()
        .open(new FileAsking.Wanted("library.relink", "library.files", List.of(same)), false)
        .forEach(f -> relink(ref, f));
  }

  void relink(MediaRef ref, Path file) {
    library.relink(ref, file, this::fill);
  }
}
