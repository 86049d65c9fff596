package zoetrope.app.library;

import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import zoetrope.app.model.Workbench;
import zoetrope.story.MediaRef;
import zoetrope.story.document.StoryCharacter;

/** A character of the story, with the button that puts it into the selected shot. */
final class CharacterCard extends LibraryRow {
  private final Workbench bench;
  private final FontIcon mark = new FontIcon(Feather.PLUS);
  private final Tooltip tip = new Tooltip();
  private final Button into = new Button("", mark);
  private final MenuItem change = new MenuItem();
  private final MenuItem remove = new MenuItem();

  /** What can be done with a character, by its id. */
  record Deeds(
      Consumer<String> edit,
      Consumer<String> toggle,
      Consumer<String> remove,
      Consumer<MediaRef> relink) {}

  CharacterCard(Workbench bench, Thumbnails thumbnails, String id, Deeds deeds) {
    super(bench, thumbnails, Feather.USER, deeds.relink());
    this.bench = bench;
    setId("character-" + id);
    setFocusTraversable(true);
    getStyleClass().add("library-card");
    into.setId("character-into-" + id);
    into.getStyleClass().addAll("button-icon", "flat");
    into.setTooltip(tip);
    into.accessibleTextProperty().bind(tip.textProperty());
    into.setOnAction(e -> deeds.toggle().accept(id));
    getChildren().add(into);
    setOnMouseClicked(
        e -> {
          requestFocus();
          if (e.getClickCount() == 2) {
            deeds.edit().accept(id);
          }
        });
    setOnKeyPressed(
        e -> {
          if (e.getCode() == KeyCode.ENTER) {
            deeds.edit().accept(id);
          } else if (e.getCode() == KeyCode.DELETE) {
            deeds.remove().accept(id);
          }
        });
    change.textProperty().bind(bench.texts().bind("library.edit"));
    change.setOnAction(e -> deeds.edit().accept(id));
    remove.textProperty().bind(bench.texts().bind("library.remove"));
    remove.setOnAction(e -> deeds.remove().accept(id));
    ContextMenu menu = new ContextMenu(change, remove);
    setOnContextMenuRequested(e -> menu.show(this, e.getScreenX(), e.getScreenY()));
  }

  /**
   * Shows the character as it is now.
   *
   * @param used by how many shots
   * @param inShot whether the selected shot is one of them
   */
  void show(StoryCharacter c, long used, boolean inShot) {
    show(c.images().getFirst(), c.name(), bench.texts().get("library.used", used));
    setAccessibleText(c.name());
    tip.setText(bench.texts().get(inShot ? "library.outof" : "library.into"));
    mark.setIconCode(inShot ? Feather.CHECK : Feather.PLUS);
    into.setDisable(bench.story().shot().get().isEmpty());
    remove.setDisable(used > 0);
  }
}
