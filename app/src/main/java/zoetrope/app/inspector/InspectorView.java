package zoetrope.app.inspector;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;
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
import zoetrope.app.model.TakePace;
import zoetrope.app.model.Workbench;
import zoetrope.service.models.ModelProfile.Advice;
import zoetrope.story.document.Shot;
import zoetrope.story.document.ShotSettings;

/** The selected shot's settings; the button that makes takes is always in sight. */
public final class InspectorView extends BorderPane {
  private static final int MOST_SECONDS = 30;

  private final Workbench bench;
  private final InspectorViewModel shot;
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

  /**
   * @param pace how long takes take
   * @param openModels shows the page of models
   */
  public InspectorView(Workbench bench, SavedPrompts saved, TakePace pace, Runnable openModels) {
    this.bench = bench;
    shot = new InspectorViewModel(bench);
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
            new FrameBox(bench, FrameViewModel.End.FIRST),
            new FrameBox(bench, FrameViewModel.End.LAST),
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

  private String words(Quality q) {
    Advice a = shot.advice();
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
    text(name, shot::name);
    text(prompt, shot::prompt);
    text(negative, shot::negative);
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
    changed(seconds.valueProperty(), shot::seconds);
    changed(takes.valueProperty(), shot::takes);
    changed(steps.valueProperty(), shot::steps);
    changed(guidance.valueProperty(), shot::guidance);
    changed(identity.valueProperty(), v -> shot.identity(v.doubleValue()));
    changed(motion.valueProperty(), v -> shot.motion(v.doubleValue()));
    changed(lock.selectedProperty(), shot::lock);
    changed(seed.textProperty(), shot::seed);
    changed(model.valueProperty(), this::choose);
    steps
        .getValueFactory()
        .setConverter(
            new AdvisedValues<>(
                bench.texts(),
                Double::intValue,
                () -> Optional.of(shot.advice().steps()).filter(n -> n > 0)));
    guidance
        .getValueFactory()
        .setConverter(
            new AdvisedValues<>(
                bench.texts(),
                Double::doubleValue,
                () -> Optional.of(shot.advice().guidance()).filter(n -> n > 0)));
    changed(
        quality.valueProperty(),
        q -> {
          if (q != Quality.OWN) {
            steps.getValueFactory().setValue(q.asked(shot.advice()));
          }
        });
  }

  /** Hands on what the user changes; what the view itself fills in is none of that. */
  private <T> void changed(ObservableValue<T> value, Consumer<T> edit) {
    value.addListener(
        (o, was, is) -> {
          if (!filling && is != null && shot.shot().isPresent()) {
            edit.accept(is);
          }
        });
  }

  private void text(TextInputControl t, Consumer<String> edit) {
    t.focusedProperty().addListener((o, was, is) -> shot.nextGesture());
    changed(t.textProperty(), edit);
  }

  /** A model that cannot be used is not taken. */
  private void choose(ModelBox.Choice to) {
    if (to.reason().isPresent()) {
      fill();
    } else {
      shot.model(to.id());
    }
  }

  private void follow(Optional<Shot> was, Optional<Shot> is) {
    if (!was.map(Shot::id).equals(is.map(Shot::id))) {
      shot.nextGesture();
    }
    fill();
  }

  private void fill() {
    filling = true;
    form.setDisable(shot.shot().isEmpty());
    shot.shot()
        .ifPresent(
            s -> {
              set(name, s.name());
              set(prompt, s.prompt());
              set(negative, s.negative());
              seconds.getValueFactory().setValue(shot.seconds());
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
    able();
  }

  /** Fills what the model advises; the words of what is advised change with the model. */
  private void advised(ShotSettings k) {
    show(steps, k.steps());
    show(guidance, k.guidance());
    quality.getItems().setAll(Quality.values());
    quality.setValue(Quality.of(k.steps(), shot.advice()));
  }

  private static <N extends Number> void show(Spinner<N> s, N value) {
    s.getValueFactory().setValue(value);
    s.getEditor().setText(s.getValueFactory().getConverter().toString(value));
  }

  /** What the model cannot be asked for is disabled, with the reason under it. */
  private void able() {
    boolean fixed = shot.advice().fixed();
    steps.setDisable(fixed);
    guidance.setDisable(fixed);
    quality.setDisable(fixed);
    identity.setDisable(!shot.castable());
    motion.setDisable(!shot.movable());
    limits.setText(String.join("\n", shot.limits()));
    limits.setVisible(!limits.getText().isEmpty());
    limits.setManaged(limits.isVisible());
  }

  /** Leaves caret and selection where they are when nothing changed. */
  private static void set(TextInputControl t, String text) {
    if (!t.getText().equals(text)) {
      t.setText(text);
    }
  }
}
