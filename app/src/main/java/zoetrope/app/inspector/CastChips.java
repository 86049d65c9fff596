package zoetrope.app.inspector;

import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import zoetrope.app.fx.Controls;
import zoetrope.app.model.ShotChange;
import zoetrope.app.model.Workbench;
import zoetrope.story.document.Appearance;
import zoetrope.story.document.Shot;

/** The characters of the selected shot, each of which can be taken out. */
final class CastChips extends FlowPane {
  private final Workbench bench;

  CastChips(Workbench bench) {
    super(6, 6);
    this.bench = bench;
    setAlignment(Pos.CENTER_LEFT);
    bench.story().shot().addListener((o, was, is) -> fill());
    bench.story().story().addListener((o, was, is) -> fill());
    bench.texts().language().addListener((o, was, is) -> fill());
    fill();
  }

  private void fill() {
    getChildren().clear();
    Optional<Shot> shot = bench.story().shot().get();
    if (shot.isEmpty()) {
      return;
    }
    shot.get().cast().forEach(a -> getChildren().add(chip(a)));
    if (shot.get().cast().isEmpty()) {
      Label none = Controls.label(bench.texts(), "inspector.cast.none", "quiet", "small");
      none.setWrapText(true);
      getChildren().add(none);
    }
  }

  private Button chip(Appearance a) {
    String who = bench.story().characterName(a.characterId());
    Button chip = new Button(who, new FontIcon(Feather.X));
    chip.getStyleClass().addAll("chip", "small");
    chip.setContentDisplay(ContentDisplay.RIGHT);
    chip.setAccessibleText(bench.texts().get("inspector.outof", who));
    chip.setOnAction(e -> out(a.characterId()));
    return chip;
  }

  private void out(String id) {
    bench
        .story()
        .editShot(
            s ->
                ShotChange.cast(
                    s, s.cast().stream().filter(x -> !x.characterId().equals(id)).toList()));
  }
}
