package zoetrope.app.inspector;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.scene.Node;
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
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import zoetrope.app.fx.Choices;
import zoetrope.app.fx.Controls;
import zoetrope.app.model.ShotChange;
import zoetrope.app.model.TakePace;
import zoetrope.app.model.Workbench;
import zoetrope.app.timeline.Cutting;
import zoetrope.service.models.ModelProfile;
import zoetrope.service.models.ModelProfile.Advice;
import zoetrope.service.models.ModelProfile.Wish;
import zoetrope.story.document.Seed;
import zoetrope.story.document.Shot;
import zoetrope.story.document.ShotSettings;
import zoetrope.story.store.Edit;

/** The selected shot's settings; the button that makes takes is always in sight. */
public final class InspectorView extends BorderPane {
  private static final int MOST_SECONDS = 30;
  private static final Advice UNKNOWN = new Advice(1, 0, 0, false, false);

  private final Workbench bench;
  private final TextField name = new TextField();
  private final TextArea prompt = new TextArea();
  private final TextArea negative = new TextArea();
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
  private final Label limits = new Label();
  private boolean filling;
  private String gesture = "";

  /**
   * @param pace how long takes take
   * @param openModels shows the page of models
   */
  public InspectorView(Workbench bench, SavedPrompts saved, TakePace pace, Runnable openModels) {
    this.bench = bench;
    lock = Controls.iconToggle(bench.texts(), "inspector.lock", Feather.LOCK);
    quality = Choices.words(bench.texts(), List.of(Quality.values()), this::words);
    model = new ModelBox(bench.texts(), bench.abilities());
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
            new PromptNote(bench),
            field("inspector.cast", new CastChips(bench)),
            new FrameBox(bench, FrameBox.End.FIRST),
            new FrameBox(bench, FrameBox.End.LAST),
            timing(),
            advanced());
    ScrollPane scroll = new ScrollPane(form);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("edge-to-edge");
    setCenter(scroll);
    new RecipeReuse(bench).acceptDrops(scroll);
    setBottom(new GenerateFoot(bench, pace, openModels));
    setMinWidth(250);
    connect();
    bench.story().shot().addListener((o, was, is) -> follow(was, is));
    bench.abilities().models().addListener((o, was, is) -> fill());
    bench.texts().language().addListener((o, was, is) -> fill());
    fill();
  }

  /** How the shot's model is asked when nobody says otherwise. */
  private Advice advice() {
    Optional<Shot> shot = bench.story().shot().get();
    return shot.flatMap(bench.abilities()::of)
        .filter(m -> m.model().usable())
        .map(ModelProfile::advice)
        .orElse(UNKNOWN);
  }

  private String words(Quality q) {
    Advice a = advice();
    return a.steps() == 0 || q == Quality.OWN
        ? bench.texts().get("inspector.quality.plain." + q.name())
        : bench.texts().get("inspector.quality." + q.name(), a.fixed() ? a.steps() : q.steps(a));
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
    limits.setWrapText(true);
    limits.getStyleClass().addAll("cannot", "small");
    limits.setId("inspector-limits");
    VBox all = new VBox(12, g, limits, field("inspector.negative", negative));
    TitledPane pane = new TitledPane();
    pane.textProperty().bind(bench.texts().bind("inspector.advanced"));
    pane.setContent(all);
    pane.setExpanded(false);
    pane.setAnimated(false);
    pane.setId("inspector-advanced");
    return pane;
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
    model.valueProperty().addListener((o, was, is) -> choose(Optional.ofNullable(is)));
    steps
        .getValueFactory()
        .setConverter(
            new AdvisedValues<>(
                bench.texts(),
                Double::intValue,
                () -> Optional.of(advice().steps()).filter(n -> n > 0)));
    guidance
        .getValueFactory()
        .setConverter(
            new AdvisedValues<>(
                bench.texts(),
                Double::doubleValue,
                () -> Optional.of(advice().guidance()).filter(n -> n > 0)));
    seed.textProperty().addListener((o, was, is) -> settings());
    quality
        .valueProperty()
        .addListener(
            (o, was, is) -> {
              if (!filling && is != null && is != Quality.OWN) {
                steps.getValueFactory().setValue(is.asked(advice()));
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

  /** Another model is asked as it wants to be, unless it cannot be used. */
  private void choose(Optional<ModelBox.Choice> to) {
    Optional<Shot> shot = bench.story().shot().get();
    if (filling
        || to.isEmpty()
        || shot.isEmpty()
        || shot.get().settings().model().equals(to.get().id())) {
      return;
    }
    if (to.get().reason().isPresent()) {
      fill();
      return;
    }
    edit(s -> ShotChange.model(s, to.get().id()));
  }

  private void settings() {
    if (filling || bench.story().shot().get().isEmpty()) {
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
                    s.settings().model(),
                    new Seed(v, lock.isSelected()),
                    steps.getValue(),
                    guidance.getValue(),
                    identity.getValue(),
                    motion.getValue(),
                    takes.getValue())));
    filling = true;
    quality.setValue(Quality.of(steps.getValue(), advice()));
    filling = false;
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
          advised(k);
          identity.setValue(k.identity());
          motion.setValue(k.motion());
          lock.setSelected(k.seed().locked());
          set(seed, String.valueOf(k.seed().value()));
        });
    filling = false;
    able(shot);
  }

  /** Fills what the model advises; the words of what is advised change with the model. */
  private void advised(ShotSettings k) {
    show(steps, k.steps());
    show(guidance, k.guidance());
    quality.getItems().setAll(Quality.values());
    quality.setValue(Quality.of(k.steps(), advice()));
  }

  private static <N extends Number> void show(Spinner<N> s, N value) {
    s.getValueFactory().setValue(value);
    s.getEditor().setText(s.getValueFactory().getConverter().toString(value));
  }

  /** What the model cannot be asked for is disabled, with the reason under it. */
  private void able(Optional<Shot> shot) {
    boolean fixed = advice().fixed();
    steps.setDisable(fixed);
    guidance.setDisable(fixed);
    quality.setDisable(fixed);
    Optional<String> cast = shot.flatMap(s -> bench.abilities().refusal(s, Wish.CHARACTERS));
    Optional<String> led = shot.flatMap(s -> bench.abilities().refusal(s, Wish.MOTION));
    identity.setDisable(cast.isPresent());
    motion.setDisable(led.isPresent());
    List<String> why = new ArrayList<>();
    if (fixed) {
      why.add(bench.texts().get("inspector.fixed", advice().steps()));
    }
    Stream.of(cast, led)
        .flatMap(Optional::stream)
        .forEach(l -> why.add(bench.texts().get("inspector.limit." + l)));
    limits.setText(String.join("\n", why));
    limits.setVisible(!why.isEmpty());
    limits.setManaged(!why.isEmpty());
  }

  /** Leaves caret and selection where they are when nothing changed. */
  private static void set(TextInputControl t, String text) {
    if (!t.getText().equals(text)) {
      t.setText(text);
    }
  }
}
