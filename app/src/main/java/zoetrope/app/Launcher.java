package zoetrope.app;

import javafx.application.Application;

/** Starts the studio: {@code zoetrope studio [STORY]}. */
public final class Launcher {
  private Launcher() {}

  public static void main(String[] args) {
    Application.launch(StudioApp.class, args);
  }
}
