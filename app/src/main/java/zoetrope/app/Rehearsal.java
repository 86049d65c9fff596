package zoetrope.app;

import javafx.animation.PauseTransition;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.collections.ListChangeListener;
import javafx.stage.Window;
import javafx.util.Duration;

/**
 * Opens the studio where nobody sees it and closes it again: the launcher has Java write down what
 * a start loads. The system property {@code zoetrope.rehearsal} is set meanwhile.
 */
public final class Rehearsal {
  private Rehearsal() {}

  public static void main(String[] args) {
    Platform.startup(Rehearsal::watch);
    Application.launch(StudioApp.class, args);
  }

  private static void watch() {
    ListChangeListener<Window> opened = _ -> endAfter(Duration.seconds(.5));
    Window.getWindows().addListener(opened);
    endAfter(Duration.seconds(30));
  }

  private static void endAfter(Duration pause) {
    PauseTransition wait = new PauseTransition(pause);
    wait.setOnFinished(_ -> Platform.exit());
    wait.play();
  }
}
