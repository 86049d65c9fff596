package zoetrope.app.canvas;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.beans.binding.Bindings;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.Separator;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignB;
import org.kordamp.ikonli.materialdesign2.MaterialDesignE;
import org.kordamp.ikonli.materialdesign2.MaterialDesignH;
import org.kordamp.ikonli.materialdesign2.MaterialDesignV;
import zoetrope.app.canvas.CanvasModel.Tool;
import zoetrope.app.fx.Controls;
import zoetrope.app.model.Workbench;
import zoetrope.story.motion.MotionTarget;

/** The canvas: tools above, the shot's frame in the middle, what moves in it below. */
public final class CanvasView extends BorderPane {
  /** Below this width there is no room in the toolbar for what only explains. */
  private static final double NARROW = 720;

  /** Below this the wheel and the keys magnify, and the tools have the room. */
  private static final double TIGHT = 460;

  private final Workbench bench;
  private final CanvasModel model;
  private final CanvasStage stage;
  private final Map<Tool, ToggleButton> tools = new EnumMap<>(Tool.class);
  private final ToggleGroup group = new ToggleGroup();

  public CanvasView(Workbench bench) {
    this.bench = bench;
    model = new CanvasModel(bench);
    stage = new CanvasStage(model, () -> bench.texts().get("canvas.camera.end"));
    stage.accessibleTextProperty().bind(bench.texts().bind("canvas.stage"));
    getStylesheets()
        .add(
            Objects.requireNonNull(CanvasView.class.getResource("/zoetrope/app/style/canvas.css"))
                .toExternalForm());
    setId("canvas");
    Label hint = new Label();
    hint.getStyleClass().addAll("canvas-hint", "small");
    hint.setId("canvas-hint");
    hint.setMouseTransparent(true);
    hint.textProperty()
        .bind(
            Bindings.createStringBinding(
                this::hint,
                model.tool(),
                model.target(),
                model.changes(),
                model.preview(),
                bench.texts().language()));
    hint.visibleProperty().bind(hint.textProperty().isNotEmpty());
    StackPane.setAlignment(hint, Pos.BOTTOM_CENTER);
    StackPane middle = new StackPane(stage, hint);
    middle.setMinSize(0, 0);
    setTop(toolbar());
    setCenter(middle);
    // Tools and layers take the focus when they are pressed; the canvas' keys go on working there.
    addEventHandler(KeyEvent.KEY_PRESSED, stage::key);
    setBottom(new VBox(new TimingStrip(bench, model), new LayerBar(bench, model)));
  }

  /** Gives the drawing the focus. */
  public void begin() {
    stage.requestFocus();
  }

  private String hint() {
    if (model.shot().isEmpty()) {
      return bench.texts().get("canvas.hint.empty");
    }
    if (!model.preview().get().isEmpty()) {
      return bench.texts().get("canvas.hint.preview");
    }
    boolean nothing = model.target().get() instanceof MotionTarget.Nothing;
    boolean camera = model.target().get() instanceof MotionTarget.Camera;
    return switch (model.tool().get()) {
      case SELECT -> select(nothing, camera);
      case BRUSH -> bench.texts().get("canvas.hint.brush");
      case ERASER -> bench.texts().get("canvas.hint.eraser");
      case SMART ->
          bench
              .texts()
              .get(
                  model.scenery().picture().isPresent()
                      ? "canvas.hint.smart"
                      : "canvas.hint.picture");
      case PATH -> bench.texts().get(model.paths() ? "canvas.hint.path" : "canvas.hint.choose");
      case HAND -> "";
    };
  }

  private String select(boolean nothing, boolean camera) {
    if (camera) {
      return bench.texts().get("canvas.hint.camera");
    }
    return nothing ? bench.texts().get("canvas.hint.select") : "";
  }

  /** Where there is little room the tools go into a second row, so that none is out of reach. */
  private HBox toolbar() {
    FlowPane left =
        new FlowPane(
            4,
            4,
            tool(Tool.SELECT, Feather.MOUSE_POINTER),
            tool(Tool.BRUSH, MaterialDesignB.BRUSH),
            tool(Tool.ERASER, MaterialDesignE.ERASER),
            tool(Tool.SMART, MaterialDesignA.AUTO_FIX),
            tool(Tool.PATH, MaterialDesignV.VECTOR_CURVE),
            tool(Tool.HAND, MaterialDesignH.HAND_BACK_RIGHT_OUTLINE),
            line(),
            size(),
            line(),
            new CameraButton(bench, model).node(),
            onion());
    left.setPrefWrapLength(NARROW);
    left.setMinWidth(0);
    HBox.setHgrow(left, Priority.ALWAYS);
    HBox right = new HBox(4, zoom(), line(), play());
    right.setMinWidth(USE_PREF_SIZE);
    right.setAlignment(Pos.CENTER_RIGHT);
    HBox bar = new HBox(left, right);
    bar.getStyleClass().addAll("panel-header", "canvas-tools");
    return bar;
  }

