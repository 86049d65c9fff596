package zoetrope.app.shell;

import java.util.Optional;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.MenuBar;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import zoetrope.app.fx.Controls;
import zoetrope.app.fx.PaneSizes;
import zoetrope.app.fx.SidePanes;
import zoetrope.app.text.Texts;

/**
 * The editor's window for one open story: library, canvas or film, inspector with takes and queue,
 * and the timeline below. Panes are resizable and come back as they were left.
 */
public final class MainWindow extends BorderPane {
  /** Tabs of the middle and of the right. */
  public enum Place {
    CANVAS(Feather.EDIT_3),
    FILM(Feather.FILM),
    MODELS(Feather.BOX),
    SHOT(Feather.SLIDERS),
    TAKES(Feather.LAYERS),
    QUEUE(Feather.LIST);

    private final Ikon icon;

    Place(Ikon icon) {
      this.icon = icon;
    }

    private String key() {
      return "shell.place." + name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  private static final double LIBRARY = 0.18;
  private static final double RIGHT = 0.75;
  private static final double TIMELINE = 0.66;
  private static final double LIBRARY_LEAST = 180;
  private static final double SIDE_LEAST = 250;
  private static final double TIMELINE_LEAST = 160;

  /** The canvas keeps 320 x 200 pixels of picture under its tools; rather the panes close. */
  private static final double MIDDLE_LEAST = 340;

  private static final double MIDDLE_WIDTH = 480;
  private static final double UPPER_LEAST = 430;

  /** A window as low as this needs the status bar's room for the canvas. */
  private static final double LOW = 500;

  private final Texts texts;
  private final TabPane middle;
  private final TabPane right;
  private final SidePanes.Pane library;
  private final SidePanes.Pane side;
  private final SidePanes.Pane timeline;
  private final SidePanes upper;
  private final SidePanes all;

  /** The places a window is made of; all but the badge fill what room they are given. */
  public record Places(
      Node library,
      Node canvas,
      Node film,
      Node models,
      Node inspector,
      Node takes,
      Node queue,
      Node timeline,
      Node badge) {}

  MainWindow(Texts texts, Preferences preferences, MenuBar menus, Places places) {
    this.texts = texts;
    setId("main-window");
    middle =
        new TabPane(
            tab(Place.CANVAS, places.canvas()),
            tab(Place.FILM, places.film()),
            tab(Place.MODELS, places.models()));
    middle.setId("main-middle");
    right =
        new TabPane(
            tab(Place.SHOT, places.inspector()),
            tab(Place.TAKES, places.takes()),
            tab(Place.QUEUE, places.queue()));
    right.setId("main-right");
    library = pane(preferences, "pane.library", places.library(), LIBRARY_LEAST, LIBRARY, false);
    side = pane(preferences, "pane.right", right, SIDE_LEAST, RIGHT, true);
    timeline =
        pane(preferences, "pane.timeline", places.timeline(), TIMELINE_LEAST, TIMELINE, true);
    upper =
        new SidePanes(
            Orientation.HORIZONTAL,
            Optional.of(library),
            middle,
            Optional.of(side),
            new PaneSizes.Middle(MIDDLE_LEAST, MIDDLE_WIDTH));
    all =
        new SidePanes(
            Orientation.VERTICAL,
            Optional.empty(),
            upper,
            Optional.of(timeline),
            new PaneSizes.Middle(UPPER_LEAST, UPPER_LEAST));
    setTop(menus);
    setCenter(all);
    HBox status = statusBar(places.badge());
    status.visibleProperty().bind(heightProperty().greaterThan(LOW));
    status.managedProperty().bind(status.visibleProperty());
    setBottom(status);
  }

  /**
   * A pane that comes back as it was left.
   *
   * @param far whether its place is kept as where it begins, not as how long it is
   */
  private static SidePanes.Pane pane(
      Preferences preferences, String key, Node node, double least, double place, boolean far) {
    double kept = preferences.part(key, place);
    SidePanes.Pane p = new SidePanes.Pane(node, least, far ? 1 - kept : kept);
    p.part()
        .addListener(
            (o, was, is) ->
                preferences.later(
                    key, String.valueOf(far ? 1 - is.doubleValue() : is.doubleValue())));
    String closed = key + ".closed";
    p.open().set(preferences.get(closed).isEmpty());
    p.open().addListener((o, was, is) -> preferences.later(closed, is ? "" : "yes"));
    return p;
  }

  /** Closes the library, or opens it. */
  void toggleLibrary() {
    upper.toggle(library);
  }

  /** Closes the inspector with takes and queue, or opens it. */
  void toggleSide() {
    upper.toggle(side);
  }

  /** Closes the timeline, or opens it. */
  void toggleTimeline() {
    all.toggle(timeline);
  }

  private Tab tab(Place place, Node content) {
    Tab t = new Tab();
    t.setId("tab-" + place.name().toLowerCase(java.util.Locale.ROOT));
    t.textProperty().bind(texts.bind(place.key()));
    t.setGraphic(new FontIcon(place.icon));
    t.setContent(content);
    // A tab pane takes the focus with each press that comes up to it, also from what has just taken
    // it.
    content.addEventHandler(MouseEvent.MOUSE_PRESSED, MouseEvent::consume);
    t.setClosable(false);
    return t;
  }

  private HBox statusBar(Node badge) {
    Label saved = Controls.label(texts, "shell.status.saved", "quiet", "small");
    saved.setGraphic(new FontIcon(Feather.CHECK));
    Label hint = Controls.label(texts, "shell.status.palette", "quiet", "small");
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox bar = new HBox(badge, gap, hint, saved);
    bar.getStyleClass().add("status-bar");
    return bar;
  }

  /** Brings a place to the front. */
  public void show(Place place) {
    switch (place) {
      case CANVAS, FILM, MODELS -> {}
      case SHOT, TAKES, QUEUE -> upper.show(side);
    }
    switch (place) {
      case CANVAS -> middle.getSelectionModel().select(0);
      case FILM -> middle.getSelectionModel().select(1);
      case MODELS -> middle.getSelectionModel().select(2);
      case SHOT -> right.getSelectionModel().select(0);
      case TAKES -> right.getSelectionModel().select(1);
      case QUEUE -> right.getSelectionModel().select(2);
    }
  }

  /** Whether the film is in front of the canvas. */
  public boolean showsFilm() {
    return middle.getSelectionModel().getSelectedIndex() == 1;
  }
}
