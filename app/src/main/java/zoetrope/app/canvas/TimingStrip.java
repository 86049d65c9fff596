package zoetrope.app.canvas;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.TextAlignment;
import zoetrope.app.fx.Fonts;
import zoetrope.app.fx.ThemeColours;
import zoetrope.app.model.Workbench;
import zoetrope.app.motion.PathShape;
import zoetrope.story.document.Shot;
import zoetrope.story.motion.MotionTarget;
import zoetrope.story.motion.PathGeometry;
import zoetrope.story.motion.Point;
import zoetrope.story.motion.RegionMotion;

/**
 * When the chosen path passes its points, and how fast: the shot's time from left to right, the
 * speed as a curve, a mark for each point. Marks are dragged, or chosen by arrow keys and moved by
 * Shift and arrow keys, a frame at a time.
 */
final class TimingStrip extends Region {
  private static final double HEIGHT = 58;
  private static final double SIDE = 14;
  private static final double READOUT = 116;
  private static final double TOP = 8;
  private static final double BASE = 40;
  private static final double NEAR = 8;
  private static final int SAMPLES = 97;

  private final Workbench bench;
  private final CanvasModel model;
  private final Canvas canvas = new Canvas();
  private final ThemeColours skin = new ThemeColours(this::requestLayout);
  private int mark = 1;
  private OptionalInt held = OptionalInt.empty();
  private String gesture = "";

