package zoetrope.app.film;

import java.util.function.Predicate;
import javafx.beans.value.ObservableValue;
import javafx.event.EventHandler;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.TitledPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/**
 * Space, J, K and L play wherever the focus is. They are left to what is typed in, to a button that
 * was reached by keys and so is pressed by Space, and to commands the user gave them to.
 */
public final class PlayKeys {
  private final Transport transport;
  private final Predicate<KeyEvent> taken;
  private final EventHandler<KeyEvent> filter = this::pressed;

  /**
   * @param taken whether keys are those of a command
   */
  public PlayKeys(Transport transport, Predicate<KeyEvent> taken) {
    this.transport = transport;
    this.taken = taken;
  }

  /**
   * Listens in whatever scene there is; at the scene, since keys go there when nothing has the
   * focus.
   */
  public void listen(ObservableValue<Scene> scene) {
    scene.addListener(
        (o, was, is) -> {
          if (was != null) {
            was.removeEventFilter(KeyEvent.KEY_PRESSED, filter);
          }
          if (is != null) {
            is.addEventFilter(KeyEvent.KEY_PRESSED, filter);
          }
        });
  }

  private void pressed(KeyEvent e) {
    boolean plays =
        switch (e.getCode()) {
          case SPACE, J, K, L -> !modified(e) && !taken.test(e) && !needs(e);
          default -> false;
        };
    if (plays && transport.key(e.getCode(), false)) {
      e.consume();
    }
  }

  private static boolean modified(KeyEvent e) {
    return e.isShiftDown() || e.isControlDown() || e.isAltDown() || e.isMetaDown();
  }

  /** Whether what has the focus needs the key itself. */
  private static boolean needs(KeyEvent e) {
    return e.getSource() instanceof Scene s
        && s.getFocusOwner() != null
        && (typing(s.getFocusOwner())
            || (e.getCode() == KeyCode.SPACE && pressedByKeys(s.getFocusOwner())));
  }

  private static boolean typing(Node n) {
    return switch (n) {
      case TextInputControl t -> t.isEditable();
      case Spinner<?> s -> s.isEditable();
      case ComboBoxBase<?> c -> c.isEditable();
      default -> false;
    };
  }

  private static boolean pressedByKeys(Node n) {
    return n.isFocusVisible()
        && (n instanceof ButtonBase || n instanceof ComboBoxBase<?> || n instanceof TitledPane);
  }
}
