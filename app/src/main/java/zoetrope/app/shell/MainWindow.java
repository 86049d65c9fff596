package zoetrope.app.shell;

import java.util.List;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.MenuBar;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import zoetrope.app.fx.Controls;
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

  private final Texts texts;
  private final TabPane middle;
  private final TabPane right;

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
    SplitPane upper = new SplitPane(places.library(), middle, right);
    upper.setDividerPositions(
        preferences.part("pane.library", LIBRARY), preferences.part("pane.right", RIGHT));
    SplitPane.setResizableWithParent(places.library(), false);
    SplitPane.setResizableWithParent(right, false);
    SplitPane all = new SplitPane(upper, places.timeline());
    all.setOrientation(Orientation.VERTICAL);
    all.setDividerPositions(preferences.part("pane.timeline", TIMELINE));
    remember(preferences, upper, List.of("pane.library", "pane.right"));
    remember(preferences, all, List.of("pane.timeline"));
    setTop(menus);
    setCenter(all);
    setBottom(statusBar(places.badge()));
  }

  private static void remember(Preferences preferences, SplitPane pane, List<String> keys) {
    for (int i = 0; i < keys.size(); i++) {
      String key = keys.get(i);
      pane.getDividers()
          .get(i)
          .positionProperty()
          .addListener((o, was, is) -> preferences.later(key, String.valueOf(is)));
    }
  }

  private Tab tab(Place place, Node content) {
    Tab t = new Tab();
    t.setId("tab-" + place.name().toLowerCase(java.util.Locale.ROOT));
    t.textProperty().bind(texts.bind(place.key()));
    t.setGraphic(new FontIcon(place.icon));
    t.setContent(content);
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
