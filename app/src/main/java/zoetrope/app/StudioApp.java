package zoetrope.app;

import javafx.application.Application;
import javafx.stage.Stage;

/** The composition root's door to the toolkit. */
public final class StudioApp extends Application {
  @Override
  public void start(Stage stage) {
    stage.show();
  }
}
