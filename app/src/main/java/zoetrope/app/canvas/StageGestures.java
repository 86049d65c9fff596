package zoetrope.app.canvas;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import zoetrope.app.motion.Motion;
import zoetrope.app.motion.PathShape;
import zoetrope.app.motion.Target;
import zoetrope.story.document.Appearance;
import zoetrope.story.document.Shot;
import zoetrope.story.motion.PathGeometry;
import zoetrope.story.motion.PathPoint;
import zoetrope.story.motion.Point;
import zoetrope.story.motion.RegionMotion;

/** What pointer and keys do on the stage. */
final class StageGestures {
  private static final double NEAR = 10;
  private static final double NUDGE = .01;

  /** What a drag is doing. */
  private enum Drag {
    NOTHING,
    BRUSH,
    DRAW,
    BOX,
    PAN,
    CHARACTER,
    RESIZE,
    CONTROL,
    CAMERA
  }

  private final CanvasStage stage;
  private final CanvasModel model;
  private final CameraLayer camera;
  private Drag drag = Drag.NOTHING;
  private CameraLayer.Part part = CameraLayer.Part.INSIDE;
  private double lastX;
  private double lastY;
  private int control = -1;
  private String gesture = "";
  private final List<Point> drawn = new ArrayList<>();
  private final List<Double> trail = new ArrayList<>();

  StageGestures(CanvasStage stage, CanvasModel model, CameraLayer camera) {
    this.stage = stage;
    this.model = model;
    this.camera = camera;
  }

  void install() {
    stage.setOnMousePressed(this::pressed);
    stage.setOnMouseDragged(this::dragged);
    stage.setOnMouseReleased(this::released);
    stage.setOnMouseMoved(e -> ring(e));
    stage.setOnMouseExited(e -> stage.brushAt(Optional.empty()));
    stage.setOnMouseClicked(this::clicked);
    stage.setOnScroll(this::scrolled);
    stage.setOnZoom(
        e -> stage.view(stage.viewport().zoomed(e.getZoomFactor(), e.getX(), e.getY())));
  }

  private void ring(MouseEvent e) {
    boolean paints =
        model.tool().get() == CanvasModel.Tool.BRUSH
            || model.tool().get() == CanvasModel.Tool.ERASER;
    stage.brushAt(paints ? Optional.of(new double[] {e.getX(), e.getY()}) : Optional.empty());
  }

  private Point at(MouseEvent e) {
    return stage.viewport().point(e.getX(), e.getY());
  }

  private void pressed(MouseEvent e) {
    stage.requestFocus();
    model.stopPreview();
    lastX = e.getX();
    lastY = e.getY();
    gesture = CanvasModel.gesture();
    drawn.clear();
    trail.clear();
    drag = begun(e);
    if (drag == Drag.DRAW || drag == Drag.BOX) {
      extend(e);
    }
  }

  private Drag begun(MouseEvent e) {
    if (e.getButton() == MouseButton.MIDDLE || model.tool().get() == CanvasModel.Tool.HAND) {
      return Drag.PAN;
    }
    if (e.getButton() != MouseButton.PRIMARY) {
      return Drag.NOTHING;
    }
    return switch (model.tool().get()) {
      case BRUSH, ERASER -> {
        boolean erase = erases(e);
        if (!model.beginStroke(erase)) {
          yield Drag.NOTHING;
        }
        stroke(e, at(e), erase);
        yield Drag.BRUSH;
      }
      case PATH -> model.paths() ? Drag.DRAW : Drag.NOTHING;
      case SMART -> Drag.BOX;
      case SELECT -> select(e);
      case HAND -> Drag.PAN;
    };
  }

  private boolean erases(MouseEvent e) {
    return model.tool().get() == CanvasModel.Tool.ERASER || e.isAltDown();
  }

  private void stroke(MouseEvent e, Point from, boolean erase) {
    model
        .strokeTo(from, at(e), 1, erase)
        .ifPresent(d -> model.strokeRegion().ifPresent(r -> stage.stroked(r, d)));
    ring(e);
  }

  private Drag select(MouseEvent e) {
    Optional<Shot> shot = model.shot();
    if (shot.isEmpty()) {
      return Drag.NOTHING;
    }
    Optional<CameraLayer.Part> view = camera.hit(stage.viewport(), e.getX(), e.getY());
    if (view.isPresent()) {
      part = view.get();
      return Drag.CAMERA;
    }
    control = controlAt(e, shot.get());
    if (control < 0 && e.getClickCount() == 1) {
      control = bent(e, shot.get());
    }
    if (control >= 0) {
      return Drag.CONTROL;
    }
    Optional<Drag> onCharacter = character(e, shot.get());
    if (onCharacter.isPresent()) {
      return onCharacter.get();
    }
    for (int i = shot.get().motion().regions().size() - 1; i >= 0; i--) {
      int at = i;
      if (model.cover(i).filter(c -> c.covers(at(e))).isPresent()) {
        model.target().set(new Target.Region(at));
        return Drag.NOTHING;
      }
    }
    model.target().set(new Target.Nothing());
    return Drag.NOTHING;
  }

