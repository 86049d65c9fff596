package zoetrope.app.canvas;

import java.util.Optional;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.util.Duration;
import zoetrope.service.studio.Bitmap;

/** The surface on which a shot is drawn; draws once a pulse, whatever happened in between. */
final class CanvasStage extends Region {
  private static final double PREVIEW_RATE = 18;

  private final CanvasModel model;
  private final Canvas canvas = new Canvas();
  private final StagePainter painter;
  private final ReadOnlyDoubleWrapper zoom = new ReadOnlyDoubleWrapper(1);
  private final Timeline player = new Timeline();
  private Viewport viewport;
  private int frame;
  private Optional<double[]> brushAt = Optional.empty();
  private Optional<double[]> rubber = Optional.empty();

  CanvasStage(CanvasModel model) {
    this.model = model;
    painter = new StagePainter(model);
    viewport = Viewport.fit(400, 300, model.aspect());
    setId("canvas-stage");
    getStyleClass().add("canvas-stage");
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    getChildren().add(canvas);
    setMinSize(120, 90);
    model.changes().addListener((o, was, is) -> requestLayout());
    model.target().addListener((o, was, is) -> requestLayout());
    model.onion().addListener((o, was, is) -> requestLayout());
    model.tool().addListener((o, was, is) -> cursor());
    model.brush().addListener((o, was, is) -> requestLayout());
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
              frame = 0;
              if (is.isEmpty()) {
                player.stop();
              } else {
                player.play();
              }
              requestLayout();
            });
    new StageGestures(this, model).install();
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
    brushAt = Optional.empty();
    requestLayout();
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

  /** Where the brush's ring is drawn; nowhere when the pointer is elsewhere. */
  void brushAt(Optional<double[]> at) {
    brushAt = at;
    requestLayout();
  }

  /** A box or line that is being drawn: x, y pairs on the screen. */
  void rubber(Optional<double[]> points) {
    rubber = points;
    requestLayout();
  }

  @Override
  protected void layoutChildren() {
    double w = getWidth();
    double h = getHeight();
    if (canvas.getWidth() != w || canvas.getHeight() != h) {
      canvas.setWidth(w);
      canvas.setHeight(h);
    }
    viewport = viewport.sized(w, h, model.aspect());
    GraphicsContext g = canvas.getGraphicsContext2D();
    Optional<Bitmap> playing =
        model.preview().get().isEmpty()
            ? Optional.empty()
            : Optional.of(model.preview().get().get(frame % model.preview().get().size()));
    painter.paint(g, viewport, playing);
    over(g);
  }

  private void over(GraphicsContext g) {
    rubber.ifPresent(
        p -> {
          boolean box = model.tool().get() == CanvasModel.Tool.SMART;
          for (int pass = 0; pass < 2; pass++) {
            g.setStroke(pass == 0 ? Inks.CASING : Inks.HANDLE);
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
        });
    brushAt.ifPresent(
        p -> {
          double r = model.brush().get() * viewport.frameHeight();
          g.setLineWidth(3);
          g.setStroke(Inks.CASING);
          g.strokeOval(p[0] - r, p[1] - r, 2 * r, 2 * r);
          g.setLineWidth(1.2);
          g.setStroke(Inks.HANDLE);
          g.strokeOval(p[0] - r, p[1] - r, 2 * r, 2 * r);
        });
  }
}
