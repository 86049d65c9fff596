package zoetrope.app.inspector;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Slider;
import javafx.scene.control.Spinner;
import javafx.scene.control.SpinnerValueFactory;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.TitledPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import zoetrope.app.fx.Choices;
import zoetrope.app.fx.Controls;
import zoetrope.app.model.ShotChange;
import zoetrope.app.model.Workbench;
import zoetrope.app.timeline.Cutting;
import zoetrope.story.document.Appearance;
import zoetrope.story.document.Seed;
import zoetrope.story.document.Shot;
import zoetrope.story.document.ShotSettings;
import zoetrope.story.store.Edit;

/** The selected shot's settings; the button that makes takes is always in sight. */
public final class InspectorView extends BorderPane {
  private static final int MOST_SECONDS = 30;

  private final Workbench bench;
  private final TextField name = new TextField();
  private final TextArea prompt = new TextArea();
  private final TextArea negative = new TextArea();
  private final FlowPane cast = new FlowPane(6, 6);
  private final Spinner<Double> seconds = doubles(.5, MOST_SECONDS, 2, .5);
  private final Spinner<Integer> takes = new Spinner<>(1, 16, 1);
  private final Spinner<Integer> steps = new Spinner<>(0, 200, 16);
  private final Spinner<Double> guidance = doubles(0, 30, 2, .5);
  private final TextField seed = new TextField();
  private final ToggleButton lock;
  private final Slider identity = new Slider(0, 1, 1);
  private final Slider motion = new Slider(0, 1, 1);
  private final ComboBox<Quality> quality;
  private final ModelBox model;
  private final VBox form = new VBox(14);
  private final Button generate;
  private boolean filling;
  private String gesture = "";

  public InspectorView(Workbench bench, SavedPrompts saved) {
    this.bench = bench;
    lock = Controls.iconToggle(bench.texts(), "inspector.lock", Feather.LOCK);
    quality =
        Choices.box(bench.texts(), List.of(Quality.values()), q -> "inspector.quality." + q.name());
    model = new ModelBox(bench.texts(), List.of());
    generate = new Button();
    getStylesheets()
        .add(
            Objects.requireNonNull(
                    InspectorView.class.getResource("/zoetrope/app/style/inspector.css"))
                .toExternalForm());
    setId("inspector");
    getStyleClass().add("panel");
    form.getStyleClass().add("inspector-form");
    form.getChildren()
        .addAll(
            field("inspector.name", name),
            field("inspector.prompt", prompt),
            new PromptHelpers(bench, saved, prompt),
            field("inspector.cast", cast),
            new FrameBox(bench, FrameBox.End.FIRST),
            new FrameBox(bench, FrameBox.End.LAST),
            timing(),
            advanced());
    ScrollPane scroll = new ScrollPane(form);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("edge-to-edge");
    setCenter(scroll);
    new Reusing(bench).acceptDrops(scroll);
    setBottom(foot());
    setMinWidth(250);
    connect();
    bench.story().shot().addListener((o, was, is) -> follow(was, is));
    bench.story().story().addListener((o, was, is) -> fillCast());
    bench.texts().language().addListener((o, was, is) -> fill());
    fill();
  }

  /** How many steps a take is given; the starter model is settled after few. */
  enum Quality {
    DRAFT(8),
    STANDARD(16),
    FINE(32),
    OWN(0);

    private final int steps;

    Quality(int steps) {
      this.steps = steps;
    }

    static Quality of(int steps) {
      for (Quality q : values()) {
        if (q.steps == steps) {
          return q;
        }
      }
      return OWN;
    }
  }

  private static Spinner<Double> doubles(double least, double most, double now, double step) {
    return new Spinner<>(new SpinnerValueFactory.DoubleSpinnerValueFactory(least, most, now, step));
  }

  private VBox field(String key, Node control) {
    Label l = Controls.label(bench.texts(), key, "field-label");
    l.setLabelFor(control);
    return new VBox(4, l, control);
  }

  private Node timing() {
    GridPane g = new GridPane(10, 8);
    row(g, 0, "inspector.seconds", seconds, "inspector-seconds");
    row(g, 1, "inspector.quality", quality, "inspector-quality");
    row(g, 2, "inspector.takes", takes, "inspector-takes");
    quality.setMaxWidth(Double.MAX_VALUE);
    return g;
  }