  private static Separator line() {
    return new Separator(Orientation.VERTICAL);
  }

  private ToggleButton tool(Tool t, Ikon icon) {
    ToggleButton b = Controls.iconToggle(bench.texts(), "canvas.tool." + t.name(), icon);
    b.setId("canvas-tool-" + t.name().toLowerCase(java.util.Locale.ROOT));
    b.setToggleGroup(group);
    b.setSelected(model.tool().get() == t);
    b.setOnAction(
        e -> {
          b.setSelected(true);
          model.tool().set(t);
          stage.requestFocus();
        });
    model.tool().addListener((o, was, is) -> b.setSelected(is == t));
    tools.put(t, b);
    return b;
  }

  private HBox size() {
    Slider s = new Slider(Math.log(.008), Math.log(.4), Math.log(model.brush().get()));
    s.setId("canvas-brush-size");
    s.setPrefWidth(90);
    s.setMinWidth(40);
    s.accessibleTextProperty().bind(bench.texts().bind("canvas.size"));
    Tooltip tip = new Tooltip();
    tip.textProperty().bind(bench.texts().bind("canvas.size"));
    s.setTooltip(tip);
    s.valueProperty().addListener((o, was, is) -> model.brush().set(Math.exp(is.doubleValue())));
    model.brush().addListener((o, was, is) -> s.setValue(Math.log(is.doubleValue())));
    FontIcon dot = new FontIcon(Feather.CIRCLE);
    dot.visibleProperty().bind(widthProperty().greaterThanOrEqualTo(NARROW));
    dot.managedProperty().bind(dot.visibleProperty());
    HBox box = new HBox(6, dot, s);
    box.setAlignment(Pos.CENTER);
    return box;
  }

  private ToggleButton onion() {
    ToggleButton b = Controls.iconToggle(bench.texts(), "canvas.onion", Feather.LAYERS);
    b.setId("canvas-onion");
    b.selectedProperty().bindBidirectional(model.onion());
    return b;
  }

  private HBox zoom() {
    Button percent = new Button();
    percent.getStyleClass().addAll("flat", "small");
    percent.setId("canvas-fit");
    percent.textProperty().bind(stage.zoom().map(z -> Math.round(z.doubleValue() * 100) + " %"));
    percent.accessibleTextProperty().bind(bench.texts().bind("canvas.fit"));
    Tooltip tip = new Tooltip();
    tip.textProperty().bind(bench.texts().bind("canvas.fit"));
    percent.setTooltip(tip);
    percent.setMinWidth(USE_PREF_SIZE);
    percent.setOnAction(e -> stage.fit());
    Button smaller =
        Controls.iconButton(
            bench.texts(), "canvas.smaller", Feather.ZOOM_OUT, () -> stage.zoomBy(.8));
    Button larger =
        Controls.iconButton(
            bench.texts(), "canvas.larger", Feather.ZOOM_IN, () -> stage.zoomBy(1.25));
    for (Button b : List.of(smaller, larger)) {
      b.visibleProperty().bind(widthProperty().greaterThanOrEqualTo(TIGHT));
      b.managedProperty().bind(b.visibleProperty());
    }
    HBox box = new HBox(smaller, percent, larger);
    box.setAlignment(Pos.CENTER);
    return box;
  }

  private Button play() {
    Button b = Controls.button(bench.texts(), "canvas.preview", Feather.PLAY, model::togglePreview);
    b.setId("canvas-preview");
    b.setMinWidth(USE_PREF_SIZE);
    b.accessibleTextProperty().bind(bench.texts().bind("canvas.preview"));
    Tooltip tip = new Tooltip();
    tip.textProperty().bind(bench.texts().bind("canvas.preview"));
    b.setTooltip(tip);
    b.contentDisplayProperty()
        .bind(
            widthProperty()
                .map(
                    w ->
                        w.doubleValue() < NARROW
                            ? ContentDisplay.GRAPHIC_ONLY
                            : ContentDisplay.LEFT));
    model
        .preview()
        .addListener(
            (o, was, is) ->
                b.setGraphic(new FontIcon(is.isEmpty() ? Feather.PLAY : Feather.SQUARE)));
    return b;
  }
}
