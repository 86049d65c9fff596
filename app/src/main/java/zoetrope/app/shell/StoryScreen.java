package zoetrope.app.shell;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.geometry.Pos;
import javafx.scene.layout.StackPane;
import zoetrope.app.canvas.CanvasView;
import zoetrope.app.command.Command;
import zoetrope.app.command.CommandPalette;
import zoetrope.app.command.Keymap;
import zoetrope.app.command.KeysDialog;
import zoetrope.app.command.Menus;
import zoetrope.app.film.FilmView;
import zoetrope.app.film.PlayKeys;
import zoetrope.app.film.Transport;
import zoetrope.app.inspector.InspectorView;
import zoetrope.app.inspector.RecipeReuse;
import zoetrope.app.inspector.SavedPrompts;
import zoetrope.app.inspector.TakeRequests;
import zoetrope.app.library.LibraryView;
import zoetrope.app.model.StoryModel;
import zoetrope.app.model.TakePace;
import zoetrope.app.model.Workbench;
import zoetrope.app.models.ModelsModel;
import zoetrope.app.models.ModelsView;
import zoetrope.app.queue.ExportDialog;
import zoetrope.app.queue.ExportPace;
import zoetrope.app.queue.JobNotices;
import zoetrope.app.queue.JobPaces;
import zoetrope.app.queue.QueueView;
import zoetrope.app.takes.TakesView;
import zoetrope.app.timeline.TimelineView;

/** Everything that shows one open story; closed before the story is. */
final class StoryScreen extends StackPane implements AutoCloseable {
  private final Workbench bench;
  private final Transport transport;
  private final QueueView queue;
  private final ModelsView models;
  private final JobNotices notices;
  private final CanvasView canvas;
  private final MainWindow window;
  private final CommandPalette palette;
  private final Path films;
  private final Keymap keymap;
  private final List<Command> commands;
  private final ExportPace pace;

  /**
   * What the screen asks of the program around it.
   *
   * @param reveal shows a file in the system's file manager
   */
  record Around(
      Runnable newStory,
      Runnable openStory,
      Runnable closeStory,
      Runnable quit,
      Runnable theme,
      Runnable language,
      Runnable fullscreen,
      Runnable guide,
      Runnable about,
      Consumer<Path> reveal) {}

  StoryScreen(
      Workbench bench,
      ModelsModel installed,
      Preferences preferences,
      Path userData,
      Path films,
      Around around) {
    this.bench = bench;
    this.films = films;
    transport = new Transport(bench);
    keymap = new Keymap(preferences::get, preferences::put);
    TimelineView timeline = new TimelineView(bench, transport, keymap);
    queue = new QueueView(bench, around.reveal());
    models = new ModelsView(bench.texts(), installed, around.reveal());
    pace = new ExportPace(preferences::get, preferences::put);
    TakePace takes = new TakePace(preferences::get, preferences::put);
    notices = new JobNotices(bench, new JobPaces(pace, takes));
    Shots shots = new Shots(bench.story(), bench.texts());
    Menus menus = menus(around, shots, timeline);
    canvas = new CanvasView(bench);
    window =
        new MainWindow(
            bench.texts(),
            preferences,
            menus.bar(),
            new MainWindow.Places(
                new LibraryView(bench, timeline.model()::addSound),
                canvas,
                new FilmView(bench, transport),
                models,
                new InspectorView(
                    bench,
                    new SavedPrompts(userData.resolve("prompts.txt")),
                    takes,
                    () -> window().show(MainWindow.Place.MODELS)),
                new TakesView(bench),
                queue,
                timeline,
                QueueView.badge(bench)));
    setAlignment(Pos.TOP_LEFT);
    getChildren().add(window);
    commands = menus.commands();
    palette = new CommandPalette(bench.texts(), commands, this);
    new PlayKeys(transport, keymap::uses).listen(sceneProperty());
    transport
        .playing()
        .addListener(
            (o, was, is) -> {
              if (is) {
                window.show(MainWindow.Place.FILM);
              }
            });
  }

