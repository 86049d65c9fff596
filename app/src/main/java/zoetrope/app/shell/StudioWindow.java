package zoetrope.app.shell;

import java.awt.Desktop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import javafx.geometry.Dimension2D;
import javafx.geometry.Pos;
import javafx.scene.Scene;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonType;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import zoetrope.app.fx.Dialogs;
import zoetrope.app.fx.Screens;
import zoetrope.app.model.StoryModel;
import zoetrope.app.start.Recents;
import zoetrope.app.start.StartView;
import zoetrope.app.start.Template;
import zoetrope.app.text.Texts;
import zoetrope.service.Installation;

/** The program's one window: the start screen, or the story that is open. */
public final class StudioWindow {
  private static final String RECENT = "stories.recent";
  private static final String POSTER = "stories.poster.";

  private final Stage stage;
  private final Studio studio;
  private final Texts texts;
  private final Preferences preferences;
  private final Installation home;
  private final Path userData;
  private final Path stories;
  private final Confirmations confirmations;
  private final StackPane root = new StackPane();
  private Optional<StoryScreen> screen = Optional.empty();
  private Optional<OpenStory> shown = Optional.empty();
  private Optional<StartView> start = Optional.empty();

  /**
   * @param userData where settings lie
   * @param stories where new stories go
   */
  public StudioWindow(
      Stage stage,
      Studio studio,
      Texts texts,
      Preferences preferences,
      Installation home,
      Path userData,
      Path stories,
      Confirmations confirmations) {
    this.stage = stage;
    this.studio = studio;
    this.texts = texts;
    this.preferences = preferences;
    this.home = home;
    this.userData = userData;
    this.stories = stories;
    this.confirmations = confirmations;
  }

  /** Builds the window and shows it, as large as it was. */
  public void show() {
    studio.theme().get().dress();
    studio.theme().addListener((o, was, is) -> is.dress());
    studio.open().addListener((o, was, is) -> follow(is));
    studio.opening().addListener((o, was, is) -> start.ifPresent(s -> s.busy(is)));
    Dimension2D room = Screens.room(Optional.empty());
    double w = Math.min(room.getWidth(), preferences.length("window.width", 1440));
    double h = Math.min(room.getHeight(), preferences.length("window.height", 900));
    root.setAlignment(Pos.TOP_LEFT); // on a screen that is smaller than any layout, menus are seen
    Scene scene = new Scene(root, w, h);
    scene
        .getStylesheets()
        .add(
            Objects.requireNonNull(StudioWindow.class.getResource("/zoetrope/app/style/studio.css"))
                .toExternalForm());
    stage.setScene(scene);
    stage.setMinWidth(Math.min(room.getWidth(), 960));
    stage.setMinHeight(Math.min(room.getHeight(), 620));
    icons();
    scene
        .widthProperty()
        .addListener((o, was, is) -> preferences.later("window.width", is.toString()));
    scene
        .heightProperty()
        .addListener((o, was, is) -> preferences.later("window.height", is.toString()));
    stage.setOnCloseRequest(
        e -> {
          if (!mayClose()) {
            e.consume();
          }
        });
    follow(studio.open().get());
    stage.show();
  }

  /** Opens the story that was open when the program last ended in a crash; false for none. */
  public boolean recover() {
    Optional<Path> left = studio.leftOpen().filter(Files::isDirectory);
    left.ifPresent(
        story -> {
          studio.open(() -> story);
          String name = String.valueOf(story.getFileName()).replaceAll("\\.zoetrope$", "");
          studio.said(texts.get("shell.notice.recovered", name));
        });
    return left.isPresent();
  }

  private void icons() {
    for (int size : new int[] {64, 256}) {
      icon(size).ifPresent(stage.getIcons()::add);
    }
  }

  private Optional<Image> icon(int size) {
    Path file = home.home().resolve("assets/icons/zoetrope-" + size + ".png");
    return Files.isRegularFile(file)
        ? Optional.of(new Image(file.toUri().toString()))
        : Optional.empty();
  }

  private boolean mayClose() {
    boolean busy = studio.open().get().map(OpenStory::busy).orElse(false);
    return !busy || confirmations.closeWhileBusy();
  }

