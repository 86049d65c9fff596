package zoetrope.app.timeline;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.control.SpinnerValueFactory.DoubleSpinnerValueFactory;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import zoetrope.app.fx.Choices;
import zoetrope.app.fx.Controls;
import zoetrope.app.model.Workbench;
import zoetrope.story.timeline.AudioClip;
import zoetrope.story.timeline.Clip;
import zoetrope.story.timeline.Marker;
import zoetrope.story.timeline.Speed;
import zoetrope.story.timeline.TimeRange;
import zoetrope.story.timeline.Timeline;
import zoetrope.story.timeline.Title;
import zoetrope.story.timeline.Transition;

/** What can be set of the thing that is chosen: a title's words, a sound's gain and fades. */
final class TimelineProperties extends HBox {
  private final Workbench bench;
  private final TimelineModel model;
  private final BooleanProperty wide = new SimpleBooleanProperty(true);
  private Optional<String> shown = Optional.empty();

  TimelineProperties(Workbench bench, TimelineModel model) {
    super(6);
    this.bench = bench;
    this.model = model;
    setAlignment(Pos.CENTER_RIGHT);
    setId("timeline-properties");
    model.chosen().addListener((o, was, is) -> fill());
    model.changes().addListener((o, was, is) -> followUndo());
  }

  /** Whether there is room for labels; without, what a field is stands in its tooltip. */
  BooleanProperty wide() {
    return wide;
  }

  /** While somebody types here, what is typed must not be replaced under their hands. */
  private void followUndo() {
    boolean typing = getScene() != null && inside(getScene().getFocusOwner());
    if (!typing && !shown.equals(state())) {
      fill();
    }
  }

  private boolean inside(Node n) {
    Node at = n;
    while (at != null) {
      if (at == this) {
        return true;
      }
      at = at.getParent();
    }
    return false;
  }

  private Optional<String> state() {
    return model
        .chosen()
        .get()
        .map(
            id ->
                String.valueOf(model.timeline().title(id))
                    + model.timeline().sound(id)
                    + model.timeline().marker(id)
                    + model.pictures().clip(id)
                    + model.length());
  }

  private void fill() {
    shown = state();
    Optional<String> id = model.chosen().get();
    getChildren().clear();
    id.flatMap(model.timeline()::title).ifPresent(this::title);
    id.flatMap(model.timeline()::sound).ifPresent(this::sound);
    id.flatMap(model.timeline()::marker).ifPresent(this::marker);
    id.flatMap(model.pictures()::clip).ifPresent(this::clip);
  }

  /** Says quietly that the film is over before this is. */
  private void cut(TimeRange place) {
    if (model.length().cuts(place)) {
      Label l = label("timeline.cut");
      l.setId("timeline-cut");
      getChildren().addFirst(l);
    }
  }

  private void title(Title t) {
    TextField words = new TextField(t.text());
    words.setId("timeline-title-text");
    words.setPrefColumnCount(15);
    words.accessibleTextProperty().bind(bench.texts().bind("timeline.title"));
    String gesture = TimelineModel.gesture();
    words
        .textProperty()
        .addListener(
            (o, was, is) -> {
              if (!is.isBlank() && is.length() <= Title.MAX_TEXT) {
                model.change(
                    t.id(),
                    v -> new Title(v.id(), is, v.place(), v.position(), v.style()),
                    gesture);
              }
            });
    ComboBox<Title.Style> style =
        Choices.box(
            bench.texts(), Arrays.asList(Title.Style.values()), v -> "timeline.style." + v.name());
    style.setId("timeline-title-style");
    style.setValue(t.style());
    style
        .valueProperty()
        .addListener(
            (o, was, is) ->
                model.change(
                    t.id(),
                    v -> new Title(v.id(), v.text(), v.place(), v.position(), is),
                    TimelineModel.gesture()));
    ComboBox<Title.Position> place =
        Choices.box(
            bench.texts(),
            Arrays.asList(Title.Position.values()),
            v -> "timeline.position." + v.name());
    place.setId("timeline-title-position");
    place.setValue(t.position());
    place
        .valueProperty()
        .addListener(
            (o, was, is) ->
                model.change(
                    t.id(),
                    v -> new Title(v.id(), v.text(), v.place(), is, v.style()),
                    TimelineModel.gesture()));
    getChildren().addAll(words, style, place);
    cut(t.place());
  }

