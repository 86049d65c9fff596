package zoetrope.app.takes;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.animation.AnimationTimer;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.DoubleBinding;
import javafx.geometry.Dimension2D;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.image.ImageView;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;
import javafx.stage.Window;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import zoetrope.app.fx.Controls;
import zoetrope.app.fx.Dialogs;
import zoetrope.app.fx.Screens;
import zoetrope.app.model.Workbench;

/** Two takes against each other, in step: under a wipe that is dragged, or side by side. */
final class CompareView extends Dialog<ButtonType> {
  private static final double MOST_WIDE = 880;
  private static final double MOST_HIGH = 520;
  private static final double GAP = 4;

  /** What the dialog takes of its room beside the clips, and above and below them. */
  private static final double BESIDE = 56;

  private static final double BELOW = 170;

  /** One of the two: its clip and what it is called. */
  record Side(Path clip, String name) {}

  private final Workbench bench;
  private final double wide;
  private final double high;
  private final ImageView left = new ImageView();
  private final ImageView right = new ImageView();
  private final Slider wipe = new Slider(0, 1, .5);
  private final Slider time = new Slider(0, 1, 0);
  private final ToggleButton beside;
  private final Pane stage = new Pane();
  private final ClipPlayer a;
  private final ClipPlayer b;
  private final Button play;
  private boolean plays = true;
  private long last;
  private final AnimationTimer timer =
      new AnimationTimer() {
        @Override
        public void handle(long now) {
          tick(now);
        }
      };

  CompareView(Workbench bench, Window owner, Side one, Side other) {
    this.bench = bench;
    initOwner(owner);
    setTitle(bench.texts().get("takes.compare.title"));
    var format = bench.story().story().get().format();
    double aspect = (double) format.width() / format.height();
    Dimension2D room = Screens.room(Optional.of(owner));
    wide =
        Math.min(
            Math.min(MOST_WIDE, room.getWidth() - BESIDE),
            Math.min(MOST_HIGH, room.getHeight() - BELOW) * aspect);
    high = wide / aspect;
    a = new ClipPlayer(bench, one.clip(), left);
    b = new ClipPlayer(bench, other.clip(), right);
    beside = toggle("takes.beside", MaterialDesignC.COMPARE_HORIZONTAL, "compare-beside");
    play = Controls.iconButton(bench.texts(), "takes.play", Feather.PAUSE, this::toggle);
    play.setId("compare-play");
    stage(one, other);
    getDialogPane().setContent(content());
    getDialogPane().setId("compare-dialog");
    Dialogs.dress(getDialogPane());
    getDialogPane()
        .getStylesheets()
        .add(
            Objects.requireNonNull(CompareView.class.getResource("/zoetrope/app/style/takes.css"))
                .toExternalForm());
    getDialogPane().getButtonTypes().setAll(ButtonType.CLOSE);
    ((Button) getDialogPane().lookupButton(ButtonType.CLOSE))
        .textProperty()
        .bind(bench.texts().bind("takes.close"));
    a.load();
    b.load();
    setOnShown(e -> timer.start());
    setOnHidden(e -> timer.stop());
  }

  private ToggleButton toggle(String key, Ikon icon, String id) {
    ToggleButton t = new ToggleButton();
    t.textProperty().bind(bench.texts().bind(key));
    t.setGraphic(new FontIcon(icon));
    t.getStyleClass().add("small");
    t.setId(id);
    return t;
  }

  private void stage(Side one, Side other) {
    for (ImageView v : List.of(left, right)) {
      v.setPreserveRatio(true);
    }
    DoubleBinding seam =
        Bindings.createDoubleBinding(
            () -> beside.isSelected() ? wide / 2 : wipe.getValue() * wide,
            beside.selectedProperty(),
            wipe.valueProperty());
    Rectangle clip = new Rectangle(wide, 4000);
    clip.widthProperty().bind(seam);
    left.setClip(clip);
    Rectangle line = new Rectangle(2, high, javafx.scene.paint.Color.WHITE);
    line.xProperty().bind(seam.subtract(1));
    line.visibleProperty().bind(beside.selectedProperty().not());
    Label first = name(one);
    Label second = name(other);
    second.layoutXProperty().bind(second.widthProperty().negate().add(wide));
    stage.getChildren().addAll(right, left, line, first, second);
    stage.setMinSize(wide, high);
    stage.setMaxSize(wide, high);
    stage.getStyleClass().add("compare-stage");
    stage.setOnMousePressed(this::drag);
    stage.setOnMouseDragged(this::drag);
    stage
        .cursorProperty()
        .bind(beside.selectedProperty().map(x -> x ? Cursor.DEFAULT : Cursor.H_RESIZE));
    beside.selectedProperty().addListener((o, was, is) -> place());
    place();
  }

  private static Label name(Side s) {
    Label l = new Label(s.name());
    l.getStyleClass().addAll("small", "compare-name");
    return l;
  }

  private void drag(MouseEvent e) {
    if (!beside.isSelected()) {
      wipe.setValue(Math.clamp(e.getX() / wide, 0, 1));
    }
  }

  private Node content() {
    ToggleGroup how = new ToggleGroup();
    ToggleButton over = toggle("takes.wipe", MaterialDesignC.COMPARE, "compare-over");
    over.getStyleClass().add("left-pill");
    beside.getStyleClass().add("right-pill");
    over.setToggleGroup(how);
    beside.setToggleGroup(how);
    how.selectToggle(over);
    how.selectedToggleProperty()
        .addListener(
            (o, was, is) -> {
              if (is == null) {
                how.selectToggle(was);
              }
            });
    wipe.setId("compare-wipe");
    wipe.accessibleTextProperty().bind(bench.texts().bind("takes.wipe"));
    wipe.disableProperty().bind(beside.selectedProperty());
    wipe.setPrefWidth(140);
    time.setId("compare-time");
    time.accessibleTextProperty().bind(bench.texts().bind("takes.time"));
    HBox.setHgrow(time, Priority.ALWAYS);
    time.valueProperty()
        .addListener(
            (o, was, is) -> {
              if (time.isValueChanging() || time.isFocused()) {
                pause();
              }
              a.seconds().set(is.doubleValue());
              b.seconds().set(is.doubleValue());
            });
    time.setOnMousePressed(e -> pause());
    HBox tools = new HBox(10, play, time, wipe, new HBox(over, beside));
    tools.setAlignment(Pos.CENTER_LEFT);
    VBox all = new VBox(12, stage, tools);
    all.setAlignment(Pos.TOP_CENTER);
    all.setPadding(new Insets(12));
    return all;
  }

  private void toggle() {
    if (plays) {
      pause();
    } else {
      plays = true;
      play.setGraphic(new FontIcon(Feather.PAUSE));
      stage.requestFocus();
    }
  }

  private void pause() {
    plays = false;
    play.setGraphic(new FontIcon(Feather.PLAY));
  }

  private void tick(long now) {
    double passed = last == 0 ? 0 : (now - last) / 1e9;
    last = now;
    double length = Math.max(a.length(), b.length());
    if (length > 0) {
      time.setMax(length);
      if (plays) {
        time.setValue((time.getValue() + passed) % length);
      }
    }
  }

  private void place() {
    double w = beside.isSelected() ? wide / 2 - GAP / 2 : wide;
    double top = beside.isSelected() ? (high - w * high / wide) / 2 : 0;
    for (ImageView v : List.of(left, right)) {
      v.setFitWidth(w);
      v.setY(top);
    }
    right.setX(beside.isSelected() ? wide / 2 + GAP / 2 : 0);
  }
}
