package zoetrope.app.canvas;

import java.util.Optional;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Text;
import zoetrope.app.fx.Fonts;
import zoetrope.core.geometry.Affine;
import zoetrope.story.motion.CameraMove;
import zoetrope.story.motion.MotionTarget;
import zoetrope.story.motion.Point;

/**
 * The camera's move on the stage: the part of the picture that is seen at the shot's end. Its
 * inside moves the view, its corners magnify, the knob above it rolls.
 */
final class CameraLayer {
  private static final double NEAR = 12;
  private static final double KNOB = 26;
  private static final double LEAST_ZOOM = .5;
  private static final double MOST_ZOOM = 2;

  private final CanvasModel model;

  CameraLayer(CanvasModel model) {
    this.model = model;
  }

  /** What of the view's end is held. */
  enum Part {
    INSIDE,
    CORNER,
    KNOB
  }

  private CameraMove now() {
    return model.motion().camera();
  }

  private boolean rolls() {
    return model.rolls();
  }

  /** The corners of the end's view on the screen, clockwise from the upper left. */
  static double[][] corners(Viewport v, CameraMove c) {
    Affine view = c.over(v.aspect()).toSource(1);
    return new double[][] {
      shown(v, view, 0, 0), shown(v, view, 1, 0), shown(v, view, 1, 1), shown(v, view, 0, 1)
    };
  }

  private static double[] shown(Viewport v, Affine view, double x, double y) {
    return new double[] {v.x(view.x(x, y)), v.y(view.y(x, y))};
  }

  /** Above the middle of the view's upper side, as the view is turned. */
  private static double[] knob(Viewport v, CameraMove c) {
    double above = -KNOB * c.zoom() / v.frameHeight();
    return shown(v, c.over(v.aspect()).toSource(1), .5, above);
  }

  void paint(GraphicsContext g, Viewport v, String end) {
    boolean chosen = model.target().get() instanceof MotionTarget.Camera;
    CameraMove c = now();
    if (!chosen && c.stands()) {
      return;
    }
    double[][] p = corners(v, c);
    ring(g, p, OverlayColours.CASING, chosen ? 4 : 3);
    g.setLineDashes(chosen ? new double[0] : new double[] {7, 5});
    ring(g, p, OverlayColours.CAMERA, chosen ? 2 : 1.3);
    g.setLineDashes();
    for (int i = 0; i < 4; i++) {
      way(g, v, i, p[i], chosen);
    }
    word(g, end, p[0]);
    if (chosen) {
      for (double[] q : p) {
        knob(g, q[0], q[1]);
      }
      if (rolls()) {
        double[] k = knob(v, c);
        g.setStroke(OverlayColours.CAMERA);
        g.setLineWidth(1.5);
        g.strokeLine((p[0][0] + p[1][0]) / 2, (p[0][1] + p[1][1]) / 2, k[0], k[1]);
        knob(g, k[0], k[1]);
      }
    }
  }

  private static void word(GraphicsContext g, String end, double[] corner) {
    Text measured = new Text(end);
    measured.setFont(Fonts.of(11));
    g.setFont(Fonts.of(11));
    g.setFill(OverlayColours.CASING);
    double wide = measured.getLayoutBounds().getWidth() + 10;
    g.fillRoundRect(corner[0] + 8, corner[1] + 8, wide, 18, 6, 6);
    g.setTextBaseline(VPos.CENTER);
    g.setFill(OverlayColours.CAMERA);
    g.fillText(end, corner[0] + 13, corner[1] + 17);
  }

  /** From a corner of the first view to the same corner of the last. */
  private static void way(GraphicsContext g, Viewport v, int i, double[] to, boolean chosen) {
    g.setStroke(OverlayColours.CAMERA.deriveColor(0, 1, 1, chosen ? .6 : .3));
    g.setLineWidth(1);
    g.strokeLine(v.x(i == 1 || i == 2 ? 1 : 0), v.y(i > 1 ? 1 : 0), to[0], to[1]);
  }

  private static void ring(GraphicsContext g, double[][] p, Color ink, double width) {
    g.setStroke(ink);
    g.setLineWidth(width);
    g.beginPath();
    g.moveTo(p[3][0], p[3][1]);
    for (double[] q : p) {
      g.lineTo(q[0], q[1]);
    }
    g.stroke();
  }

  private static void knob(GraphicsContext g, double x, double y) {
    g.setFill(OverlayColours.HANDLE);
    g.fillRect(x - 4.5, y - 4.5, 9, 9);
    g.setStroke(OverlayColours.CAMERA.darker());
    g.setLineWidth(1.5);
    g.strokeRect(x - 4.5, y - 4.5, 9, 9);
  }

  /** What lies under a pixel; only while the camera is worked on. */
  Optional<Part> hit(Viewport v, double x, double y) {
    if (!(model.target().get() instanceof MotionTarget.Camera)) {
      return Optional.empty();
    }
    CameraMove c = now();
    double[] k = knob(v, c);
    if (rolls() && Math.hypot(k[0] - x, k[1] - y) < NEAR) {
      return Optional.of(Part.KNOB);
    }
    for (double[] q : corners(v, c)) {
      if (Math.hypot(q[0] - x, q[1] - y) < NEAR) {
        return Optional.of(Part.CORNER);
      }
    }
    double u = (x - v.left()) / v.frameWidth();
    double w = (y - v.top()) / v.frameHeight();
    Affine view = c.over(v.aspect()).toView(1);
    boolean inside = Math.abs(view.x(u, w) - .5) < .5 && Math.abs(view.y(u, w) - .5) < .5;
    return inside ? Optional.of(Part.INSIDE) : Optional.empty();
  }

  /** Drags a part from one place in the frame to another, the pointer being at a pixel. */
  void drag(Part part, Viewport v, Point was, Point is, double x, double y, String gesture) {
    CameraMove c = now();
    double dx = x - v.x(.5 + c.panX());
    double dy = y - v.y(.5 + c.panY());
    CameraMove to =
        switch (part) {
          case INSIDE ->
              c.withPan(
                  Math.clamp(c.panX() + is.x() - was.x(), -1, 1),
                  Math.clamp(c.panY() + is.y() - was.y(), -1, 1));
          case CORNER -> {
            double half = Math.hypot(v.frameWidth(), v.frameHeight()) / 2;
            yield c.withZoom(
                Math.clamp(half / Math.max(1, Math.hypot(dx, dy)), LEAST_ZOOM, MOST_ZOOM));
          }
          case KNOB -> c.withRoll(Math.clamp(Math.toDegrees(Math.atan2(dx, -dy)), -45, 45));
        };
    model.motion().camera(to, gesture);
  }
}
