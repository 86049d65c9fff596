package zoetrope.app;

import java.lang.management.ManagementFactory;
import javafx.animation.AnimationTimer;
import javafx.animation.PauseTransition;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.collections.ListChangeListener;
import javafx.stage.Window;
import javafx.util.Duration;

/**
 * Opens the studio where nobody sees it and closes it again: the launcher has Java write down what
 * a start loads. The system property {@code zoetrope.rehearsal} is set meanwhile. Says how long it
 * took from the start of the process until the window had been drawn.
 */
public final class Rehearsal {
  private Rehearsal() {}

  public static void main(String[] args) {
    Platform.startup(Rehearsal::watch);
    Application.launch(StudioApp.class, args);
  }

  private static void watch() {
    ListChangeListener<Window> opened = _ -> drawn();
    Window.getWindows().addListener(opened);
    endAfter(Duration.seconds(30));
  }

  /** The third pulse comes when what the window shows at first has been laid out and drawn. */
  private static void drawn() {
    new AnimationTimer() {
      private int pulses;

      @Override
      public void handle(long now) {
        if (++pulses == 3) {
          stop();
          long start = ManagementFactory.getRuntimeMXBean().getStartTime();
          System.out.println("window after " + (System.currentTimeMillis() - start) + " ms");
          endAfter(Duration.seconds(.5));
        }
      }
    }.start();
  }

  private static void endAfter(Duration pause) {
    PauseTransition wait = new PauseTransition(pause);
    wait.setOnFinished(_ -> Platform.exit());
    wait.play();
  }
}
