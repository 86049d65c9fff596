package zoetrope.app.takes;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import zoetrope.app.fx.Controls;
import zoetrope.app.text.Texts;

/** A take's scores as bars, the better the longer, with the figures themselves in words. */
final class ScoreRow {
  /** What is shown, and how a figure becomes a share of the best there is. */
  private enum Shown {
    IDENTITY("identity") {
      @Override
      double share(double v) {
        return v;
      }
    },
    PATH("path_error_percent") {
      @Override
      double share(double v) {
        return 1 - v / 15;
      }
    },
    STILLNESS("stillness_db") {
      @Override
      double share(double v) {
        return (v - 15) / 30;
      }
    },
    SMOOTHNESS("smoothness") {
      @Override
      double share(double v) {
        return (v - .85) / .15;
      }
    };

    private final String name;

    Shown(String name) {
      this.name = name;
    }

    abstract double share(double v);

    /** As it is told: beyond the ceiling, likeness means no more. */
    double figure(double v) {
      return this == IDENTITY ? Math.min(1, v) : v;
    }
  }

  private ScoreRow() {}

  static Node of(Texts texts, Map<String, Double> scores) {
    GridPane grid = new GridPane(8, 3);
    grid.getStyleClass().add("scores");
    int row = 0;
    for (Shown s : List.of(Shown.values())) {
      Optional<Double> v = Optional.ofNullable(scores.get(s.name));
      if (v.isPresent()) {
        Label name = Controls.label(texts, "takes.score." + s.name(), "quiet", "small");
        ProgressBar bar = new ProgressBar(Math.clamp(s.share(v.get()), 0.02, 1));
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setMinWidth(30);
        bar.setPrefHeight(6);
        Label figure = new Label(texts.get("takes.figure." + s.name(), s.figure(v.get())));
        figure.getStyleClass().add("small");
        figure.setAlignment(Pos.CENTER_RIGHT);
        figure.setMinWidth(Region.USE_PREF_SIZE);
        Tooltip tip = new Tooltip();
        tip.textProperty().bind(texts.bind("takes.score." + s.name() + ".tip"));
        Tooltip.install(bar, tip);
        bar.setAccessibleText(name.getText() + " " + figure.getText());
        grid.addRow(row++, name, bar, figure);
        GridPane.setHgrow(bar, Priority.ALWAYS);
      }
    }
    return grid;
  }
}
