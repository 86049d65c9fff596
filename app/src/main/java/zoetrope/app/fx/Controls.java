package zoetrope.app.fx;

import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import zoetrope.app.text.Texts;

/** Buttons and labels with words that follow the language. */
public final class Controls {
  private Controls() {}

  /** A button that shows an icon; its words are tooltip and accessible name. */
  public static Button iconButton(Texts texts, String key, Ikon icon, Runnable action) {
    Button b = new Button();
    b.getStyleClass().addAll("button-icon", "flat");
    dress(b, texts.bind(key), icon);
    b.setOnAction(e -> action.run());
    return b;
  }

  /** A toggle that shows an icon; its words are tooltip and accessible name. */
  public static ToggleButton iconToggle(Texts texts, String key, Ikon icon) {
    ToggleButton b = new ToggleButton();
    b.getStyleClass().addAll("button-icon", "flat");
    dress(b, texts.bind(key), icon);
    return b;
  }

  /** A button with an icon and words. */
  public static Button button(Texts texts, String key, Ikon icon, Runnable action) {
    Button b = new Button();
    b.textProperty().bind(texts.bind(key));
    b.setGraphic(new FontIcon(icon));
    b.setOnAction(e -> action.run());
    return b;
  }

  /** A label that follows the language. */
  public static Label label(Texts texts, String key, String... styles) {
    Label l = new Label();
    l.textProperty().bind(texts.bind(key));
    l.getStyleClass().addAll(styles);
    return l;
  }

  /** A slider from 0 to 1 with its value in percent behind it. */
  public static HBox percent(Slider s) {
    Label percent = new Label();
    percent
        .textProperty()
        .bind(s.valueProperty().map(v -> Math.round(v.doubleValue() * 100) + " %"));
    percent.setMinWidth(46);
    percent.setAlignment(Pos.CENTER_RIGHT);
    percent.getStyleClass().addAll("quiet", "small");
    HBox.setHgrow(s, Priority.ALWAYS);
    s.setMinWidth(30);
    HBox box = new HBox(6, s, percent);
    box.setAlignment(Pos.CENTER_LEFT);
    return box;
  }

  private static void dress(ButtonBase b, ObservableValue<String> words, Ikon icon) {
    b.setGraphic(new FontIcon(icon));
    Tooltip tip = new Tooltip();
    tip.textProperty().bind(words);
    b.setTooltip(tip);
    b.accessibleTextProperty().bind(words);
  }
}
