package zoetrope.app.inspector;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import zoetrope.app.fx.Controls;
import zoetrope.app.fx.Rows;
import zoetrope.app.model.Workbench;

/** The characters of the selected shot, each of which can be taken out. */
final class CastChips extends FlowPane {
  private final Workbench bench;
  private final CastViewModel cast;
  private final Rows<String, Button> chips = new Rows<>(this::chip);
  private final Label none;

  CastChips(Workbench bench) {
    super(6, 6);
    this.bench = bench;
    cast = new CastViewModel(bench.story());
    setAlignment(Pos.CENTER_LEFT);
    none = Controls.label(bench.texts(), "inspector.cast.none", "quiet", "small");
    none.setWrapText(true);
    bench.story().story().addListener((o, was, is) -> fill());
    bench.story().selectedShot().addListener((o, was, is) -> fill());
    bench.texts().language().addListener((o, was, is) -> fill());
    fill();
  }

  private void fill() {
    List<String> members = cast.members();
    List<Button> shown = chips.of(members);
    for (int i = 0; i < shown.size(); i++) {
      String who = bench.story().characterName(members.get(i));
      shown.get(i).setText(who);
      shown.get(i).setAccessibleText(bench.texts().get("inspector.outof", who));
    }
    boolean nobody = members.isEmpty() && bench.story().shot().get().isPresent();
    Rows.into(getChildren(), nobody ? List.of(none) : shown);
  }

  private Button chip(String id) {
    Button chip = new Button("", new FontIcon(Feather.X));
    chip.getStyleClass().addAll("chip", "small");
    chip.setContentDisplay(ContentDisplay.RIGHT);
    chip.setOnAction(e -> cast.leave(id));
    return chip;
  }
}
