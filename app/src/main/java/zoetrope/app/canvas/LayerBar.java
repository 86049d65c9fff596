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
import zoetrope.app.motion.Motion;
import zoetrope.app.motion.Target;
import zoetrope.core.motion.Ease;
import zoetrope.story.document.Appearance;
import zoetrope.story.document.Shot;
import zoetrope.story.motion.CameraMove;
import zoetrope.story.motion.Point;
import zoetrope.story.motion.RegionArea;
import zoetrope.story.motion.RegionMotion;

/** All that can move in the shot, one chip each, and the properties of the chosen one. */
final class LayerBar extends HBox {
  private final Workbench bench;
  private final CanvasModel model;
  private final HBox chips = new HBox(6);
  private final Rows<Target, ToggleButton> layers = new Rows<>(this::chip);
  private final ComboBox<Ease> ease;
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
                setEase(is);
              }
            });
    pin = Controls.iconToggle(bench.texts(), "canvas.pin", Feather.MAP_PIN);
    pin.setId("canvas-pin");
    pin.setOnAction(e -> togglePin());
    remove = Controls.iconButton(bench.texts(), "canvas.remove", Feather.TRASH_2, model::remove);
    remove.setId("canvas-remove");
    ease.setPrefWidth(164);
    ease.setMinWidth(120);
    pin.setMinWidth(USE_PREF_SIZE);
    remove.setMinWidth(USE_PREF_SIZE);
    getChildren().addAll(scroll, ease, pin, remove);
    model.changes().addListener((o, was, is) -> fill());
    model.target().addListener((o, was, is) -> fill());
    bench.texts().language().addListener((o, was, is) -> fill());
    fill();
  }

  private void setEase(Ease to) {
    Target t = model.target().get();
    model
        .shot()
        .flatMap(s -> Motion.path(s, t))
        .filter(a -> a.ease() != to)
        .ifPresent(a -> model.edit(s -> Motion.points(s, t, a.points(), to)));
  }

  private void togglePin() {
    Target t = model.target().get();
    if (t instanceof Target.Region(int i)) {
      Point c = model.centre(t);
      model.edit(s -> Motion.pin(s, i, !Motion.pinned(s, t), c));
    }
  }

  private void fill() {
    filling = true;
    Optional<Shot> shot = model.shot();
    Rows.into(chips.getChildren(), shot.map(this::chipsOf).orElse(List.of()));
    Target t = model.target().get();
    Optional<RegionMotion.Along> path = shot.flatMap(s -> Motion.path(s, t));
    ease.setDisable(path.isEmpty());
    ease.setValue(path.map(RegionMotion.Along::ease).orElse(Ease.IN_OUT));
    pin.setDisable(!(t instanceof Target.Region));
    pin.setSelected(shot.map(s -> Motion.pinned(s, t)).orElse(false));
    boolean moves = shot.filter(s -> !s.motion().camera().equals(CameraMove.STILL)).isPresent();
    remove.setDisable(
        t instanceof Target.Camera ? !moves : shot.flatMap(s -> Motion.place(s, t)).isEmpty());
    filling = false;
  }

  private List<ToggleButton> chipsOf(Shot shot) {
    List<Target> targets = new ArrayList<>();
    Map<Target, String> names = new HashMap<>();
    for (Appearance a : shot.cast()) {
      Target t = new Target.Character(a.characterId());
      targets.add(t);
      names.put(t, bench.story().characterName(a.characterId()));
    }
    int number = 1;
    for (int i = 0; i < shot.motion().regions().size(); i++) {
      if (!(shot.motion().regions().get(i).area() instanceof RegionArea.OfCharacter)) {
        Target t = new Target.Region(i);
        targets.add(t);
        names.put(t, bench.texts().get("canvas.region", number++));
      }
    }
    targets.add(new Target.Camera());
    names.put(new Target.Camera(), bench.texts().get("canvas.camera"));
    targets.add(new Target.Nothing());
    names.put(new Target.Nothing(), bench.texts().get("canvas.new"));
    List<ToggleButton> shown = layers.of(targets);
    int region = 1;
    for (int i = 0; i < shown.size(); i++) {
      Target t = targets.get(i);
      shown.get(i).setText(names.get(t));
      shown.get(i).setSelected(model.target().get().equals(t));
      if (t instanceof Target.Region) {
        shown.get(i).setId("canvas-region-" + region++);
      }
    }
    return shown;
  }

  private ToggleButton chip(Target t) {
    Node graphic =
        switch (t) {
          case Target.Character _ -> new FontIcon(Feather.USER);
          case Target.Region(int i) -> new Circle(5, OverlayColours.region(i));
          case Target.Camera _ -> new FontIcon(Feather.VIDEO);
          case Target.Nothing _ -> new FontIcon(Feather.PLUS);
        };
    ToggleButton b = new ToggleButton("", graphic);
    b.getStyleClass().addAll("chip", "small");
    b.setOnAction(e -> choose(t));
    switch (t) {
      case Target.Camera _ -> b.setId("canvas-camera-layer");
      case Target.Nothing _ -> b.setId("canvas-new-region");
      case Target.Character _, Target.Region _ -> {}
    }
    return b;
  }

  /** Works on it, with the tool that it is worked on with. */
  private void choose(Target t) {
    model.target().set(t);
    switch (t) {
      case Target.Camera _ -> model.tool().set(CanvasModel.Tool.SELECT);
      case Target.Nothing _ -> model.tool().set(CanvasModel.Tool.BRUSH);
      case Target.Character _, Target.Region _ -> {}
    }
    fill();
  }
}
