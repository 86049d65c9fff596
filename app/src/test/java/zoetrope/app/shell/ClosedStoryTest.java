package zoetrope.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import javafx.scene.control.ButtonBase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zoetrope.app.TestBench;
import zoetrope.app.model.StoryModel;
import zoetrope.app.text.Texts;

/** A program that opens many stories keeps one of them. */
@Tag("ui")
class ClosedStoryTest {
  @TempDir Path folder;

  @Test
  void whatShowedAClosedStoryIsCollected() {
    try (StudioBench b = new StudioBench(folder, Texts.Language.ENGLISH, Theme.DARK, 1280, 800)) {
      TestBench.fx(() -> ((ButtonBase) StudioBench.find("start-sample")).fire());
      b.awaitStory();
      TestBench.fx(() -> b.screen().mainWindow().show(MainWindow.Place.TAKES));
      TestBench.fx(() -> b.screen().mainWindow().show(MainWindow.Place.QUEUE));
      TestBench.fx(() -> b.screen().mainWindow().show(MainWindow.Place.MODELS));
      TestBench.settle();
      WeakReference<StoryScreen> screen = new WeakReference<>(b.screen());
      WeakReference<StoryModel> story = new WeakReference<>(b.screen().bench().story());
      TestBench.fx(b.studio::closeStory);
      StudioBench.await(
          "the start screen", Duration.ofSeconds(30), () -> b.window.screen().isEmpty());
      // the toolkit may remember what it showed last, so another story is shown
      TestBench.fx(() -> ((ButtonBase) StudioBench.find("start-sample")).fire());
      b.awaitStory();
      assertThat(gone(screen)).as("the screen of the closed story is collected").isTrue();
      assertThat(gone(story)).as("the closed story is collected").isTrue();
    }
  }

  private static boolean gone(WeakReference<?> reference) {
    for (int i = 0; i < 60 && reference.get() != null; i++) {
      System.gc();
      TestBench.settle();
    }
    return reference.get() == null;
  }
}