  private void sound(AudioClip a) {
    double most = (double) a.place().duration() / Timeline.TICKS_PER_SECOND / 2;
    Spinner<Double> gain = spinner("gain", -60, 24, a.gainDb(), 1);
    Spinner<Double> in = spinner("fadein", 0, most, seconds(a.fadeIn()), .1);
    Spinner<Double> out = spinner("fadeout", 0, most, seconds(a.fadeOut()), .1);
    String gesture = TimelineModel.gesture();
    Runnable apply =
        () ->
            model.levels(
                a.id(), gain.getValue(), ticks(in.getValue()), ticks(out.getValue()), gesture);
    for (Spinner<Double> s : List.of(gain, in, out)) {
      s.valueProperty().addListener((o, was, is) -> apply.run());
    }
    getChildren()
        .addAll(
            label("timeline.gain"),
            gain,
            label("timeline.fadein"),
            in,
            label("timeline.fadeout"),
            out);
    cut(a.place());
  }

  private void marker(Marker m) {
    TextField name = new TextField(m.name());
    name.setId("timeline-marker-name");
    name.setPrefColumnCount(14);
    name.promptTextProperty().bind(bench.texts().bind("timeline.marker.name"));
    String gesture = TimelineModel.gesture();
    name.textProperty().addListener((o, was, is) -> model.rename(m.id(), is, gesture));
    getChildren().add(name);
  }

  private void clip(Clip c) {
    speed(c);
    if (c.entry().kind() == Transition.Kind.CUT) {
      return;
    }
    Spinner<Double> length = spinner("length", .1, 5, seconds(c.entry().duration()), .1);
    String gesture = TimelineModel.gesture();
    length
        .valueProperty()
        .addListener((o, was, is) -> model.transition(c.id(), ticks(is), gesture));
    getChildren().addAll(label("timeline.length"), length);
  }

  /** In percent; the second spinner makes a ramp, and follows the first until it does. */
  private void speed(Clip c) {
    double least = Speed.SLOWEST * 100;
    double most = Speed.FASTEST * 100;
    Spinner<Double> from = spinner("speed", least, most, c.speed().from() * 100, 5);
    Spinner<Double> to = spinner("speed.to", least, most, c.speed().to() * 100, 5);
    String gesture = TimelineModel.gesture();
    Runnable apply =
        () ->
            model.changeClip(
                c.id(),
                now -> now.with(new Speed(from.getValue() / 100, to.getValue() / 100)),
                gesture);
    from.valueProperty()
        .addListener(
            (o, was, is) -> {
              if (to.getValue().equals(was)) {
                to.getValueFactory().setValue(is);
              } else {
                apply.run();
              }
            });
    to.valueProperty().addListener((o, was, is) -> apply.run());
    getChildren().addAll(label("timeline.speed"), from, label("timeline.speed.to"), to);
  }

  private Label label(String key) {
    Label l = Controls.label(bench.texts(), key, "quiet", "small");
    l.setMinWidth(USE_PREF_SIZE);
    l.visibleProperty().bind(wide);
    l.managedProperty().bind(wide);
    return l;
  }

  private Spinner<Double> spinner(String id, double least, double most, double now, double step) {
    Spinner<Double> s =
        new Spinner<>(new DoubleSpinnerValueFactory(least, Math.max(least, most), now, step));
    s.setId("timeline-" + id);
    s.setEditable(true);
    s.setPrefWidth(84);
    s.setMinWidth(76);
    s.accessibleTextProperty().bind(bench.texts().bind("timeline." + id));
    Tooltip tip = new Tooltip();
    tip.textProperty().bind(bench.texts().bind("timeline." + id));
    s.setTooltip(tip);
    return s;
  }

  private static double seconds(long ticks) {
    return Math.round(ticks * 100.0 / Timeline.TICKS_PER_SECOND) / 100.0;
  }

  private static long ticks(double seconds) {
    return Math.round(seconds * Timeline.TICKS_PER_SECOND);
  }
}
