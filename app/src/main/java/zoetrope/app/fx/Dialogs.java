package zoetrope.app.fx;

import java.util.Objects;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Dimension2D;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonType;
import javafx.scene.control.DialogPane;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import javafx.stage.Window;
import javafx.stage.WindowEvent;
import org.jspecify.annotations.Nullable;

/**
 * Dialogs in the studio's style; they have windows, and so style sheets, of their own. None is
 * larger than the screen, whatever its content and the scale of the screen: what does not fit
 * scrolls, and the buttons below it stay in sight.
 */
public final class Dialogs {
  /** The width of lines of plain text. */
  private static final double TEXT_WIDTH = 440;

  private Dialogs() {}

  /** Every dialog is given to this before it is shown. */
  public static void dress(DialogPane pane) {
    pane.getStylesheets()
        .add(
            Objects.requireNonNull(Dialogs.class.getResource("/zoetrope/app/style/studio.css"))
                .toExternalForm());
    pane.contentProperty().addListener((o, was, is) -> scroll(pane));
    scroll(pane);
    ObservableValue<Window> window = pane.sceneProperty().flatMap(Scene::windowProperty);
    window.addListener((o, was, is) -> watch(pane, is));
    watch(pane, window.getValue());
  }

  /** Names a button in the language of the moment; the toolkit's own words follow the system's. */
  public static void name(DialogPane pane, ButtonType button, ObservableValue<String> words) {
    ((Button) pane.lookupButton(button)).textProperty().bind(words);
  }

  private static void scroll(DialogPane pane) {
    Node content = pane.getContent();
    if (content instanceof Scrolling) {
      return;
    }
    Scrolling around = new Scrolling();
    pane.setContent(around);
    around.setContent(content == null ? text(pane) : content);
  }

  private static Label text(DialogPane pane) {
    Label text = new Label();
    text.textProperty().bind(pane.contentTextProperty());
    text.setWrapText(true);
    text.setPrefWidth(TEXT_WIDTH);
    text.setMinHeight(Region.USE_PREF_SIZE);
    return text;
  }

  private static void watch(DialogPane pane, @Nullable Window window) {
    if (window instanceof Stage stage) {
      stage.addEventHandler(WindowEvent.WINDOW_SHOWING, e -> fit(pane, stage));
    }
  }

  /** Before the window is shown: later, the window manager has its say, and answers late. */
  private static void fit(DialogPane pane, Stage stage) {
    Optional<Window> owner = Optional.ofNullable(stage.getOwner());
    Rectangle2D screen = Screens.of(owner);
    Dimension2D room = Screens.room(owner);
    stage.setMaxWidth(screen.getWidth());
    stage.setMaxHeight(screen.getHeight());
    // The theme would hold dialogs to 600 pixels, content that is wider or not.
    pane.setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
    pane.setPrefSize(Region.USE_COMPUTED_SIZE, Region.USE_COMPUTED_SIZE);
    pane.applyCss();
    pane.layout();
    double wide = Math.min(pane.prefWidth(-1), room.getWidth());
    double high = Math.min(pane.prefHeight(wide), room.getHeight());
    pane.setPrefSize(wide, high);
    owner.ifPresent(
        o -> {
          double x = o.getX() + (o.getWidth() - wide) / 2;
          double y = o.getY() + (o.getHeight() - high) / 2;
          stage.setX(Math.clamp(x, screen.getMinX(), screen.getMinX() + room.getWidth() - wide));
          stage.setY(Math.clamp(y, screen.getMinY(), screen.getMinY() + room.getHeight() - high));
        });
  }

  /** Content that shrinks as far as it can, and scrolls from there on. */
  private static final class Scrolling extends ScrollPane {
    Scrolling() {
      setFitToWidth(true);
      setFitToHeight(true);
      setFocusTraversable(false);
      getStyleClass().add("edge-to-edge");
    }
  }
}
