package zoetrope.app.timeline;

import java.util.Optional;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import javafx.scene.shape.Line;
import javafx.scene.shape.Polyline;
import zoetrope.app.fx.ThemeColours;
import zoetrope.app.model.Workbench;
import zoetrope.story.timeline.Timeline;

/** The drawn lanes with their scroll bars, and what the pointer does on them. */
final class TimelinePane extends Region {
  private static final double BAR = 12;
  private static final double ROOM = 160;

  private final TimelineModel model;
  private final Canvas canvas = new Canvas();
  private final ScrollBar bar = new ScrollBar();
  private final ScrollBar down = new ScrollBar();
  private final ThemeColours skin = new ThemeColours(this::requestLayout);
  private final Line line = new Line();
  private final Polyline playhead = new Polyline();
  private final LanePainter painter;
  private Optional<Lanes.Hit> held = Optional.empty();
  private boolean scrubbing;
  private boolean fitted;
  private double pressX;
  private Optional<TimelineDrag> drag = Optional.empty();

  TimelinePane(Workbench bench, TimelineModel model) {
    this.model = model;
    painter = new LanePainter(model, bench.texts(), skin);
    setId("timeline-lanes");
    getStyleClass().add("timeline-lanes");
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.LIST_VIEW);
    down.setOrientation(Orientation.VERTICAL);
    playhead.getPoints().addAll(-6.0, 0.0, 6.0, 0.0, 0.0, 9.0, -6.0, 0.0);
    playhead.setMouseTransparent(true);
    playhead.strokeProperty().bind(skin.playheadColour());
    playhead.fillProperty().bind(skin.playheadColour());
    playhead.setManaged(false);
    line.setMouseTransparent(true);
    line.setManaged(false);
    line.strokeProperty().bind(skin.playheadColour());
    getChildren().addAll(canvas, line, playhead, bar, down, skin);
    bar.valueProperty().addListener((o, was, is) -> requestLayout());
    down.valueProperty().addListener((o, was, is) -> requestLayout());
    model.changes().addListener((o, was, is) -> requestLayout());
    model.snapping().at().addListener((o, was, is) -> requestLayout());
    bench.texts().language().addListener((o, was, is) -> requestLayout());
    focusedProperty().addListener((o, was, is) -> requestLayout());
    model.story().playhead().addListener((o, was, is) -> follow(is.longValue()));
    canvas.setOnMousePressed(this::pressed);
    canvas.setOnMouseDragged(this::dragged);
    canvas.setOnMouseReleased(
        e -> {
          held = Optional.empty();
          model.snapping().at().set(Optional.empty());
        });
    canvas.setOnMouseMoved(this::moved);
    canvas.setOnScroll(this::scrolled);
    setMinHeight(120);
  }

  private Lanes lanes() {
    return new Lanes(
        getWidth(), model.scale().get(), bar.getValue(), model.timeline().audio().size());
  }

  /** Keeps a play head that runs out of sight in it. */
  private void follow(long ticks) {
    double x = lanes().x(ticks);
    if (!scrubbing && held.isEmpty() && (x > getWidth() - 20 || x < Lanes.HEAD)) {
      bar.setValue(Math.clamp(bar.getValue() + x - getWidth() / 2, 0, bar.getMax()));
    }
    placePlayhead();
  }

  private void placePlayhead() {
    double x = lanes().x(model.story().playhead().get());
    line.setStartX(x);
    line.setEndX(x);
    line.setEndY(canvas.getHeight());
    playhead.setLayoutX(x);
    boolean seen = x >= Lanes.HEAD - 1 && x <= getWidth();
    line.setVisible(seen);
    playhead.setVisible(seen);
  }

  /** Shows all that lies on the timeline. */
  void fit() {
    double seconds = Math.max(1, (double) model.extent() / Timeline.TICKS_PER_SECOND);
    model.scale().set(Math.clamp((getWidth() - Lanes.HEAD - 40) / seconds, 4, 400));
    bar.setValue(0);
  }

  @Override
  protected void layoutChildren() {
    double w = getWidth();
    double h = getHeight() - BAR;
    if (!fitted && w > 2 * Lanes.HEAD && model.extent() > 0) {
      fitted = true;
      fit();
    }
    double whole = model.extent() * model.scale().get() / Timeline.TICKS_PER_SECOND + ROOM;
    double seen = Math.max(1, w - Lanes.HEAD);
    bar.setMax(Math.max(0, whole - seen));
    bar.setVisibleAmount(bar.getMax() * Math.min(1, seen / whole));
    bar.setUnitIncrement(40);
    bar.setBlockIncrement(seen * .8);
    bar.setValue(Math.min(bar.getValue(), bar.getMax()));
    bar.resizeRelocate(Lanes.HEAD, h, seen, BAR);
    double tall = lanes().height();
    down.setVisible(tall > h);
    down.setMax(Math.max(0, tall - h));
    down.setVisibleAmount(down.getMax() * Math.min(1, h / tall));
    down.setValue(Math.min(down.getValue(), down.getMax()));
    down.resizeRelocate(w - BAR, 0, BAR, h);
    canvas.setWidth(w);
    canvas.setHeight(Math.max(1, h));
    var g = canvas.getGraphicsContext2D();
    g.save();
    g.clearRect(0, 0, w, h);
    g.translate(0, -down.getValue());
    painter.paint(g, lanes(), Math.max(h, tall));
    g.restore();
    placePlayhead();
    if (isFocused()) {
      g.setStroke(skin.accent());
      g.setLineWidth(1);
      g.strokeRect(.5, .5, w - 1, h - 1);
    }
  }

  private double y(MouseEvent e) {
    return e.getY() + down.getValue();
  }

  private void pressed(MouseEvent e) {
    requestFocus();
    pressX = e.getX();
    held = lanes().hit(model, e.getX(), y(e));
    drag = held.map(h -> new TimelineDrag(model, h));
    scrubbing = held.isEmpty() && e.getX() >= Lanes.HEAD;
    if (held.isPresent()) {
      model.choose(held.map(Lanes.Hit::id));
    } else if (y(e) > Lanes.RULER) {
      model.choose(Optional.empty());
    }
    if (scrubbing) {
      scrub(e);
    }
  }

  private void scrub(MouseEvent e) {
    model.story().playhead().set(model.length().onFrame(lanes().ticks(e.getX())));
  }

  private void dragged(MouseEvent e) {
    if (scrubbing) {
      scrub(e);
      return;
    }
    if (held.isEmpty() || Math.abs(e.getX() - pressX) < 3) {
      return;
    }
    long by = lanes().ticks(e.getX()) - lanes().ticks(pressX);
    drag.ifPresent(d -> d.to(by, lanes().ticks(e.getX())));
  }

  private void moved(MouseEvent e) {
    setCursor(
        lanes()
            .hit(model, e.getX(), y(e))
            .map(h -> h.part() == Lanes.Part.BODY ? Cursor.HAND : Cursor.H_RESIZE)
            .orElse(Cursor.DEFAULT));
  }

  private void scrolled(ScrollEvent e) {
    if (e.isShortcutDown()) {
      long under = lanes().ticks(e.getX());
      model.scale().set(Math.clamp(model.scale().get() * Math.exp(e.getDeltaY() / 200), 4, 400));
      layoutChildren();
      bar.setValue(Math.clamp(bar.getValue() + lanes().x(under) - e.getX(), 0, bar.getMax()));
    } else {
      double by = e.getDeltaX() != 0 ? e.getDeltaX() : e.getDeltaY();
      bar.setValue(Math.clamp(bar.getValue() - by, 0, bar.getMax()));
    }
    e.consume();
  }
}
