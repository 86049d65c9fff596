package zoetrope.app.canvas;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.shape.Circle;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import zoetrope.app.fx.Choices;
import zoetrope.app.fx.Controls;
import zoetrope.app.fx.Rows;
import zoetrope.app.model.Workbench;
import zoetrope.core.motion.Ease;
import zoetrope.story.document.Appearance;
import zoetrope.story.document.Shot;
import zoetrope.story.motion.MotionTarget;
import zoetrope.story.motion.RegionArea;

/** All that can move in the shot, one chip each, and the properties of the chosen one. */
final class LayerBar extends HBox {
  private final Workbench bench;
  private final CanvasModel model;
  private final HBox chips = new HBox(6);
  private final Rows<MotionTarget, ToggleButton> layers = new Rows<>(this::chip);
  private final ComboBox<Ease> ease;
  private final ToggleButton exact;
  private final ToggleButton pin;
  private final Button remove;
  private boolean filling;

  LayerBar(Workbench bench, CanvasModel model) {
    this.bench = bench;
    this.model = model;
    setId("canvas-layers");
    getStyleClass().add("layer-bar");
    setAlignment(Pos.CENTER_LEFT);
    chips.setAlignment(Pos.CENTER_LEFT);
    ScrollPane scroll = new ScrollPane(chips);
    scroll.setFitToHeight(true);
    scroll.getStyleClass().add("edge-to-edge");
    scroll.setVbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    HBox.setHgrow(scroll, Priority.ALWAYS);
    ease = Choices.box(bench.texts(), List.of(Ease.values()), e -> "canvas.ease." + e.name());
    ease.setId("canvas-ease");
    ease.accessibleTextProperty().bind(bench.texts().bind("canvas.ease"));
    ease.valueProperty()
        .addListener(
            (o, was, is) -> {
              if (!filling && is != null) {
                model.motion().ease(model.target().get(), is);
              }
            });
    exact = Controls.iconToggle(bench.texts(), "canvas.exact", Feather.EDIT_3);
    exact.setId("canvas-exact");
    exact.setOnAction(e -> toggleExact());
    exact.setMinWidth(USE_PREF_SIZE);
    pin = Controls.iconToggle(bench.texts(), "canvas.pin", Feather.MAP_PIN);
    pin.setId("canvas-pin");
    pin.setOnAction(e -> togglePin());
    remove = Controls.iconButton(bench.texts(), "canvas.remove", Feather.TRASH_2, model::remove);
    remove.setId("canvas-remove");
    ease.setPrefWidth(164);
    ease.setMinWidth(120);
    pin.setMinWidth(USE_PREF_SIZE);
    remove.setMinWidth(USE_PREF_SIZE);
    getChildren().addAll(scroll, ease, exact, pin, remove);
    model.changes().addListener((o, was, is) -> fill());
    model.target().addListener((o, was, is) -> fill());
    bench.texts().language().addListener((o, was, is) -> fill());
    fill();
  }

  private void togglePin() {
    if (model.target().get() instanceof MotionTarget.Region region) {
      model.motion().togglePin(region, model.centre(region));
    }
  }

  private void toggleExact() {
    if (model.target().get() instanceof MotionTarget.Region region) {
      model.motion().exact(region, exact.isSelected());
    }
  }

  private void fill() {
    filling = true;
    Optional<Shot> shot = model.shot();
    Rows.into(chips.getChildren(), shot.map(this::chipsOf).orElse(List.of()));
    MotionTarget t = model.target().get();
    Optional<Ease> now = shot.flatMap(s -> s.motion().ease(t));
    ease.setDisable(now.isEmpty());
    ease.setValue(now.orElse(Ease.IN_OUT));
    exact.setDisable(!(t instanceof MotionTarget.Region));
    exact.setSelected(model.exact(t));
    pin.setDisable(!(t instanceof MotionTarget.Region));
    pin.setSelected(shot.map(s -> s.motion().pinned(t)).orElse(false));
    boolean moves = shot.filter(s -> !s.motion().camera().stands()).isPresent();
    remove.setDisable(
        t instanceof MotionTarget.Camera
            ? !moves
            : shot.flatMap(s -> s.motion().index(t)).isEmpty());
    filling = false;
  }

  private List<ToggleButton> chipsOf(Shot shot) {
    List<MotionTarget> targets = new ArrayList<>();
    Map<MotionTarget, String> names = new HashMap<>();
    for (Appearance a : shot.cast()) {
      MotionTarget t = new MotionTarget.Character(a.characterId());
      targets.add(t);
      names.put(t, bench.story().characterName(a.characterId()));
    }
    int number = 1;
    for (int i = 0; i < shot.motion().regions().size(); i++) {
      if (!(shot.motion().regions().get(i).area() instanceof RegionArea.OfCharacter)) {
        MotionTarget t = new MotionTarget.Region(i);
        targets.add(t);
        names.put(t, bench.texts().get("canvas.region", number++));
      }
    }
    targets.add(new MotionTarget.Camera());
    names.put(new MotionTarget.Camera(), bench.texts().get("canvas.camera"));
    targets.add(new MotionTarget.Nothing());
    names.put(new MotionTarget.Nothing(), bench.texts().get("canvas.new"));
    List<ToggleButton> shown = layers.of(targets);
    int region = 1;
    for (int i = 0; i < shown.size(); i++) {
      MotionTarget t = targets.get(i);
      shown.get(i).setText(names.get(t));
      shown.get(i).setSelected(model.target().get().equals(t));
      if (t instanceof MotionTarget.Region) {
        shown.get(i).setId("canvas-region-" + region++);
      }
    }
    return shown;
  }

  private ToggleButton chip(MotionTarget t) {
    Node graphic =
        switch (t) {
          case MotionTarget.Character _ -> new FontIcon(Feather.USER);
          case MotionTarget.Region(int i) -> new Circle(5, OverlayColours.region(i));
          case MotionTarget.Camera _ -> new FontIcon(Feather.VIDEO);
          case MotionTarget.Nothing _ -> new FontIcon(Feather.PLUS);
        };
    ToggleButton b = new ToggleButton("", graphic);
    b.getStyleClass().addAll("chip", "small");
    b.setOnAction(e -> choose(t));
    switch (t) {
      case MotionTarget.Camera _ -> b.setId("canvas-camera-layer");
      case MotionTarget.Nothing _ -> b.setId("canvas-new-region");
      case MotionTarget.Character _, MotionTarget.Region _ -> {}
    }
    return b;
  }

  /** Works on it, with the tool that it is worked on with. */
  private void choose(MotionTarget t) {
    model.target().set(t);
    switch (t) {
      case MotionTarget.Camera _ -> model.tool().set(CanvasModel.Tool.SELECT);
      case MotionTarget.Nothing _ -> model.tool().set(CanvasModel.Tool.BRUSH);
      case MotionTarget.Character _, MotionTarget.Region _ -> {}
    }
    fill();
  }
}
