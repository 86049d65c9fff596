package zoetrope.app.fx;

import java.util.Optional;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;

/**
 * Draws a node at most once a pulse, however often it is asked to, and leaves the layout of what is
 * around it alone: asking for layout goes all the way up and lays the whole window out.
 */
public final class EachPulse {
  private final Node node;
  private final Runnable drawing;
  private final Runnable pulse = this::pulse;
  private Optional<Scene> asked = Optional.empty();

  public EachPulse(Node node, Runnable drawing) {
    this.node = node;
    this.drawing = drawing;
  }

  /** Asks for the node to be drawn in the next pulse; one that is in no window is not drawn. */
  public void ask() {
    if (asked.isEmpty()) {
      asked = Optional.ofNullable(node.getScene());
      asked.ifPresent(
          s -> {
            s.addPreLayoutPulseListener(pulse);
            Platform.requestNextPulse();
          });
    }
  }

  private void pulse() {
    asked.ifPresent(s -> s.removePreLayoutPulseListener(pulse));
    asked = Optional.empty();
    drawing.run();
  }
}