  private int controlAt(MouseEvent e, Shot shot) {
    Optional<RegionMotion.Along> path = Motion.path(shot, model.target().get());
    if (path.isEmpty()) {
      return -1;
    }
    List<PathPoint> p = path.get().points();
    for (int i = 0; i < p.size(); i++) {
      double x = stage.viewport().x(p.get(i).x());
      double y = stage.viewport().y(p.get(i).y());
      if (Math.hypot(x - e.getX(), y - e.getY()) < NEAR) {
        return i;
      }
    }
    return -1;
  }

  /**
   * A handle in the middle of a stretch becomes a point that bends it there; -1 off all handles.
   */
  private int bent(MouseEvent e, Shot shot) {
    Target t = model.target().get();
    RegionMotion.Along a = Motion.path(shot, t).orElse(null);
    if (a == null) {
      return -1;
    }
    List<Point> middles = PathGeometry.middles(a);
    for (int i = 0; i < middles.size(); i++) {
      double x = stage.viewport().x(middles.get(i).x());
      double y = stage.viewport().y(middles.get(i).y());
      if (Math.hypot(x - e.getX(), y - e.getY()) < NEAR - 2) {
        List<PathPoint> p = new ArrayList<>(a.points());
        double time = (p.get(i).t() + p.get(i + 1).t()) / 2;
        p.add(i + 1, new PathPoint(middles.get(i).x(), middles.get(i).y(), time));
        model.edit(s -> Motion.points(s, t, p, a.ease()), gesture);
        return i + 1;
      }
    }
    return -1;
  }

  private Optional<Drag> character(MouseEvent e, Shot shot) {
    for (Appearance a : shot.cast().reversed()) {
      double[] b = stage.painter().box(stage.viewport(), a);
      Target t = new Target.Character(a.characterId());
      boolean chosen = model.target().get().equals(t);
      double corner = Math.hypot(e.getX() - b[0] - b[2], e.getY() - b[1] - b[3]);
      if (chosen && corner < NEAR) {
        return Optional.of(Drag.RESIZE);
      }
      if (e.getX() >= b[0]
          && e.getX() <= b[0] + b[2]
          && e.getY() >= b[1]
          && e.getY() <= b[1] + b[3]) {
        model.target().set(t);
        return Optional.of(Drag.CHARACTER);
      }
    }
    return Optional.empty();
  }

  private void dragged(MouseEvent e) {
    Point was = stage.viewport().point(lastX, lastY);
    Point is = at(e);
    switch (drag) {
      case NOTHING -> {}
      case BRUSH -> stroke(e, was, erases(e));
      case DRAW, BOX -> extend(e);
      case PAN -> stage.view(stage.viewport().moved(e.getX() - lastX, e.getY() - lastY));
      case CHARACTER -> moveCharacter(is.x() - was.x(), is.y() - was.y());
      case RESIZE -> resize(e);
      case CONTROL -> moveControl(is);
      case CAMERA -> camera.drag(part, stage.viewport(), was, is, e.getX(), e.getY(), gesture);
    }
    lastX = e.getX();
    lastY = e.getY();
  }

  private void extend(MouseEvent e) {
    drawn.add(at(e));
    trail.add(e.getX());
    trail.add(e.getY());
    stage.rubber(Optional.of(trail.stream().mapToDouble(Double::doubleValue).toArray()));
  }

  private void moveCharacter(double dx, double dy) {
    if (model.target().get() instanceof Target.Character(String id)) {
      Point c = model.centre(model.target().get());
      model.edit(s -> Motion.placed(s, id, Motion.held(c.x() + dx, c.y() + dy)), gesture);
    }
  }

  private void resize(MouseEvent e) {
    if (model.target().get() instanceof Target.Character(String id)) {
      Point c = model.centre(model.target().get());
      double half = Math.abs(e.getY() - stage.viewport().y(c.y()));
      double size = Math.clamp(2 * half / stage.viewport().frameHeight(), .05, 2);
      model.edit(s -> Motion.sized(s, id, size), gesture);
    }
  }

