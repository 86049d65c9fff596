package zoetrope.app.timeline;

import java.util.Objects;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.geometry.Orientation;
import javafx.scene.control.Button;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Separator;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;
import zoetrope.app.command.Keymap;
import zoetrope.app.command.TimelineAction;
import zoetrope.app.film.Transport;
import zoetrope.app.fx.Controls;
import zoetrope.app.fx.MediaKind;
import zoetrope.app.fx.StillLabel;
import zoetrope.app.model.FileAsking;
import zoetrope.app.model.Workbench;
import zoetrope.story.timeline.Timeline;
import zoetrope.story.timeline.Transition;

/** The timeline with its tools; plays through the film's transport. */
public final class TimelineView extends BorderPane {
  /** From this width on there is room for all, in pixels. */
  private static final double WIDE = 1180;

  private final Workbench bench;
  private final TimelineModel model;
  private final TimelinePane pane;
  private final Transport transport;
  private final Keymap keymap;

  public TimelineView(Workbench bench, Transport transport, Keymap keymap) {
    this.bench = bench;
    this.keymap = keymap;
    this.transport = transport;
    model = new TimelineModel(bench);
    pane = new TimelinePane(bench, model);
    pane.accessibleTextProperty().bind(bench.texts().bind("timeline.lanes"));
    getStylesheets()
        .add(
            Objects.requireNonNull(
                    TimelineView.class.getResource("/zoetrope/app/style/timeline.css"))
                .toExternalForm());
    setId("timeline");
    getStyleClass().add("panel");
    setTop(toolbar());
    setCenter(pane);
    setMinHeight(160);
    pane.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    setOnDragOver(
        e -> {
          if (e.getDragboard().hasFiles()
              && e.getDragboard().getFiles().stream().anyMatch(f -> MediaKind.sound(f.toPath()))) {
            e.acceptTransferModes(TransferMode.COPY);
            e.consume();
          }
        });
    setOnDragDropped(
        e -> {
          e.getDragboard().getFiles().stream()
              .map(java.io.File::toPath)
              .filter(MediaKind::sound)
              .forEach(model::addSound);
          e.setDropCompleted(true);
          e.consume();
        });
  }

  public TimelineModel model() {
    return model;
  }

