package zoetrope.app.fx;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.Orientation;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;

/**
 * A middle with a pane on either side or on one. Panes keep their length while the window's
 * changes, as far as {@link PaneSizes} lets them; their dividers are dragged, and a double click
 * closes a pane or opens it. A pane that closed for lack of room comes back when there is room.
 */
public final class SidePanes extends Region {
  private static final double DIVIDER = 6;

  private final Orientation orientation;
  private final Node middle;
  private final PaneSizes.Middle room;
  private final Optional<Pane> before;
  private final Optional<Pane> behind;
  private PaneSizes.Asked asked = PaneSizes.Asked.NEITHER;
  private double laidOut;

  /** A pane beside the middle, and the divider by which it is sized. */
  public static final class Pane {
    private final Node node;
    private final double least;
    private final Region divider = new Region();
    private final BooleanProperty open = new SimpleBooleanProperty(true);
    private final ReadOnlyDoubleWrapper part = new ReadOnlyDoubleWrapper();
    private Optional<Double> wanted = Optional.empty();
    private double length;

    /**
     * @param least in pixels; with less it is closed
     * @param part of the whole that it has at first, 0 to 1
     */
    public Pane(Node node, double least, double part) {
      this.node = node;
      this.least = least;
      this.part.set(part);
    }

    /** Whether it is wanted; without room it is closed all the same. */
    public BooleanProperty open() {
      return open;
    }

    /** The part of the whole that it was last given by hand. */
    public ReadOnlyDoubleProperty part() {
      return part.getReadOnlyProperty();
    }

    private PaneSizes.Pane in(double whole) {
      return new PaneSizes.Pane(least, wanted.orElse(part.get() * whole), open.get());
    }
  }

  /** {@code room}: what the middle is to keep, in pixels. */
  public SidePanes(
      Orientation orientation,
      Optional<Pane> before,
      Node middle,
      Optional<Pane> behind,
      PaneSizes.Middle room) {
    this.orientation = orientation;
    this.middle = middle;
    this.room = room;
    this.before = before;
    this.behind = behind;
    getChildren().add(middle);
    panes().forEach(this::add);
  }

  private List<Pane> panes() {
    return Stream.concat(before.stream(), behind.stream()).toList();
  }

  private boolean across() {
    return orientation == Orientation.HORIZONTAL;
  }

  private void add(Pane p) {
    getChildren().addAll(p.node, p.divider);
    p.divider.getStyleClass().add("pane-divider");
    p.divider.setId("divider-" + p.node.getId());
    p.divider.setCursor(across() ? Cursor.H_RESIZE : Cursor.V_RESIZE);
    p.divider.setOnMouseDragged(e -> drag(p, e));
    p.divider.setOnMouseClicked(
        e -> {
          if (e.getClickCount() == 2) {
            toggle(p);
          }
        });
    p.open.addListener((o, was, is) -> requestLayout());
  }

  /** Closes a pane that is seen; opens one that is not, if need be in the place of the other. */
  public void toggle(Pane p) {
    if (p.length > 0) {
      p.open.set(false);
    } else {
      show(p);
    }
  }

  /** Opens a pane, if need be in the place of the other. */
  public void show(Pane p) {
    if (p.length == 0) {
      asked =
          before.filter(p::equals).isPresent() ? PaneSizes.Asked.BEFORE : PaneSizes.Asked.BEHIND;
      p.open.set(true);
      requestLayout();
      layout();
    }
  }

  private void drag(Pane p, MouseEvent e) {
    var at = sceneToLocal(e.getSceneX(), e.getSceneY());
    double from = across() ? at.getX() : at.getY();
    double length = before.filter(p::equals).isPresent() ? from : length() - from;
    if (length < p.least / 2) {
      p.open.set(false);
    } else {
      double held = Math.clamp(length, p.least, Math.max(p.least, length() - room.least()));
      p.wanted = Optional.of(held);
      p.part.set(Math.clamp(held / length(), 0, 1));
      show(p);
      requestLayout();
    }
  }

  private double length() {
    return across() ? getWidth() : getHeight();
  }

  @Override
  protected void layoutChildren() {
    double whole = length() - DIVIDER * panes().size();
    if (whole <= 0) {
      return;
    }
    if (whole != laidOut) {
      asked = PaneSizes.Asked.NEITHER; // in another window it may be another that matters
      laidOut = whole;
    }
    panes().forEach(p -> p.wanted = p.wanted.or(() -> Optional.of(p.part.get() * whole)));
    PaneSizes sizes =
        PaneSizes.of(
            whole,
            room,
            before.map(p -> p.in(whole)).orElse(PaneSizes.Pane.NONE),
            behind.map(p -> p.in(whole)).orElse(PaneSizes.Pane.NONE),
            asked);
    before.ifPresent(
        p -> {
          place(p, 0, sizes.before());
          put(p.divider, sizes.before(), DIVIDER);
        });
    behind.ifPresent(
        p -> {
          place(p, length() - sizes.behind(), sizes.behind());
          put(p.divider, length() - sizes.behind() - DIVIDER, DIVIDER);
        });
    double start = before.map(p -> sizes.before() + DIVIDER).orElse(0.0);
    put(middle, start, Math.max(0, whole - sizes.before() - sizes.behind()));
  }

  private void place(Pane p, double at, double length) {
    p.length = length;
    p.node.setVisible(length > 0);
    put(p.node, at, length);
  }

  private void put(Node n, double at, double length) {
    double a = Math.round(at);
    double l = Math.round(at + length) - a;
    if (across()) {
      n.resizeRelocate(a, 0, l, getHeight());
    } else {
      n.resizeRelocate(0, a, getWidth(), l);
    }
  }

  /** However small the window: what is outside of it would be out of reach. */
  @Override
  protected double computeMinWidth(double height) {
    return 0;
  }

  @Override
  protected double computeMinHeight(double width) {
    return 0;
  }
}