  private void row(GridPane g, int row, String key, Node control, String id) {
    Label l = Controls.label(bench.texts(), key);
    l.setLabelFor(control);
    l.setMinWidth(92);
    control.setId(id);
    control.accessibleTextProperty().bind(bench.texts().bind(key));
    g.addRow(row, l, control);
    GridPane.setHgrow(control, Priority.ALWAYS);
  }

  private TitledPane advanced() {
    GridPane g = new GridPane(10, 8);
    row(g, 0, "inspector.model", model, "inspector-model");
    row(g, 1, "inspector.steps", steps, "inspector-steps");
    row(g, 2, "inspector.guidance", guidance, "inspector-guidance");
    HBox seeds = new HBox(4, seed, lock);
    HBox.setHgrow(seed, Priority.ALWAYS);
    row(g, 3, "inspector.seed", seeds, "inspector-seeds");
    row(g, 4, "inspector.identity", Controls.percent(identity), "inspector-identity");
    row(g, 5, "inspector.motion", Controls.percent(motion), "inspector-motion");
    seed.setId("inspector-seed");
    lock.setId("inspector-lock");
    negative.setPrefRowCount(2);
    negative.setWrapText(true);
    VBox all = new VBox(12, g, field("inspector.negative", negative));
    TitledPane pane = new TitledPane();
    pane.textProperty().bind(bench.texts().bind("inspector.advanced"));
    pane.setContent(all);
    pane.setExpanded(false);
    pane.setAnimated(false);
    pane.setId("inspector-advanced");
    return pane;
  }

  private Node foot() {
    generate.setId("inspector-generate");
    generate.setGraphic(new FontIcon(Feather.ZAP));
    generate.getStyleClass().add("accent");
    generate.setMaxWidth(Double.MAX_VALUE);
    generate.setOnAction(e -> Generating.takes(bench, false));
    VBox box = new VBox(generate);
    box.getStyleClass().add("inspector-foot");
    return box;
  }

  private void connect() {
    prompt.setId("inspector-prompt");
    prompt.setPrefRowCount(4);
    prompt.setWrapText(true);
    name.setId("inspector-name");
    negative.setId("inspector-negative");
    text(name, 100, ShotChange::name, true);
    text(prompt, Shot.MAX_PROMPT, ShotChange::prompt, true);
    text(negative, Shot.MAX_PROMPT, ShotChange::negative, false);
    for (Spinner<?> s : List.of(seconds, takes, steps, guidance)) {
      s.setEditable(true);
      s.setMaxWidth(Double.MAX_VALUE);
      s.focusedProperty()
          .addListener(
              (o, was, is) -> {
                if (!is) {
                  s.commitValue();
                }
              });
    }
    seconds.valueProperty().addListener((o, was, is) -> lengthen(is));
    takes.valueProperty().addListener((o, was, is) -> settings());
    steps.valueProperty().addListener((o, was, is) -> settings());
    guidance.valueProperty().addListener((o, was, is) -> settings());
    identity.valueProperty().addListener((o, was, is) -> settings());
    motion.valueProperty().addListener((o, was, is) -> settings());
    lock.selectedProperty().addListener((o, was, is) -> settings());
    model.valueProperty().addListener((o, was, is) -> settings());
    seed.textProperty().addListener((o, was, is) -> settings());
    quality
        .valueProperty()
        .addListener(
            (o, was, is) -> {
              if (!filling && is != null && is != Quality.OWN) {
                steps.getValueFactory().setValue(is.steps);
              }
            });
  }

  private void text(
      TextInputControl t, int most, BiFunction<Shot, String, Shot> change, boolean needed) {
    t.focusedProperty().addListener((o, was, is) -> gesture = "text-" + UUID.randomUUID());
    t.textProperty()
        .addListener(
            (o, was, is) -> {
              if (filling || is.length() > most || (needed && is.isBlank())) {
                return;
              }
              edit(s -> change.apply(s, is));
            });
  }

  /** Changes the shot; what leaves it as it is makes no step of undo. */
  private void edit(Function<Shot, Shot> change) {
    if (!filling
        && bench.story().shot().get().filter(s -> !change.apply(s).equals(s)).isPresent()) {
      bench.story().editShot(change::apply, gesture.isEmpty() ? "inspector" : gesture);
    }
  }

