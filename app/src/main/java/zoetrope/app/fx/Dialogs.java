package zoetrope.app.fx;

import java.util.Objects;
import java.util.Optional;
import javafx.beans.value.ChangeListener;
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
import javafx.stage.Screen;
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
  /** What a window manager puts around a window and tells only once it has: title bar, edges. */
  private static final double FRAME_WIDTH = 16;

  private static final double FRAME_HEIGHT = 44;

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

  /** How large a dialog above a window can be without its frame, in pixels of the layout. */
  public static Dimension2D room(Window owner) {
    Rectangle2D all = screen(Optional.of(owner));
    return new Dimension2D(all.getWidth() - FRAME_WIDTH, all.getHeight() - FRAME_HEIGHT);
  }

  /** The part of the owner's screen that windows may cover. */
  private static Rectangle2D screen(Optional<Window> owner) {
    return owner
        .flatMap(
            w ->
                Screen.getScreensForRectangle(w.getX(), w.getY(), w.getWidth(), w.getHeight())
                    .stream()
                    .findFirst())
        .orElseGet(Screen::getPrimary)
        .getVisualBounds();
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

  /** Fits the window before it is shown, and whenever its size turns out to be another. */
  private static void watch(DialogPane pane, @Nullable Window window) {
    if (window instanceof Stage stage) {
      stage.addEventHandler(WindowEvent.WINDOW_SHOWING, e -> fit(pane, stage));
      ChangeListener<Object> follow = (o, was, is) -> keepInside(stage);
      stage.showingProperty().addListener(follow);
      stage.widthProperty().addListener(follow);
      stage.heightProperty().addListener(follow);
    }
  }

  private static void fit(DialogPane pane, Stage stage) {
    Rectangle2D screen = screen(Optional.ofNullable(stage.getOwner()));
    stage.setMaxWidth(screen.getWidth());
    stage.setMaxHeight(screen.getHeight());
    // The theme would hold dialogs to 600 pixels, content that is wider or not.
    pane.setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
    pane.setPrefSize(Region.USE_COMPUTED_SIZE, Region.USE_COMPUTED_SIZE);
    pane.applyCss();
    double wide = Math.min(pane.prefWidth(-1), screen.getWidth() - FRAME_WIDTH);
    pane.setPrefSize(wide, Math.min(pane.prefHeight(wide), screen.getHeight() - FRAME_HEIGHT));
  }

  /** Dialogs are put in the middle of their owner, which may reach beyond the screen itself. */
  private static void keepInside(Stage stage) {
    if (!stage.isShowing() || Double.isNaN(stage.getWidth() + stage.getHeight())) {
      return; // the toolkit has not given it a size yet
    }
    Rectangle2D screen = screen(Optional.ofNullable(stage.getOwner()));
    if (stage.getWidth() > screen.getWidth()) {
      stage.setWidth(screen.getWidth());
    }
    if (stage.getHeight() > screen.getHeight()) {
      stage.setHeight(screen.getHeight());
    }
    double right = Math.max(screen.getMinX(), screen.getMaxX() - stage.getWidth());
    double bottom = Math.max(screen.getMinY(), screen.getMaxY() - stage.getHeight());
    if (!Double.isNaN(stage.getX() + stage.getY())) {
      stage.setX(Math.clamp(stage.getX(), screen.getMinX(), right));
      stage.setY(Math.clamp(stage.getY(), screen.getMinY(), bottom));
    }
  }

  /** Content that shrinks as far as it can, and scrolls from there on. */
  private static final class Scrolling extends ScrollPane {
    Scrolling() {
      setFitToWidth(true);
      setFitToHeight(true);
      setFocusTraversable(false);
      getStyleClass().addAll("edge-to-edge", "dialog-scroll");
    }
  }
}