  private void moveControl(Point to) {
    Target t = model.target().get();
    model
        .shot()
        .flatMap(s -> Motion.path(s, t))
        .ifPresent(
            a -> {
              List<PathPoint> p = new ArrayList<>(a.points());
              p.set(control, new PathPoint(to.x(), to.y(), p.get(control).t()));
              model.edit(s -> Motion.points(s, t, p, a.ease()), gesture);
            });
  }

  private void released(MouseEvent e) {
    Drag was = drag;
    drag = Drag.NOTHING;
    stage.rubber(Optional.empty());
    switch (was) {
      case BRUSH -> model.endStroke();
      case DRAW -> model.draw(List.copyOf(drawn));
      case BOX ->
          model.selectThing(
              around(drawn.getFirst(), at(e), -1), around(at(e), drawn.getFirst(), 1));
      default -> {}
    }
  }

  /** A click looks for a thing of middling size around it. */
  private Point around(Point p, Point other, int side) {
    boolean click = Math.abs(p.x() - other.x()) < .01 && Math.abs(p.y() - other.y()) < .01;
    return click ? Motion.held(p.x() + side * .14, p.y() + side * .2) : p;
  }

  /** A double click sets a control point on the path, or takes one away. */
  private void clicked(MouseEvent e) {
    if (e.getClickCount() != 2 || model.tool().get() != CanvasModel.Tool.SELECT) {
      return;
    }
    Target t = model.target().get();
    model
        .shot()
        .flatMap(s -> Motion.path(s, t))
        .ifPresent(
            a -> {
              int at = model.shot().map(s -> controlAt(e, s)).orElse(-1);
              List<PathPoint> p = new ArrayList<>(a.points());
              if (at > 0 && p.size() > 2) {
                p.remove(at);
              } else if (at < 0) {
                insert(p, at(e));
              }
              model.edit(s -> Motion.points(s, t, p, a.ease()));
            });
  }

  private void insert(List<PathPoint> p, Point at) {
    int best = 1;
    double least = Double.MAX_VALUE;
    for (int i = 1; i < p.size(); i++) {
      Point a = new Point(p.get(i - 1).x(), p.get(i - 1).y());
      Point b = new Point(p.get(i).x(), p.get(i).y());
      double d = PathShape.beside(at, a, b, model.aspect());
      if (d < least) {
        least = d;
        best = i;
      }
    }
    double t = (p.get(best - 1).t() + p.get(best).t()) / 2;
    p.add(best, new PathPoint(at.x(), at.y(), t));
  }

  private void scrolled(ScrollEvent e) {
    if (e.isShortcutDown() || !e.isDirect()) {
      stage.view(stage.viewport().zoomed(Math.exp(e.getDeltaY() / 300), e.getX(), e.getY()));
    } else {
      stage.view(stage.viewport().moved(e.getDeltaX(), e.getDeltaY()));
    }
    e.consume();
  }

  /** Does what a key stands for; false where it stands for nothing. */
  boolean key(KeyEvent e) {
    switch (e.getCode()) {
      case OPEN_BRACKET -> resizeBrush(1 / 1.2);
      case CLOSE_BRACKET -> resizeBrush(1.2);
      case V -> model.tool().set(CanvasModel.Tool.SELECT);
      case B -> model.tool().set(CanvasModel.Tool.BRUSH);
      case E -> model.tool().set(CanvasModel.Tool.ERASER);
      case W -> model.tool().set(CanvasModel.Tool.SMART);
      case P -> model.tool().set(CanvasModel.Tool.PATH);
      case H -> model.tool().set(CanvasModel.Tool.HAND);
      case DELETE, BACK_SPACE -> model.remove();
      case LEFT -> nudge(-1, 0, e.isShiftDown());
      case RIGHT -> nudge(1, 0, e.isShiftDown());
      case UP -> nudge(0, -1, e.isShiftDown());
      case DOWN -> nudge(0, 1, e.isShiftDown());
      case SPACE -> {
        return preview(e);
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  /** With Shift: Space alone plays the film. */
  private boolean preview(KeyEvent e) {
    if (e.isShiftDown()) {
      model.togglePreview();
    }
    return e.isShiftDown();
  }

  private void resizeBrush(double factor) {
    model.brush().set(Math.clamp(model.brush().get() * factor, .008, .4));
  }

  /** Moves the chosen character by a hundredth of the frame, with Shift by a tenth. */
  private void nudge(int dx, int dy, boolean far) {
    double step = NUDGE * (far ? 10 : 1);
    gesture = "nudge-" + model.target().get();
    moveCharacter(dx * step, dy * step);
  }
}