  private void settings() {
    if (filling || model.getValue() == null) {
      return;
    }
    long value = bench.story().shot().get().map(s -> s.settings().seed().value()).orElse(0L);
    try {
      value = Long.parseLong(seed.getText().strip());
    } catch (NumberFormatException _) {
      // The last seed that was a number stays.
    }
    long v = value;
    edit(
        s ->
            ShotChange.settings(
                s,
                new ShotSettings(
                    model.getValue().id(),
                    new Seed(v, lock.isSelected()),
                    steps.getValue(),
                    guidance.getValue(),
                    identity.getValue(),
                    motion.getValue(),
                    takes.getValue())));
    filling = true;
    quality.setValue(Quality.of(steps.getValue()));
    filling = false;
    words();
  }

  /** Another length, to which the shot's clips on the timeline are fitted. */
  private void lengthen(double to) {
    Optional<Shot> shot = bench.story().shot().get();
    if (filling || shot.isEmpty()) {
      return;
    }
    var fps = bench.story().story().get().format().fps();
    int n = (int) Math.max(1, Math.round(to * fps.numerator() / fps.denominator()));
    long was = fps.ticks(shot.get().frames());
    String step = "length-" + UUID.randomUUID();
    bench.story().editShot(s -> ShotChange.frames(s, n), step);
    bench
        .story()
        .apply(
            new Edit.SetTimeline(
                new Cutting(bench.story().story().get().timeline())
                    .relength(shot.get().id(), was, fps.ticks(n))),
            step);
  }

  private void follow(Optional<Shot> was, Optional<Shot> is) {
    if (!was.map(Shot::id).equals(is.map(Shot::id))) {
      gesture = "";
    }
    fill();
  }

  private void fill() {
    filling = true;
    Optional<Shot> shot = bench.story().shot().get();
    form.setDisable(shot.isEmpty());
    generate.setDisable(shot.isEmpty());
    shot.ifPresent(
        s -> {
          set(name, s.name());
          set(prompt, s.prompt());
          set(negative, s.negative());
          var fps = bench.story().story().get().format().fps();
          seconds
              .getValueFactory()
              .setValue(
                  Math.round(100.0 * s.frames() * fps.denominator() / fps.numerator()) / 100.0);
          ShotSettings k = s.settings();
          model.choose(k.model());
          takes.getValueFactory().setValue(k.takes());
          steps.getValueFactory().setValue(k.steps());
          quality.setValue(Quality.of(k.steps()));
          guidance.getValueFactory().setValue(k.guidance());
          identity.setValue(k.identity());
          motion.setValue(k.motion());
          lock.setSelected(k.seed().locked());
          set(seed, String.valueOf(k.seed().value()));
        });
    filling = false;
    fillCast();
    words();
  }

  /** Leaves caret and selection where they are when nothing changed. */
  private static void set(TextInputControl t, String text) {
    if (!t.getText().equals(text)) {
      t.setText(text);
    }
  }

  private void words() {
    int n = takes.getValue();
    generate.setText(bench.texts().get("inspector.generate", n));
  }

  private void fillCast() {
    cast.getChildren().clear();
    Optional<Shot> shot = bench.story().shot().get();
    if (shot.isEmpty()) {
      return;
    }
    for (Appearance a : shot.get().cast()) {
      String who = bench.story().characterName(a.characterId());
      Button chip = new Button(who, new FontIcon(Feather.X));
      chip.getStyleClass().addAll("chip", "small");
      chip.setContentDisplay(javafx.scene.control.ContentDisplay.RIGHT);
      chip.setAccessibleText(bench.texts().get("inspector.outof", who));
      chip.setOnAction(
          e ->
              bench
                  .story()
                  .editShot(
                      s ->
                          ShotChange.cast(
                              s,
                              s.cast().stream()
                                  .filter(x -> !x.characterId().equals(a.characterId()))
                                  .toList())));
      cast.getChildren().add(chip);
    }
    if (shot.get().cast().isEmpty()) {
      Label none = Controls.label(bench.texts(), "inspector.cast.none", "quiet", "small");
      none.setWrapText(true);
      cast.getChildren().add(none);
    }
    cast.setAlignment(Pos.CENTER_LEFT);
  }
}
