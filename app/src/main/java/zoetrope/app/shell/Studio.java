package zoetrope.app.shell;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import zoetrope.app.model.Abilities;
import zoetrope.app.model.FileAsking;
import zoetrope.app.model.Notices;
import zoetrope.app.model.UiThread;
import zoetrope.app.models.ModelsModel;
import zoetrope.app.queue.EngineEndings;
import zoetrope.app.text.Texts;
import zoetrope.service.Installation;
import zoetrope.service.models.ModelLibrary;
import zoetrope.service.reading.ModelShotReader;
import zoetrope.service.reading.ShotReader;

/**
 * Which story is open, and the studio's settings. At most one story is open; opening, closing and
 * crash recovery go through here. Used on the FX thread.
 */
public final class Studio implements AutoCloseable {
  private static final String OPEN = "story.open";
  private static final String SERVER = "models.server";

  private final Installation home;
  private final Preferences preferences;
  private final Texts texts;
  private final UiThread ui;
  private final Notices notices;
  private final FileAsking asking;
  private final ObjectProperty<Theme> theme;
  private final ModelsModel models;
  private final ShotReader reader;
  private final ReadOnlyObjectWrapper<Optional<OpenStory>> open =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Boolean> opening = new ReadOnlyObjectWrapper<>(false);
  private final ExecutorService opener =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("opener").factory());

  /**
   * @param library the user's models
   */
  public Studio(
      Installation home,
      ModelLibrary library,
      Preferences preferences,
      Texts texts,
      UiThread ui,
      Notices notices,
      FileAsking asking) {
    this.home = home;
    this.preferences = preferences;
    this.texts = texts;
    this.ui = ui;
    this.notices = notices;
    this.asking = asking;
    theme = new SimpleObjectProperty<>(Theme.named(preferences.get("theme")));
    theme.addListener((o, was, is) -> preferences.put("theme", is.name()));
    texts.language().addListener((o, was, is) -> preferences.put("language", is.name()));
    StringProperty server = new SimpleStringProperty(preferences.get(SERVER).orElse(""));
    server.addListener((o, was, is) -> preferences.later(SERVER, is));
    models = new ModelsModel(library, server, ui, notices);
    reader = ModelShotReader.open(home, library);
  }

  public ObjectProperty<Theme> theme() {
    return theme;
  }

  /** The models of this machine, whichever story is open. */
  public ModelsModel models() {
    return models;
  }

  /** The story that is open. */
  public ReadOnlyObjectProperty<Optional<OpenStory>> open() {
    return open.getReadOnlyProperty();
  }

  /** Whether a story is being opened. */
  public ReadOnlyObjectProperty<Boolean> opening() {
    return opening.getReadOnlyProperty();
  }

  /** The story that was open when the program last ended without closing it, as in a crash. */
  public Optional<Path> leftOpen() {
    return preferences.get(OPEN).map(Path::of);
  }

  /** Opens a story once {@code making} has made or found its folder, off the FX thread. */
  public void open(Callable<Path> making) {
    if (opening.get()) {
      return;
    }
    opening.set(true);
    opener.submit(
        () -> {
          try {
            OpenStory.Opened opened = OpenStory.load(making.call(), home, new EngineEndings(texts));
            ui.later(() -> opened(opened));
          } catch (Exception | LinkageError e) {
            ui.later(
                () -> {
                  opening.set(false);
                  notices.failed(e);
                });
          }
        });
  }

  private void opened(OpenStory.Opened opened) {
    opening.set(false);
    close(open.get());
    OpenStory story =
        opened.show(texts, ui, notices, asking, new Abilities(models.profiles()), reader);
    preferences.put(OPEN, story.folder().toString());
    open.set(Optional.of(story));
  }

  /** Closes the story; what is in the queue goes on when it is opened again. */
  public void closeStory() {
    Optional<OpenStory> was = open.get();
    open.set(Optional.empty());
    close(was);
    preferences.put(OPEN, "");
  }

  /** Tells the user something. */
  void said(String text) {
    notices.done(text);
  }

  /** Stopping a running job may take a step, which is too long for the FX thread. */
  private void close(Optional<OpenStory> story) {
    story.ifPresent(s -> opener.submit(s::close));
  }

  @Override
  public void close() {
    closeStory();
    models.close();
    opener.shutdown();
    try {
      if (!opener.awaitTermination(20, java.util.concurrent.TimeUnit.SECONDS)) {
        opener.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    reader.close();
    preferences.keep();
  }
}
