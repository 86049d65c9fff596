package zoetrope.app.fx;

import java.util.Objects;
import javafx.scene.control.DialogPane;

/** Dialogs in the studio's style; they have windows, and so style sheets, of their own. */
public final class Dialogs {
  private Dialogs() {}

  public static void dress(DialogPane pane) {
    pane.getStylesheets()
        .add(
            Objects.requireNonNull(Dialogs.class.getResource("/zoetrope/app/style/studio.css"))
                .toExternalForm());
  }
}