  private void follow(Optional<OpenStory> open) {
    screen.ifPresent(StoryScreen::close);
    shown.ifPresent(this::rememberPoster);
    shown = open;
    screen = open.map(this::screen);
    start = Optional.empty();
    if (screen.isPresent()) {
      root.getChildren().setAll(screen.get());
      screen.get().begin();
      Path folder = open.orElseThrow().folder();
      preferences.put(RECENT, Recents.with(preferences.get(RECENT).orElse(""), folder));
      stage.titleProperty().unbind();
      stage
          .titleProperty()
          .bind(
              open.get()
                  .bench()
                  .story()
                  .story()
                  .map(s -> s.title() + " – " + texts.get("shell.title")));
    } else {
      StartView view = startView();
      start = Optional.of(view);
      root.getChildren().setAll(view);
      stage.titleProperty().unbind();
      stage.titleProperty().bind(texts.bind("shell.title"));
    }
  }

  /** The picture by which the start screen shows a story: the first shot's take. */
  private void rememberPoster(OpenStory open) {
    StoryModel story = open.bench().story();
    story.story().get().shots().stream()
        .flatMap(s -> story.picked(s.id()).stream())
        .flatMap(t -> story.file(t, "poster").stream())
        .findFirst()
        .ifPresent(p -> preferences.put(POSTER + open.folder(), p.toString()));
  }

  private StoryScreen screen(OpenStory open) {
    return new StoryScreen(
        open.bench(),
        studio.models(),
        preferences,
        userData,
        Optional.ofNullable(open.folder().getParent()).orElse(stories),
        new StoryScreen.Around(
            this::close,
            this::choose,
            this::close,
            this::quit,
            this::otherTheme,
            this::otherLanguage,
            () -> stage.setFullScreen(!stage.isFullScreen()),
            () -> open(home.home().resolve("docs/user-guide/README.md")),
            this::about,
            f -> open(Optional.ofNullable(f.getParent()).orElse(f))));
  }

  private StartView startView() {
    ImageView logo = new ImageView();
    icon(256).ifPresent(logo::setImage);
    return new StartView(
        texts,
        Recents.of(preferences.get(RECENT).orElse("")),
        p -> preferences.get(POSTER + p).map(Path::of).filter(Files::isRegularFile),
        new StartView.Actions() {
          @Override
          public void create(Template template, String title) {
            studio.open(() -> template.create(stories, title, texts));
          }

          @Override
          public void choose() {
            StudioWindow.this.choose();
          }

          @Override
          public void open(Path story) {
            studio.open(() -> story);
          }

          @Override
          public void sample() {
            studio.open(() -> SampleStory.copied(home, stories));
          }

          @Override
          public void language() {
            otherLanguage();
          }

          @Override
          public void theme() {
            otherTheme();
          }
        },
        logo,
        new ImageView(
            SampleStory.picture(home).map(p -> new Image(p.toUri().toString())).orElse(null)));
  }

  private void choose() {
    confirmations.storyFolder().ifPresent(f -> studio.open(() -> f));
  }

  private void close() {
    if (mayClose()) {
      studio.closeStory();
    }
  }

  private void quit() {
    if (mayClose()) {
      stage.close();
    }
  }

  private void otherTheme() {
    studio.theme().set(studio.theme().get().other());
  }

  private void otherLanguage() {
    boolean english = texts.language().get() == Texts.Language.ENGLISH;
    texts.language().set(english ? Texts.Language.CHINESE : Texts.Language.ENGLISH);
  }

  private void about() {
    Alert a =
        new Alert(
            Alert.AlertType.INFORMATION,
            texts.get(
                "shell.about.text",
                "0.1",
                System.getProperty("java.version"),
                System.getProperty("javafx.version", "")),
            ButtonType.OK);
    a.setHeaderText(texts.get("shell.title"));
    a.setTitle(texts.get("shell.about.title"));
    a.initOwner(stage);
    Dialogs.dress(a.getDialogPane());
    a.getDialogPane().setId("about-dialog");
    Dialogs.name(a.getDialogPane(), ButtonType.OK, texts.bind("shell.dialog.close"));
    a.show();
  }

  /** Opens a file or folder with the system's program for it, which may take its time. */
  private void open(Path file) {
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                Desktop.getDesktop().open(file.toFile());
              } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
                studio.said(texts.get("shell.file.where", file));
              }
            });
  }

  /** The story screen that is shown. */
  Optional<StoryScreen> screen() {
    return screen;
  }
}
