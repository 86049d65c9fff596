package zoetrope.app.inspector;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import zoetrope.app.fx.Controls;
import zoetrope.app.fx.Rows;
import zoetrope.app.model.TakePace;
import zoetrope.app.model.Workbench;
import zoetrope.service.models.ModelProfile;
import zoetrope.service.models.ShotFit;
import zoetrope.story.document.Shot;

/**
 * The button that makes takes, always in sight, with how long they will take; or why the shot's
 * model cannot make them, and what helps.
 */
final class GenerateFoot extends VBox {
  private static final int MINUTE = 60;

  private final Workbench bench;
  private final TakePace pace;
  private final VBox reasons = new VBox(4);
  private final Rows<String, Label> told = new Rows<>(GenerateFoot::reason);
  private final Button models;
  private final Button generate = new Button();
  private final Label about = new Label();

  /**
   * @param openModels shows the page of models
   */
  GenerateFoot(Workbench bench, TakePace pace, Runnable openModels) {
    super(6);
    this.bench = bench;
    this.pace = pace;
    getStyleClass().add("inspector-foot");
    reasons.setId("inspector-unfit");
    models = Controls.button(bench.texts(), "inspector.model.open", Feather.BOX, openModels);
    models.setId("inspector-models");
    models.getStyleClass().add("small");
    generate.setId("inspector-generate");
    generate.setGraphic(new FontIcon(Feather.ZAP));
    generate.getStyleClass().add("accent");
    generate.setMaxWidth(Double.MAX_VALUE);
    generate.setOnAction(e -> TakeRequests.takes(bench, false));
    about.setId("inspector-about");
    about.getStyleClass().addAll("quiet", "small");
    about.setGraphic(new FontIcon(Feather.CLOCK));
    HBox time = new HBox(about);
    time.setAlignment(javafx.geometry.Pos.CENTER);
    time.managedProperty().bind(about.textProperty().isNotEmpty());
    time.visibleProperty().bind(time.managedProperty());
    HBox.setHgrow(generate, Priority.ALWAYS);
    getChildren().addAll(reasons, models, generate, time);
    bench.story().shot().addListener((o, was, is) -> fill());
    bench.story().story().addListener((o, was, is) -> fill());
    bench.abilities().models().addListener((o, was, is) -> fill());
    bench.texts().language().addListener((o, was, is) -> fill());
    fill();
  }

  private void fill() {
    Optional<Shot> shot = bench.story().shot().get();
    Optional<ModelProfile> model = shot.flatMap(bench.abilities()::of);
    int takes = shot.map(s -> s.settings().takes()).orElse(1);
    boolean missing = shot.filter(bench.abilities()::missing).isPresent();
    List<String> why = shot.map(s -> why(s, model, missing)).orElse(List.of());
    Rows.into(reasons.getChildren(), told.of(why));
    shown(reasons, !why.isEmpty());
    shown(models, missing || model.filter(m -> !m.model().usable()).isPresent());
    generate.setText(bench.texts().get("inspector.generate", takes));
    generate.setDisable(shot.isEmpty() || !why.isEmpty());
    generate.setAccessibleHelp(String.join(" ", why));
    var rate = bench.story().story().get().format().fps();
    Optional<Duration> time =
        why.isEmpty()
            ? shot.flatMap(s -> model.flatMap(m -> pace.estimate(s, takes, m, rate)))
            : Optional.empty();
    about.setText(time.map(d -> bench.texts().get("inspector.time", words(d))).orElse(""));
  }

  private List<String> why(Shot shot, Optional<ModelProfile> model, boolean missing) {
    if (missing) {
      return List.of(bench.texts().get("inspector.model.missing", shot.settings().model()));
    }
    if (model.filter(m -> !m.model().usable()).isPresent()) {
      return List.of(bench.texts().get("inspector.model.incomplete"));
    }
    return model.stream()
        .flatMap(m -> ShotFit.limits(shot, m).stream())
        .map(l -> bench.texts().get("inspector.limit." + l))
        .distinct()
        .toList();
  }

  private static Label reason(String words) {
    Label l = new Label(words, new FontIcon(Feather.ALERT_TRIANGLE));
    l.setWrapText(true);
    l.getStyleClass().addAll("small", "unfit");
    return l;
  }

  private static void shown(javafx.scene.Node n, boolean is) {
    n.setVisible(is);
    n.setManaged(is);
  }

  /** Rounded, as estimates are: 5 s steps below two minutes, minutes above. */
  private String words(Duration d) {
    long s = Math.max(1, d.toSeconds());
    if (s < 2 * MINUTE) {
      long step = s < 20 ? 1 : 5;
      return bench.texts().get("inspector.time.seconds", Math.ceilDiv(s, step) * step);
    }
    long minutes = Math.round(s / (double) MINUTE);
    return minutes < 2 * MINUTE
        ? bench.texts().get("inspector.time.minutes", minutes)
        : bench.texts().get("inspector.time.hours", minutes / (double) MINUTE);
  }
}
