package zoetrope.app.shell;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.stage.Stage;
import javafx.stage.Window;
import zoetrope.app.TestBench;
import zoetrope.app.text.Texts;
import zoetrope.service.Installation;
import zoetrope.service.models.ModelLibrary;

/** The whole studio in a window that nobody sees, with the real engine, in a folder of its own. */
public final class StudioBench implements AutoCloseable {
  public final Stage stage;
  public final Studio studio;
  public final Texts texts;
  public final StudioWindow window;
  public final Path stories;
  public final TestBench.FakeFiles files = new TestBench.FakeFiles();

  public StudioBench(Path folder, Texts.Language language, Theme theme, int width, int height) {
    TestBench.startToolkit();
    stories = folder.resolve("stories");
    Installation home =
        new Installation(
            Path.of(System.getProperty("zoetrope.home", "..")).toAbsolutePath().normalize());
    Preferences preferences = new Preferences(folder.resolve("data"));
    preferences.put("window.width", String.valueOf(width));
    preferences.put("window.height", String.valueOf(height));
    preferences.put("theme", theme.name());
    texts = new Texts(language);
    stage = TestBench.onFx(Stage::new);
    Toasts notices = new Toasts(stage, texts, Platform::runLater);
    ModelLibrary library = new ModelLibrary(home, folder.resolve("models"));
    studio =
        TestBench.onFx(
            () ->
                new Studio(home, library, preferences, texts, Platform::runLater, notices, files));
    Confirmations yes =
        new Confirmations() {
          @Override
          public Optional<Path> storyFolder() {
            return Optional.empty();
          }

          @Override
          public boolean closeWhileBusy() {
            return true;
          }
        };
    window =
        TestBench.onFx(
            () ->
                new StudioWindow(
                    stage, studio, texts, preferences, home, folder.resolve("data"), stories, yes));
    TestBench.fx(
        () -> {
          window.show();
          stage.setWidth(width);
          stage.setHeight(height);
        });
    TestBench.settle();
  }

  /** Waits for something that happens by itself. */
  public static void await(String what, Duration most, BooleanSupplier is) {
    long end = System.nanoTime() + most.toNanos();
    while (!TestBench.<Boolean>onFx((Callable<Boolean>) is::getAsBoolean)) {
      if (System.nanoTime() > end) {
        throw new AssertionError("waited in vain: " + what);
      }
      TestBench.settle();
    }
  }

  public void awaitStory() {
    await("a story is open", Duration.ofSeconds(30), () -> window.screen().isPresent());
    TestBench.settle();
  }

  /** A node of any window by its id; on the FX thread. */
  public static Node find(String id) {
    return Window.getWindows().stream()
        .map(w -> w.getScene().lookup("#" + id))
        .filter(n -> n != null)
        .findFirst()
        .orElseThrow(() -> new AssertionError("there is no #" + id));
  }

  /** Whether a node of that id is in a window; on the FX thread. */
  public static boolean there(String id) {
    return Window.getWindows().stream().anyMatch(w -> w.getScene().lookup("#" + id) != null);
  }

  public StoryScreen screen() {
    return window.screen().orElseThrow();
  }

  @Override
  public void close() {
    TestBench.fx(
        () -> {
          Set.copyOf(Window.getWindows()).forEach(Window::hide);
          studio.close();
        });
  }
}
