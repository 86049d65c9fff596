package zoetrope.app.library;

import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.scene.Cursor;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.WritableImage;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import zoetrope.app.fx.Pictures;
import zoetrope.service.studio.Bitmap;

/** A cut-out on a chequered ground, to be corrected by a brush that brings back or takes away. */
final class CutoutEditor extends Region {
  private static final int SQUARE = 10;

  private final Canvas canvas = new Canvas();
  private final BooleanProperty erasing = new SimpleBooleanProperty();
  private final DoubleProperty brush = new SimpleDoubleProperty(14);
  private Optional<Bitmap> picture = Optional.empty();
  private WritableImage shown = new WritableImage(1, 1);
  private Optional<double[]> ring = Optional.empty();
  private boolean touched;

  CutoutEditor() {
    setId("character-cutout");
    getStyleClass().add("cutout");
    getChildren().add(canvas);
    setPrefSize(380, 300);
    setMinSize(220, 180);
    setCursor(Cursor.CROSSHAIR);
    setOnMousePressed(this::paint);
    setOnMouseDragged(this::paint);
    setOnMouseMoved(this::ring);
    setOnMouseExited(
        e -> {
          ring = Optional.empty();
          requestLayout();
        });
    brush.addListener((o, was, is) -> requestLayout());
  }

  /** Whether the brush takes away; else it brings back. */
  BooleanProperty erasing() {
    return erasing;
  }

  /** The brush's radius on the screen, in pixels. */
  DoubleProperty brush() {
    return brush;
  }

  /** Shows a cut-out; its see-through pixels keep their colours, so that they can come back. */
  void show(Bitmap b) {
    picture = Optional.of(new Bitmap(b.width(), b.height(), b.argb().clone()));
    shown = new WritableImage(b.width(), b.height());
    Pictures.copy(b, shown);
    touched = false;
    requestLayout();
  }

  Optional<Bitmap> picture() {
    return picture;
  }

  /** Whether the brush changed anything since {@link #show}. */
  boolean touched() {
    return touched;
  }

  private double[] place() {
    double w = picture.map(Bitmap::width).orElse(1);
    double h = picture.map(Bitmap::height).orElse(1);
    double k = Math.min((getWidth() - 16) / w, (getHeight() - 16) / h);
    return new double[] {(getWidth() - w * k) / 2, (getHeight() - h * k) / 2, k};
  }

  private void ring(MouseEvent e) {
    ring = Optional.of(new double[] {e.getX(), e.getY()});
    requestLayout();
  }

  private void paint(MouseEvent e) {
    ring(e);
    if (picture.isEmpty()) {
      return;
    }
    Bitmap b = picture.get();
    double[] p = place();
    double cx = (e.getX() - p[0]) / p[2];
    double cy = (e.getY() - p[1]) / p[2];
    double r = brush.get() / p[2];
    boolean erase = erasing.get() != e.isAltDown();
    for (int y = (int) Math.max(0, cy - r); y < Math.min(b.height(), cy + r + 1); y++) {
      for (int x = (int) Math.max(0, cx - r); x < Math.min(b.width(), cx + r + 1); x++) {
        double d = Math.hypot(x + .5 - cx, y + .5 - cy);
        int v = (int) (255 * Math.clamp(r - d + .5, 0, 1));
        int i = y * b.width() + x;
        int was = b.argb()[i] >>> 24;
        int is = erase ? Math.min(was, 255 - v) : Math.max(was, v);
        b.argb()[i] = is << 24 | b.argb()[i] & 0xffffff;
      }
    }
    touched = true;
    Pictures.copy(b, shown);
    requestLayout();
  }

  @Override
  protected void layoutChildren() {
    canvas.setWidth(getWidth());
    canvas.setHeight(getHeight());
    GraphicsContext g = canvas.getGraphicsContext2D();
    chequer(g);
    if (picture.isPresent()) {
      double[] p = place();
      g.drawImage(shown, p[0], p[1], picture.get().width() * p[2], picture.get().height() * p[2]);
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
