package zoetrope.app.inspector;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.ButtonType;
import javafx.scene.control.ChoiceDialog;
import javafx.scene.input.TransferMode;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import zoetrope.app.fx.Dialogs;
import zoetrope.app.model.Workbench;
import zoetrope.story.recipe.Recipe;

/** Puts the settings that a film, take or picture carries onto the selected shot. */
public final class RecipeReuse {
  private final Workbench bench;
  private final RecipeReuseViewModel recipes;

  public RecipeReuse(Workbench bench) {
    this.bench = bench;
    recipes = new RecipeReuseViewModel(bench);
  }

  /** Asks for a file. */
  public void choose(Window owner) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(bench.texts().get("inspector.reuse.title"));
    Optional.ofNullable(chooser.showOpenDialog(owner))
        .ifPresent(f -> from(f.toPath(), Optional.of(owner)));
  }

  /** Takes a file that is dropped onto a node. */
  void acceptDrops(Node node) {
    node.setOnDragOver(
        e -> {
          if (e.getDragboard().hasFiles()) {
            e.acceptTransferModes(TransferMode.COPY);
          }
          e.consume();
        });
    node.setOnDragDropped(
        e -> {
          from(
              e.getDragboard().getFiles().getFirst().toPath(),
              Optional.of(node.getScene().getWindow()));
          e.setDropCompleted(true);
          e.consume();
        });
  }

  /** Reads a file's settings in the background and puts them on the selected shot. */
  public void from(Path file) {
    from(file, Optional.empty());
  }

  /**
   * The same; a question is asked above a window.
   *
   * @param owner empty for none
   */
  public void from(Path file, Optional<Window> owner) {
    recipes.from(file, shots -> pick(shots, owner));
  }

  /** A film has several shots. */
  private Optional<Recipe.Made> pick(List<Recipe.Made> shots, Optional<Window> owner) {
    if (shots.size() == 1) {
      return Optional.of(shots.getFirst());
    }
    List<String> names =
        shots.stream().map(m -> (shots.indexOf(m) + 1) + "  " + m.shot().prompt()).toList();
    ChoiceDialog<String> dialog = new ChoiceDialog<>(names.getFirst(), names);
    owner.ifPresent(dialog::initOwner);
    dialog.setTitle(bench.texts().get("inspector.reuse.title"));
    dialog.setHeaderText(bench.texts().get("inspector.reuse.which"));
    Dialogs.dress(dialog.getDialogPane());
    dialog.getDialogPane().setId("reuse-dialog");
    Dialogs.name(
        dialog.getDialogPane(), ButtonType.CANCEL, bench.texts().bind("shell.dialog.cancel"));
    Dialogs.name(dialog.getDialogPane(), ButtonType.OK, bench.texts().bind("inspector.reuse.use"));
    return dialog.showAndWait().map(names::indexOf).map(shots::get);
  }
}
