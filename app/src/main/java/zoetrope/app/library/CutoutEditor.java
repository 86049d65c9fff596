package zoetrope.app.library;

import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.WritableImage;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import zoetrope.app.fx.EachPulse;
import zoetrope.app.fx.Pictures;
import zoetrope.service.studio.Bitmap;

/** A cut-out on a chequered ground, to be corrected by a brush that brings back or takes away. */
final class CutoutEditor extends Region {
  private static final int SQUARE = 10;

  private final Canvas canvas = new Canvas();
  private final BooleanProperty erasing = new SimpleBooleanProperty();
  private final DoubleProperty brush = new SimpleDoubleProperty(14);
  private final ObjectProperty<Optional<CutoutModel>> model =
      new SimpleObjectProperty<>(Optional.empty());
  private WritableImage shown = new WritableImage(1, 1);
  private Optional<double[]> ring = Optional.empty();
  private final EachPulse pulse = new EachPulse(this, this::draw);
  private double lastX;
  private double lastY;

  CutoutEditor() {
    setId("character-cutout");
    getStyleClass().add("cutout");
    getChildren().add(canvas);
    canvas.setManaged(false);
    setPrefSize(380, 300);
    setMinSize(220, 140);
    setCursor(Cursor.CROSSHAIR);
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    setOnMousePressed(this::pressed);
    setOnMouseDragged(this::dragged);
    setOnMouseReleased(e -> model.get().ifPresent(CutoutModel::end));
    setOnMouseMoved(this::ring);
    setOnMouseExited(
        e -> {
          ring = Optional.empty();
          pulse.ask();
        });
    brush.addListener((o, was, is) -> pulse.ask());
    erasing.addListener((o, was, is) -> pulse.ask());
    model.addListener((o, was, is) -> is.ifPresent(this::show));
  }

  /** Whether the brush takes away; else it brings back. */
  BooleanProperty erasing() {
    return erasing;
  }

  /** The brush's radius on the screen, in pixels. */
  DoubleProperty brush() {
    return brush;
  }

  /** What is corrected; nothing while it is being read. */
  ObjectProperty<Optional<CutoutModel>> model() {
    return model;
  }

  private void show(CutoutModel m) {
    shown = new WritableImage(m.picture().width(), m.picture().height());
    Pictures.copy(m.picture(), shown);
    pulse.ask();
  }

  void undo() {
    change(CutoutModel::undo);
  }

  void redo() {
    change(CutoutModel::redo);
  }

  private void change(Function<CutoutModel, Optional<CutoutModel.Area>> by) {
    model
        .get()
        .ifPresent(
            m ->
                by.apply(m)
                    .ifPresent(
                        a -> {
                          Pictures.copy(m.picture(), a.x(), a.y(), a.width(), a.height(), shown);
                          pulse.ask();
                        }));
  }

  /** Left and top of the picture, and pixels of the screen along one of it. */
  private double[] place() {
    Optional<Bitmap> picture = model.get().map(CutoutModel::picture);
    double w = picture.map(Bitmap::width).orElse(1);
    double h = picture.map(Bitmap::height).orElse(1);
    double k = Math.min((getWidth() - 16) / w, (getHeight() - 16) / h);
    return new double[] {(getWidth() - w * k) / 2, (getHeight() - h * k) / 2, k};
  }

  private void ring(MouseEvent e) {
    ring = Optional.of(new double[] {e.getX(), e.getY()});
    pulse.ask();
  }

  private void pressed(MouseEvent e) {
    requestFocus();
    if (e.getButton() != MouseButton.PRIMARY) {
      return;
    }
    model.get().ifPresent(CutoutModel::begin);
    lastX = e.getX();
    lastY = e.getY();
    dragged(e);
  }

  private void dragged(MouseEvent e) {
    ring(e);
    double[] p = place();
    CutoutModel.Segment way =
        new CutoutModel.Segment(
            (lastX - p[0]) / p[2],
            (lastY - p[1]) / p[2],
            (e.getX() - p[0]) / p[2],
            (e.getY() - p[1]) / p[2]);
    boolean erase = erasing.get() != e.isAltDown();
    change(m -> m.draw(way, brush.get() / p[2], Math.max(1, 1 / p[2]), erase));
    lastX = e.getX();
    lastY = e.getY();
  }

  @Override
  protected void layoutChildren() {
    canvas.setWidth(getWidth());
    canvas.setHeight(getHeight());
    draw();
  }

  private void draw() {
    GraphicsContext g = canvas.getGraphicsContext2D();
    chequer(g);
    if (model.get().isPresent()) {
      double[] p = place();
      g.drawImage(shown, p[0], p[1], shown.getWidth() * p[2], shown.getHeight() * p[2]);
    }
    ring.ifPresent(
        at -> {
          double r = brush.get();
          g.setStroke(Color.color(0, 0, 0, .7));
          g.setLineWidth(3);
          g.strokeOval(at[0] - r, at[1] - r, 2 * r, 2 * r);
          g.setStroke(erasing.get() ? Color.web("#ff7b72") : Color.web("#7ee787"));
          g.setLineWidth(1.3);
          g.strokeOval(at[0] - r, at[1] - r, 2 * r, 2 * r);
        });
  }

  private void chequer(GraphicsContext g) {
    g.setFill(Color.web("#9aa0a8"));
    g.fillRect(0, 0, getWidth(), getHeight());
    g.setFill(Color.web("#b9bec5"));
    for (int y = 0; y < getHeight(); y += SQUARE) {
      for (int x = y / SQUARE % 2 * SQUARE; x < getWidth(); x += 2 * SQUARE) {
        g.fillRect(x, y, SQUARE, SQUARE);
      }
    }
  }
}
