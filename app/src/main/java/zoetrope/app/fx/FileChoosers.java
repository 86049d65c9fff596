package zoetrope.app.fx;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import zoetrope.app.model.FileAsking;
import zoetrope.app.text.Texts;

/** Asks with the system's own choosers, and begins where the last file was found. */
public final class FileChoosers implements FileAsking {
  private final Texts texts;
  private Optional<File> last = Optional.empty();

  public FileChoosers(Texts texts) {
    this.texts = texts;
  }

  @Override
  public List<Path> open(Wanted wanted, boolean several) {
    FileChooser c = chooser(wanted);
    last.filter(File::isDirectory).ifPresent(c::setInitialDirectory);
    List<File> found =
        several
            ? Optional.ofNullable(c.showOpenMultipleDialog(owner())).orElse(List.of())
            : Optional.ofNullable(c.showOpenDialog(owner())).stream().toList();
    last = found.stream().findFirst().map(File::getParentFile).or(() -> last);
    return found.stream().map(File::toPath).toList();
  }

  @Override
  public Optional<Path> save(Wanted wanted, Path proposed) {
    FileChooser c = chooser(wanted);
    Optional.ofNullable(proposed.getParent())
        .map(Path::toFile)
        .filter(File::isDirectory)
        .ifPresent(c::setInitialDirectory);
    c.setInitialFileName(String.valueOf(proposed.getFileName()));
    return Optional.ofNullable(c.showSaveDialog(owner())).map(File::toPath);
  }

  private FileChooser chooser(Wanted w) {
    FileChooser c = new FileChooser();
    c.setTitle(texts.get(w.title()));
    c.getExtensionFilters().add(new FileChooser.ExtensionFilter(texts.get(w.kind()), w.patterns()));
    return c;
  }

  /** The window that the question belongs to: the one in use. */
  private static Window owner() {
    return Window.getWindows().stream()
        .filter(Window::isFocused)
        .findFirst()
        .or(() -> Window.getWindows().stream().findFirst())
        .orElseThrow();
  }
}