  TimingStrip(Workbench bench, CanvasModel model) {
    this.bench = bench;
    this.model = model;
    setId("canvas-timing");
    getStyleClass().add("timing-strip");
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.SLIDER);
    accessibleTextProperty().bind(bench.texts().bind("canvas.timing"));
    setMinHeight(HEIGHT);
    setPrefHeight(HEIGHT);
    getChildren().addAll(canvas, skin);
    model.changes().addListener((o, was, is) -> follow());
    model.target().addListener((o, was, is) -> follow());
    bench.texts().language().addListener((o, was, is) -> requestLayout());
    focusedProperty().addListener((o, was, is) -> requestLayout());
    setOnMousePressed(this::pressed);
    setOnMouseDragged(this::dragged);
    setOnMouseReleased(e -> held = OptionalInt.empty());
    setOnMouseMoved(e -> setCursor(near(e.getX()).isPresent() ? Cursor.H_RESIZE : Cursor.DEFAULT));
    setOnKeyPressed(this::key);
    follow();
  }

  private Optional<RegionMotion.Along> path() {
    return model.motion().path(model.target().get());
  }

  private void follow() {
    Optional<RegionMotion.Along> p = path();
    setVisible(p.isPresent());
    setManaged(p.isPresent());
    p.ifPresent(a -> mark = Math.clamp(mark, 1, a.points().size() - 1));
    requestLayout();
  }

  private double seconds() {
    var fps = bench.story().story().get().format().fps();
    int frames = model.shot().map(Shot::frames).orElse(1);
    return fps.rate().seconds(frames);
  }

  private double x(double moment) {
    return SIDE + moment * Math.max(1, getWidth() - 2 * SIDE - READOUT);
  }

  private double moment(double x) {
    return Math.clamp((x - SIDE) / Math.max(1, getWidth() - 2 * SIDE - READOUT), 0, 1);
  }

  /** The first point is where the shot begins; its mark stays. */
  private OptionalInt near(double x) {
    RegionMotion.Along a = path().orElse(null);
    if (a == null) {
      return OptionalInt.empty();
    }
    for (int i = a.points().size() - 1; i > 0; i--) {
      if (Math.abs(x(PathGeometry.moment(a.ease(), a.points().get(i).t())) - x) < NEAR) {
        return OptionalInt.of(i);
      }
    }
    return OptionalInt.empty();
  }

  private void pressed(MouseEvent e) {
    requestFocus();
    gesture = CanvasModel.gesture();
    held = near(e.getX());
    held.ifPresent(i -> mark = i);
    requestLayout();
  }

  private void dragged(MouseEvent e) {
    held.ifPresent(i -> move(i, moment(e.getX())));
  }

  /** Has a point passed at a moment. */
  private void move(int i, double moment) {
    MotionTarget t = model.target().get();
    path()
        .ifPresent(a -> model.motion().retime(t, i, PathGeometry.share(a.ease(), moment), gesture));
  }

  private void key(KeyEvent e) {
    int step =
        switch (e.getCode()) {
          case LEFT -> -1;
          case RIGHT -> 1;
          default -> 0;
        };
    Optional<RegionMotion.Along> a = path();
    if (step == 0 || a.isEmpty() || e.isShortcutDown()) {
      return;
    }
    if (e.isShiftDown()) {
      gesture = "timing-" + model.target().get() + mark;
      int frames = model.shot().map(Shot::frames).orElse(2);
      double now = PathGeometry.moment(a.get().ease(), a.get().points().get(mark).t());
      move(mark, Math.clamp(now + (double) step / frames, 0, 1));
    } else {
      mark = Math.clamp(mark + step, 1, a.get().points().size() - 1);
    }
    requestLayout();
    e.consume();
  }

  @Override
  protected void layoutChildren() {
    canvas.setWidth(getWidth());
    canvas.setHeight(getHeight());
    GraphicsContext g = canvas.getGraphicsContext2D();
    g.clearRect(0, 0, getWidth(), getHeight());
    path().ifPresent(a -> paint(g, a));
  }

  private void paint(GraphicsContext g, RegionMotion.Along a) {
    Color ink =
        model.target().get() instanceof MotionTarget.Region(int i)
            ? OverlayColours.region(i)
            : OverlayColours.CHARACTER;
    g.setFill(skin.lane());
    g.fillRoundRect(x(0) - 6, TOP - 4, x(1) - x(0) + 12, BASE - TOP + 8, 8, 8);
    double[] speed = speeds(a);
    curve(g, speed, ink);
    g.setTextBaseline(VPos.CENTER);
    g.setFont(Fonts.of(10));
    for (int i = 0; i < a.points().size(); i++) {
      mark(g, PathGeometry.moment(a.ease(), a.points().get(i).t()), i, ink);
    }
    readout(g, a, speed);
    if (isFocused()) {
      g.setStroke(skin.accent());
      g.setLineWidth(1);
      g.strokeRect(.5, .5, getWidth() - 1, getHeight() - 1);
    }
  }

  /** In frame heights a second, between one moment and the next. */
  private double[] speeds(RegionMotion.Along a) {
    List<Point> p = PathGeometry.positions(a, SAMPLES);
    double dt = seconds() / (SAMPLES - 1);
    double[] out = new double[SAMPLES - 1];
    for (int i = 0; i < out.length; i++) {
      out[i] = PathShape.length(p.subList(i, i + 2), model.aspect()) / dt;
    }
    return out;
  }

  private void curve(GraphicsContext g, double[] speed, Color ink) {
    double most = 1e-6;
    for (double v : speed) {
      most = Math.max(most, v);
    }
    double[] xs = new double[speed.length + 2];
    double[] ys = new double[speed.length + 2];
    for (int i = 0; i < speed.length; i++) {
      xs[i] = x((double) i / (speed.length - 1));
      ys[i] = BASE - (BASE - TOP) * .92 * speed[i] / most;
    }
    xs[speed.length] = x(1);
    ys[speed.length] = BASE;
    xs[speed.length + 1] = x(0);
    ys[speed.length + 1] = BASE;
    g.setFill(ink.deriveColor(0, 1, 1, .28));
    g.fillPolygon(xs, ys, xs.length);
    g.setStroke(ink);
    g.setLineWidth(1.5);
    g.strokePolyline(xs, ys, speed.length);
  }

  private void mark(GraphicsContext g, double moment, int i, Color ink) {
    double x = Math.round(x(moment)) + .5;
    boolean chosen = i == mark;
    g.setStroke(chosen ? skin.accent() : skin.muted());
    g.setLineWidth(1);
    g.strokeLine(x, TOP - 4, x, BASE + 2);
    double r = chosen ? 6 : 5;
    g.setFill(i == 0 ? skin.muted() : chosen ? skin.accent() : ink);
    g.fillPolygon(
        new double[] {x, x + r, x, x - r}, new double[] {BASE - r, BASE, BASE + r, BASE}, 4);
    g.setFill(skin.muted());
    g.setTextAlign(i == 0 ? TextAlignment.LEFT : TextAlignment.CENTER);
    g.fillText(clock(moment * seconds()), i == 0 ? x - 6 : x, BASE + 12);
  }

  static String clock(double seconds) {
    return String.format(Locale.ROOT, "%.2f s", seconds);
  }

  /** The chosen mark's time, and the speed on the way to it. */
  private void readout(GraphicsContext g, RegionMotion.Along a, double[] speed) {
    double to = PathGeometry.moment(a.ease(), a.points().get(mark).t());
    double from = PathGeometry.moment(a.ease(), a.points().get(mark - 1).t());
    double sum = 0;
    int n = 0;
    for (int i = 0; i < speed.length; i++) {
      double at = (double) i / speed.length;
      if (at >= from && at < to) {
        sum += speed[i];
        n++;
      }
    }
    g.setTextAlign(TextAlignment.LEFT);
    double x = x(1) + 22;
    g.setFont(Fonts.of(10));
    g.setFill(skin.muted());
    g.fillText(bench.texts().get("canvas.timing.point", mark + 1, a.points().size()), x, TOP + 2);
    g.setFont(Fonts.of(12));
    g.setFill(skin.text());
    g.fillText(clock(to * seconds()), x, TOP + 18);
    g.fillText(
        bench.texts().get("canvas.speed", Math.round(100 * sum / Math.max(1, n))), x, TOP + 34);
  }
}
