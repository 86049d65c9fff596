package zoetrope.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.stage.Stage;
import zoetrope.app.fx.FileChoosers;
import zoetrope.app.shell.Confirmations;
import zoetrope.app.shell.Preferences;
import zoetrope.app.shell.Studio;
import zoetrope.app.shell.StudioWindow;
import zoetrope.app.shell.Toasts;
import zoetrope.app.text.Texts;
import zoetrope.service.Installation;
import zoetrope.service.UserData;
import zoetrope.service.models.ModelLibrary;

/** The composition root: makes everything the window needs and closes it at the end. */
public final class StudioApp extends Application {
  private Optional<Studio> studio = Optional.empty();

  @Override
  public void start(Stage stage) {
    boolean rehearsing = Boolean.getBoolean("zoetrope.rehearsal");
    Path data =
        rehearsing
            ? Path.of(System.getProperty("java.io.tmpdir"), "zoetrope-rehearsal")
            : UserData.folder();
    Preferences preferences = new Preferences(data);
    Texts texts =
        new Texts(
            preferences
                .get("language")
                .map(Texts.Language::valueOf)
                .orElseGet(() -> Texts.Language.of(Locale.getDefault())));
    Toasts notices = new Toasts(stage, texts, Platform::runLater);
    Installation home = Installation.find();
    ModelLibrary library =
        rehearsing ? new ModelLibrary(home, data.resolve("models")) : ModelLibrary.of(home);
    Studio made =
        new Studio(
            home,
            library,
            preferences,
            texts,
            Platform::runLater,
            notices,
            new FileChoosers(texts));
    studio = Optional.of(made);
    StudioWindow window =
        new StudioWindow(
            stage,
            made,
            texts,
            preferences,
            home,
            data,
            UserData.stories(),
            Confirmations.dialogs(stage, texts));
    window.show();
    if (rehearsing) {
      return;
    }
    List<String> arguments = getParameters().getUnnamed();
    if (arguments.isEmpty()) {
      window.recover();
    } else {
      made.open(() -> Path.of(arguments.getFirst()).toAbsolutePath());
    }
  }

  @Override
  public void stop() {
    studio.ifPresent(Studio::close);
  }
}
