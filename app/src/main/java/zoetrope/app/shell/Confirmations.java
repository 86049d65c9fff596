package zoetrope.app.shell;

import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonType;
import javafx.stage.DirectoryChooser;
import javafx.stage.Window;
import zoetrope.app.fx.Dialogs;
import zoetrope.app.text.Texts;

/** Questions that need an answer before anything goes on. Tests answer them without a window. */
public interface Confirmations {
  /** Lets the user choose the folder of a story. */
  Optional<Path> storyFolder();

  /** Whether to close although jobs are running; they go on at the next start. */
  boolean closeWhileBusy();

  /** Asks with the toolkit's dialogs. */
  static Confirmations dialogs(Window owner, Texts texts) {
    return new Confirmations() {
      @Override
      public Optional<Path> storyFolder() {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(texts.get("shell.open.title"));
        return Optional.ofNullable(chooser.showDialog(owner)).map(java.io.File::toPath);
      }

      @Override
      public boolean closeWhileBusy() {
        Alert a =
            new Alert(
                Alert.AlertType.CONFIRMATION,
                texts.get("shell.busy.text"),
                ButtonType.CANCEL,
                ButtonType.OK);
        a.setHeaderText(texts.get("shell.busy.title"));
        a.initOwner(owner);
        Dialogs.dress(a.getDialogPane());
        a.getDialogPane().setId("busy-dialog");
        Dialogs.name(a.getDialogPane(), ButtonType.CANCEL, texts.bind("shell.dialog.cancel"));
        Dialogs.name(a.getDialogPane(), ButtonType.OK, texts.bind("shell.busy.close"));
        return a.showAndWait().filter(ButtonType.OK::equals).isPresent();
      }
    };
  }
}