  private Menus menus(Around a, Shots shots, TimelineView timeline) {
    StoryModel story = bench.story();
    BooleanBinding undo =
        Bindings.createBooleanBinding(() -> story.undoable().get().isPresent(), story.undoable());
    BooleanBinding redo =
        Bindings.createBooleanBinding(() -> story.redoable().get().isPresent(), story.redoable());
    BooleanBinding shot =
        Bindings.createBooleanBinding(() -> story.shot().get().isPresent(), story.shot());
    return new Menus(bench.texts(), keymap)
        .add("file.new", "Shortcut+N", a.newStory())
        .add("file.open", "Shortcut+O", a.openStory())
        .line("file")
        .add("file.export", "Shortcut+E", this::export)
        .line("file")
        .add("file.close", "Shortcut+W", a.closeStory())
        .add("file.quit", "Shortcut+Q", a.quit())
        .add("edit.undo", "Shortcut+Z", undo, story::undo)
        .add("edit.redo", "Shortcut+Shift+Z", redo, story::redo)
        .line("edit")
        .add("edit.split", "Shortcut+B", timeline.model()::split)
        .add(
            "edit.title",
            "",
            () -> timeline.model().addTitle(bench.texts().get("timeline.title.text")))
        .add("edit.marker", "", timeline.model()::addMarker)
        .add("shot.generate", "Shortcut+G", shot, this::generate)
        .add("shot.first", "Shortcut+Shift+Enter", shot, this::generateFirst)
        .add("shot.missing", "Shortcut+Shift+G", shot, () -> TakeRequests.missing(bench))
        .line("shot")
        .add("shot.add", "Shortcut+Shift+N", shots::add)
        .add("shot.duplicate", "Shortcut+D", shot, shots::duplicate)
        .add("shot.reuse", "", shot, () -> new RecipeReuse(bench).choose(getScene().getWindow()))
        .add("shot.remove", "Shortcut+Shift+Delete", shot, shots::remove)
        .line("shot")
        .add("shot.previous", "Shortcut+Up", shot, () -> shots.go(-1))
        .add("shot.next", "Shortcut+Down", shot, () -> shots.go(1))
        .add("view.canvas", "Shortcut+1", () -> window().show(MainWindow.Place.CANVAS))
        .add("view.film", "Shortcut+2", () -> window().show(MainWindow.Place.FILM))
        .add("view.shot", "Shortcut+3", () -> window().show(MainWindow.Place.SHOT))
        .add("view.takes", "Shortcut+4", () -> window().show(MainWindow.Place.TAKES))
        .add("view.queue", "Shortcut+5", () -> window().show(MainWindow.Place.QUEUE))
        .add("view.models", "Shortcut+6", () -> window().show(MainWindow.Place.MODELS))
        .line("view")
        .add("view.library", "Shortcut+Alt+1", () -> window().toggleLibrary())
        .add("view.side", "Shortcut+Alt+2", () -> window().toggleSide())
        .add("view.timeline", "Shortcut+Alt+3", () -> window().toggleTimeline())
        .line("view")
        .add("view.play", "Shortcut+Space", transport::toggle)
        .add("view.theme", "Shortcut+Shift+T", a.theme())
        .add("view.language", "Shortcut+Shift+L", a.language())
        .add("view.fullscreen", "F11", a.fullscreen())
        .line("view")
        .add("view.palette", "Shortcut+Shift+P", () -> palette().open())
        .add("view.keys", "", this::keys)
        .add("help.guide", "F1", a.guide())
        .add("help.about", "", a.about());
  }

  /** Gives the canvas the focus; else the first button in the window would have it. */
  void begin() {
    canvas.begin();
  }

  private MainWindow window() {
    return window;
  }

  private CommandPalette palette() {
    return palette;
  }

  private void generate() {
    TakeRequests.takes(bench, false);
    window.show(MainWindow.Place.QUEUE);
  }

  private void generateFirst() {
    TakeRequests.takes(bench, true);
    window.show(MainWindow.Place.QUEUE);
  }

  private void keys() {
    keysDialog().show();
  }

  /** All commands with their keys. */
  KeysDialog keysDialog() {
    return new KeysDialog(bench.texts(), keymap, commands, getScene().getWindow());
  }

  private void export() {
    exportDialog(films).show();
  }

  /** The question where the film goes, by default into {@code folder}. */
  ExportDialog exportDialog(Path folder) {
    return new ExportDialog(bench, pace, getScene().getWindow(), folder);
  }

  /** Opens the palette of commands. */
  void openPalette() {
    palette.open();
  }

  /** For tests and screenshots. */
  MainWindow mainWindow() {
    return window;
  }

  Workbench bench() {
    return bench;
  }

  @Override
  public void close() {
    transport.close();
    queue.close();
    models.close();
    notices.close();
  }
}
