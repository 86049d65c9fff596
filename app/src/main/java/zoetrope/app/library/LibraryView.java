package zoetrope.app.library;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.image.ImageView;
import javafx.scene.input.DragEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import zoetrope.app.fx.Controls;
import zoetrope.app.fx.MediaKind;
import zoetrope.app.fx.Pictures;
import zoetrope.app.model.FileAsking;
import zoetrope.app.model.ShotChange;
import zoetrope.app.model.Workbench;
import zoetrope.story.MediaRef;
import zoetrope.story.document.Appearance;
import zoetrope.story.document.FrameSource;
import zoetrope.story.document.Shot;
import zoetrope.story.document.Story;
import zoetrope.story.document.StoryCharacter;
import zoetrope.story.motion.Point;
import zoetrope.story.store.Edit;

/** Characters, pictures and sounds of the story; files can be dropped on it. */
public final class LibraryView extends BorderPane {
  private static final double THUMB = 56;

  private final Workbench bench;
  private final Thumbnails thumbnails;
  private final VBox list = new VBox(4);
  private final Consumer<Path> sound;

  /** {@code sound} is given sound files that were dropped. */
  public LibraryView(Workbench bench, Consumer<Path> sound) {
    this.bench = bench;
    this.sound = sound;
    thumbnails = new Thumbnails(bench, this::fill);
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
    setMinWidth(150);
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
      case VIDEO -> firstFrame(file);
      case OTHER ->
          bench
              .notices()
              .failed(
                  new zoetrope.story.StoryException(
                      bench.texts().get("library.unknown", file.getFileName())));
    }
  }

  private void firstFrame(Path file) {
    bench
        .background()
        .run(
            () -> {
              bench.bitmaps().read(file);
              return bench.story().store().media().put(file);
            },
            ref ->
                bench
                    .story()
                    .editShot(s -> ShotChange.firstFrame(s, new FrameSource.FromMedia(ref))));
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

  private void edit(StoryCharacter c) {
    new CharacterDialog(bench, getScene().getWindow(), Optional.of(c)).show();
  }

  private void fill() {
    Story story = bench.story().story().get();
    list.getChildren().clear();
    heading("library.characters");
    if (story.characters().isEmpty()) {
      list.getChildren().add(Controls.label(bench.texts(), "library.empty", "empty-hint"));
    }
    story.characters().forEach(c -> list.getChildren().add(card(c, story)));
    Set<MediaRef> frames = new LinkedHashSet<>();
    for (Shot s : story.shots()) {
      Stream.of(s.firstFrame(), s.lastFrame())
          .forEach(
              f -> {
                if (f instanceof FrameSource.FromMedia(MediaRef ref)) {
                  frames.add(ref);
                }
              });
    }
    section("library.frames", List.copyOf(frames), Feather.IMAGE);
    List<MediaRef> sounds =
        story.timeline().audio().stream().map(a -> a.media()).distinct().toList();
    section("library.sounds", sounds, Feather.MUSIC);
  }

  private void heading(String key) {
    list.getChildren().add(Controls.label(bench.texts(), key, "library-heading", "quiet", "small"));
  }

  private void section(String key, List<MediaRef> refs, Ikon icon) {
    if (refs.isEmpty()) {
      return;
    }
    heading(key);
    for (int i = 0; i < refs.size(); i++) {
      String name = name(refs.get(i)).orElse(bench.texts().get(key + ".n", i + 1));
      list.getChildren().add(row(refs.get(i), name, usedText(refs.get(i)), icon));
    }
  }

  /** A picture is called after the shot that begins or ends with it. */
  private Optional<String> name(MediaRef ref) {
    FrameSource wanted = new FrameSource.FromMedia(ref);
    for (Shot s : bench.story().story().get().shots()) {
      if (s.firstFrame().equals(wanted)) {
        return Optional.of(bench.texts().get("library.frames.first", s.name()));
      }
      if (s.lastFrame().equals(wanted)) {
        return Optional.of(bench.texts().get("library.frames.last", s.name()));
      }
    }
    return Optional.empty();
  }

  private String usedText(MediaRef ref) {
    long shots =
        bench.story().story().get().shots().stream()
            .filter(
                s ->
                    s.firstFrame().equals(new FrameSource.FromMedia(ref))
                        || s.lastFrame().equals(new FrameSource.FromMedia(ref)))
            .count();
    long sounds =
        bench.story().story().get().timeline().audio().stream()
            .filter(a -> a.media().equals(ref))
            .count();
    return sounds > 0
        ? bench.texts().get("library.usedsound", sounds)
        : bench.texts().get("library.used", shots);
  }

  private Node card(StoryCharacter c, Story story) {
    long used =
        story.shots().stream()
            .filter(s -> s.cast().stream().anyMatch(a -> a.characterId().equals(c.id())))
            .count();
    HBox row =
        row(c.images().getFirst(), c.name(), bench.texts().get("library.used", used), Feather.USER);
    row.setId("character-" + c.id());
    row.setFocusTraversable(true);
    row.setAccessibleText(c.name());
    row.getStyleClass().add("library-card");
    boolean inShot =
        bench.story().shot().get().stream()
            .flatMap(s -> s.cast().stream())
            .anyMatch(a -> a.characterId().equals(c.id()));
    Button into =
        Controls.iconButton(
            bench.texts(),
            inShot ? "library.outof" : "library.into",
            inShot ? Feather.CHECK : Feather.PLUS,
            () -> toggle(c));
    into.setId("character-into-" + c.id());
    into.setDisable(bench.story().shot().get().isEmpty());
    row.getChildren().add(into);
    row.setOnMouseClicked(
        e -> {
          row.requestFocus();
          if (e.getClickCount() == 2) {
            edit(c);
          }
        });
    row.setOnKeyPressed(
        e -> {
          if (e.getCode() == KeyCode.ENTER) {
            edit(c);
          } else if (e.getCode() == KeyCode.DELETE) {
            bench.story().apply(new Edit.RemoveCharacter(c.id()));
          }
        });
    MenuItem change = item("library.edit", () -> edit(c));
    MenuItem remove =
        item("library.remove", () -> bench.story().apply(new Edit.RemoveCharacter(c.id())));
    remove.setDisable(used > 0);
    ContextMenu menu = new ContextMenu(change, remove);
    row.setOnContextMenuRequested(e -> menu.show(row, e.getScreenX(), e.getScreenY()));
    return row;
  }

  private MenuItem item(String key, Runnable run) {
    MenuItem m = new MenuItem();
    m.textProperty().bind(bench.texts().bind(key));
    m.setOnAction(e -> run.run());
    return m;
  }

  /** Puts a character into the selected shot, or takes it out. */
  private void toggle(StoryCharacter c) {
    bench
        .story()
        .editShot(
            s -> {
              List<Appearance> cast = new java.util.ArrayList<>(s.cast());
              if (!cast.removeIf(a -> a.characterId().equals(c.id()))) {
                double x = .3 + .25 * (cast.size() % 3);
                cast.add(new Appearance(c.id(), .42, new Point(x, .7)));
              }
              return ShotChange.cast(s, cast);
            });
  }

  private HBox row(MediaRef ref, String name, String used, Ikon fallback) {
    StackPane picture = new StackPane();
    picture.getStyleClass().add("library-thumb");
    picture.setMinSize(THUMB, THUMB);
    picture.setMaxSize(THUMB, THUMB);
    Optional<Path> file = bench.story().file(ref);
    if (file.isEmpty()) {
      picture.getChildren().add(new FontIcon(Feather.ALERT_TRIANGLE));
    } else if (fallback == Feather.MUSIC) {
      picture.getChildren().add(new FontIcon(fallback));
    } else {
      thumbnails
          .of(file.get(), fallback == Feather.USER)
          .ifPresentOrElse(
              b -> {
                ImageView v = new ImageView(Pictures.image(b));
                v.setFitWidth(THUMB - 4);
                v.setFitHeight(THUMB - 4);
                v.setPreserveRatio(true);
                picture.getChildren().add(v);
              },
              () -> picture.getChildren().add(new FontIcon(fallback)));
    }
    Label n = new Label(name);
    Label u = new Label(file.isPresent() ? used : bench.texts().get("library.missing"));
    u.getStyleClass().addAll("quiet", "small");
    VBox words = new VBox(2, n, u);
    words.setAlignment(Pos.CENTER_LEFT);
    words.setMinWidth(0);
    HBox.setHgrow(words, Priority.ALWAYS);
    HBox row = new HBox(10, picture, words);
    row.setAlignment(Pos.CENTER_LEFT);
    row.getStyleClass().add("library-row");
    if (file.isEmpty()) {
      Button find =
          Controls.iconButton(bench.texts(), "library.relink", Feather.SEARCH, () -> relink(ref));
      row.getChildren().add(find);
    }
    return row;
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
    bench
        .background()
        .run(
            () -> bench.story().store().media().put(file),
            found -> {
              if (!found.sha256().equals(ref.sha256())) {
                bench
                    .notices()
                    .failed(
                        new zoetrope.story.StoryException(
                            bench.texts().get("library.other", file.getFileName())));
              }
              bench.story().refresh();
              fill();
            });
  }
}