  private HBox toolbar() {
    HBox bar = new HBox();
    bar.getStyleClass().addAll("panel-header", "timeline-tools");
    Button play = icon("timeline.play", Feather.PLAY, transport::toggle, "play");
    transport
        .playing()
        .addListener(
            (o, was, is) -> play.setGraphic(new FontIcon(is ? Feather.PAUSE : Feather.PLAY)));
    StillLabel clock = new StillLabel(152, "clock");
    clock.label().setId("timeline-clock");
    clock
        .label()
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                this::clock, bench.story().playhead(), bench.story().story()));
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    TimelineProperties properties = new TimelineProperties(bench, model);
    properties.wide().bind(bar.widthProperty().greaterThan(WIDE));
    Slider zoom = zoom();
    zoom.managedProperty().bind(properties.wide().or(Bindings.isEmpty(properties.getChildren())));
    zoom.visibleProperty().bind(zoom.managedProperty());
    bar.getChildren()
        .addAll(
            icon("timeline.start", Feather.SKIP_BACK, () -> transport.go(0), "start"),
            play,
            clock,
            line(),
            icon("timeline.split", MaterialDesignC.CONTENT_CUT, model::split, "split"),
            icon("timeline.delete", Feather.TRASH_2, model::delete, "delete"),
            icon("timeline.left", Feather.ARROW_LEFT, () -> model.shift(-1), "left"),
            icon("timeline.right", Feather.ARROW_RIGHT, () -> model.shift(1), "right"),
            transitions(),
            line(),
            icon("timeline.title", Feather.TYPE, this::addTitle, "title"),
            icon("timeline.addsound", Feather.MUSIC, this::addSound, "sound"),
            icon("timeline.marker", Feather.BOOKMARK, model::addMarker, "marker"),
            snapping(),
            gap,
            properties,
            line(),
            icon("timeline.fit", MaterialDesignR.RESIZE, pane::fit, "fit"),
            zoom);
    return bar;
  }

  private static Separator line() {
    return new Separator(Orientation.VERTICAL);
  }

  private Button icon(String key, Ikon icon, Runnable run, String id) {
    Button b = Controls.iconButton(bench.texts(), key, icon, run);
    b.setId("timeline-" + id);
    return b;
  }

  private MenuButton transitions() {
    MenuButton b = new MenuButton();
    b.setId("timeline-transition");
    b.setGraphic(new FontIcon(Feather.SHUFFLE));
    b.textProperty().bind(bench.texts().bind("timeline.transition"));
    b.getStyleClass().addAll("flat", "small");
    b.setMinWidth(USE_PREF_SIZE);
    for (Transition.Kind k : Transition.Kind.values()) {
      MenuItem item = new MenuItem();
      item.setId("timeline-enter-" + k.name().toLowerCase(java.util.Locale.ROOT));
      item.textProperty().bind(bench.texts().bind("timeline.enter." + k.name()));
      item.setOnAction(e -> model.enter(k));
      b.getItems().add(item);
    }
    Runnable mark = () -> b.setDisable(model.joint().isEmpty());
    model.changes().addListener((o, was, is) -> mark.run());
    bench.story().playhead().addListener((o, was, is) -> mark.run());
    mark.run();
    return b;
  }

  private ToggleButton snapping() {
    ToggleButton b = Controls.iconToggle(bench.texts(), "timeline.snap", MaterialDesignM.MAGNET);
    b.setId("timeline-snap");
    b.selectedProperty().bindBidirectional(model.snapping().on());
    return b;
  }

  private Slider zoom() {
    Slider s = new Slider(Math.log(4), Math.log(400), Math.log(model.scale().get()));
    s.setId("timeline-zoom");
    s.setPrefWidth(90);
    s.setMinWidth(60);
    s.accessibleTextProperty().bind(bench.texts().bind("timeline.zoom"));
    s.valueProperty().addListener((o, was, is) -> model.scale().set(Math.exp(is.doubleValue())));
    model.scale().addListener((o, was, is) -> s.setValue(Math.log(is.doubleValue())));
    return s;
  }

  private String clock() {
    double all = (double) model.length().end() / Timeline.TICKS_PER_SECOND;
    double now = (double) bench.story().playhead().get() / Timeline.TICKS_PER_SECOND;
    return clock(now) + " / " + clock(all);
  }

  private static String clock(double seconds) {
    long t = Math.round(seconds * 100);
    return "%d:%02d.%02d".formatted(t / 6000, t / 100 % 60, t % 100);
  }

  private void addTitle() {
    model.addTitle(bench.texts().get("timeline.title.text"));
  }

  private void addSound() {
    bench
        .asking()
        .open(
            new FileAsking.Wanted("timeline.addsound", "timeline.sound", MediaKind.soundPatterns()),
            true)
        .forEach(model::addSound);
  }

  private void key(KeyEvent e) {
    for (TimelineAction d : TimelineAction.values()) {
      String keys = keymap.keys(d.id(), d.keys(TimelineAction.Preset.ZOETROPE)).get();
      if (!keys.isEmpty() && KeyCombination.valueOf(keys).match(e)) {
        run(d);
        e.consume();
        return;
      }
    }
    if (!e.isShortcutDown() && transport.key(e.getCode(), e.isShiftDown())) {
      e.consume();
    }
  }

  private void run(TimelineAction d) {
    switch (d) {
      case SPLIT -> model.split();
      case DELETE -> model.delete();
      case TITLE -> addTitle();
      case MARKER -> model.addMarker();
      case TRIM_START -> model.trimToPlayhead(true);
      case TRIM_END -> model.trimToPlayhead(false);
      case SLIP_EARLIER -> model.slip(-1);
      case SLIP_LATER -> model.slip(1);
      case EARLIER -> model.shift(-1);
      case LATER -> model.shift(1);
      case PREVIOUS -> choose(-1);
      case NEXT -> choose(1);
      case ZOOM_IN -> model.scale().set(Math.min(400, model.scale().get() * 1.25));
      case ZOOM_OUT -> model.scale().set(Math.max(4, model.scale().get() / 1.25));
    }
  }

  /** Chooses the clip before or after the chosen one, and goes to its begin. */
  private void choose(int steps) {
    var clips = model.pictures().clips();
    if (!clips.isEmpty()) {
      int at =
          model.chosen().get().flatMap(model.pictures()::clip).map(clips::indexOf).orElse(-steps);
      int to = Math.clamp(at + steps, 0, clips.size() - 1);
      model.choose(Optional.of(clips.get(to).id()));
      transport.go(model.pictures().placements().get(to).start());
    }
  }
}
