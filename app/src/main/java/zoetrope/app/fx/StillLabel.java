package zoetrope.app.fx;

import javafx.scene.control.Label;
import javafx.scene.layout.Region;

/** A label of fixed width whose words change often: new words lay nothing out around it. */
public final class StillLabel extends Region {
  private final Label label = new Label();

  public StillLabel(double width, String... styles) {
    label.setManaged(false);
    label.getStyleClass().addAll(styles);
    getChildren().add(label);
    setMinWidth(width);
    setPrefWidth(width);
    setMaxWidth(width);
  }

  public Label label() {
    return label;
  }

  @Override
  protected double computePrefHeight(double width) {
    return label.prefHeight(width);
  }

  @Override
  protected void layoutChildren() {
    label.resizeRelocate(0, 0, getWidth(), getHeight());
  }
}
