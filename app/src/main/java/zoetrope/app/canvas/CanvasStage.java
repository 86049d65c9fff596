package zoetrope.app.canvas;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Rectangle;
import javafx.util.Duration;
import zoetrope.app.warp.Coverage;
import zoetrope.service.studio.Bitmap;

/** The surface on which a shot is drawn; draws once a pulse, whatever happened in between. */
final class CanvasStage extends Region {
  private static final double PREVIEW_RATE = 18;

  private final CanvasModel model;
  private final Canvas ground = new Canvas();
  private final Canvas things = new Canvas();
  private final Canvas over = new Canvas();
  private final Circle ring = new Circle();
  private final Circle casing = new Circle();

  /** Holds the ring in: one that stuck out would have the whole stage drawn anew in each pulse. */
  private final Rectangle within = new Rectangle();

  private final StagePainter painter;
  private final RegionLayer regions;
  private final StageGestures gestures;
  private final ReadOnlyDoubleWrapper zoom = new ReadOnlyDoubleWrapper(1);
  private final Timeline player = new Timeline();
  private Viewport viewport;
  private int frame;

  CanvasStage(CanvasModel model, Supplier<String> endWord) {
    this.model = model;
    CameraLayer camera = new CameraLayer(model);
    painter = new StagePainter(model, camera, endWord);
    regions = new RegionLayer(painter);
    viewport = Viewport.fit(400, 300, model.aspect());
    setId("canvas-stage");
    getStyleClass().add("canvas-stage");
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    for (Circle c : List.of(casing, ring)) {
      c.setFill(Color.TRANSPARENT);
      c.setMouseTransparent(true);
      c.setManaged(false);
      c.setVisible(false);
    }
    casing.setStroke(OverlayColours.CASING);
    casing.setStrokeWidth(3);
    ring.setStroke(OverlayColours.HANDLE);
    ring.setStrokeWidth(1.2);
    getChildren().addAll(ground, regions, things, over, casing, ring);
    setClip(within);
    setMinSize(120, 90);
    model.changes().addListener((o, was, is) -> requestLayout());
    model.target().addListener((o, was, is) -> requestLayout());
    model.onion().addListener((o, was, is) -> requestLayout());
    model.tool().addListener((o, was, is) -> cursor());
    model
        .brush()
        .addListener(
            (o, was, is) ->
                List.of(casing, ring)
                    .forEach(c -> c.setRadius(is.doubleValue() * viewport.frameHeight())));
    focusedProperty().addListener((o, was, is) -> requestLayout());
    player.setCycleCount(Timeline.INDEFINITE);
    player
        .getKeyFrames()
        .add(
            new KeyFrame(
                Duration.millis(1000 / PREVIEW_RATE),
                e -> {
                  frame++;
                  requestLayout();
                }));
    model
        .preview()
        .addListener(
            (o, was, is) -> {
              frame = was.isEmpty() ? 0 : frame; // better frames go on where the quick ones were
              if (is.isEmpty()) {
                player.stop();
              } else {
                player.play();
              }
              requestLayout();
            });
    gestures = new StageGestures(this, model, camera);
    gestures.install();
    cursor();
  }

  private void cursor() {
    setCursor(
        switch (model.tool().get()) {
          case SELECT -> Cursor.DEFAULT;
          case BRUSH, ERASER -> Cursor.NONE;
          case SMART, PATH -> Cursor.CROSSHAIR;
          case HAND -> Cursor.OPEN_HAND;
        });
    brushAt(Optional.empty());
    requestLayout();
  }

  /** Does what a key stands for; with the shortcut modifier most keys are those of commands. */
  void key(KeyEvent e) {
    if (zooms(e.getCode()) || (!e.isShortcutDown() && gestures.key(e))) {
      e.consume();
    }
  }

  private boolean zooms(KeyCode code) {
    switch (code) {
      case PLUS, EQUALS, ADD -> zoomBy(1.25);
      case MINUS, SUBTRACT -> zoomBy(.8);
      case DIGIT0, NUMPAD0 -> fit();
      default -> {
        return false;
      }
    }
    return true;
  }

  Viewport viewport() {
    return viewport;
  }

  StagePainter painter() {
    return painter;
  }

  /** How much larger the frame is than fitted. */
  ReadOnlyDoubleProperty zoom() {
    return zoom.getReadOnlyProperty();
  }

  void view(Viewport v) {
    viewport = v;
    zoom.set(v.zoom());
    requestLayout();
  }

  void fit() {
    view(Viewport.fit(getWidth(), getHeight(), model.aspect()));
  }

  /** Magnifies about the middle. */
  void zoomBy(double factor) {
    view(viewport.zoomed(factor, getWidth() / 2, getHeight() / 2));
  }

  /** Where the brush's ring is; nowhere when the pointer is elsewhere. */
  void brushAt(Optional<double[]> at) {
    for (Circle c : List.of(casing, ring)) {
      c.setVisible(at.isPresent());
      c.setRadius(model.brush().get() * viewport.frameHeight());
      at.ifPresent(
          p -> {
            c.setCenterX(p[0]);
            c.setCenterY(p[1]);
          });
    }
  }

  /** Draws only what a stroke changed. */
  void stroked(int region, Coverage.Dirty d) {
    painter.touched(region, d);
    regions.paint(viewport, d, model.coverWidth(), model.coverHeight());
  }

  /** A box or line that is being drawn: x, y pairs on the screen. */
  void rubber(Optional<double[]> points) {
    GraphicsContext g = over.getGraphicsContext2D();
    g.clearRect(0, 0, getWidth(), getHeight());
    points.ifPresent(p -> rubber(g, p));
  }

  @Override
  protected void layoutChildren() {
    double w = getWidth();
    double h = getHeight();
    for (Canvas c : List.of(ground, things, over)) {
      if (c.getWidth() != w || c.getHeight() != h) {
        c.setWidth(w);
        c.setHeight(h);
      }
    }
    within.setWidth(w);
    within.setHeight(h);
    viewport = viewport.sized(w, h, model.aspect());
    List<Bitmap> preview = model.preview().get();
    boolean plays = !preview.isEmpty();
    painter.ground(
        ground.getGraphicsContext2D(),
        viewport,
        plays ? Optional.of(preview.get(frame % preview.size())) : Optional.empty());
    regions.setVisible(!plays);
    things.setVisible(!plays);
    if (!plays) {
      regions.paint(viewport);
      painter.things(things.getGraphicsContext2D(), viewport);
    }
  }

  private void rubber(GraphicsContext g, double[] p) {
    boolean box = model.tool().get() == CanvasModel.Tool.SMART;
    for (int pass = 0; pass < 2; pass++) {
      g.setStroke(pass == 0 ? OverlayColours.CASING : OverlayColours.HANDLE);
      g.setLineWidth(pass == 0 ? 4 : 2);
      if (box) {
        int n = p.length;
        g.strokeRect(
            Math.min(p[0], p[n - 2]),
            Math.min(p[1], p[n - 1]),
            Math.abs(p[n - 2] - p[0]),
            Math.abs(p[n - 1] - p[1]));
      } else {
        g.beginPath();
        g.moveTo(p[0], p[1]);
        for (int i = 2; i < p.length; i += 2) {
          g.lineTo(p[i], p[i + 1]);
        }
        g.stroke();
      }
    }
  }
}
