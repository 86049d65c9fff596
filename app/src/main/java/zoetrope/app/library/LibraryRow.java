package zoetrope.app.library;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import zoetrope.app.fx.Controls;
import zoetrope.app.fx.Pictures;
import zoetrope.app.model.Workbench;
import zoetrope.service.studio.Bitmap;
import zoetrope.story.MediaRef;

/** A file of the library with its picture, its name and where it is used. */
class LibraryRow extends HBox {
  private static final double THUMB = 48;

  private final Workbench bench;
  private final Thumbnails thumbnails;
  private final Ikon kind;
  private final StackPane picture = new StackPane();
  private final ImageView view = new ImageView();
  private final FontIcon icon = new FontIcon();
  private final Label name = new Label();
  private final Label used = new Label();
  private final Button find;
  private Optional<MediaRef> shown = Optional.empty();
  private Optional<Bitmap> drawn = Optional.empty();

  /**
   * @param kind what stands for the picture where there is none; characters are shown cut out,
   *     sounds have no picture
   * @param relink asks where a missing file is
   */
  LibraryRow(Workbench bench, Thumbnails thumbnails, Ikon kind, Consumer<MediaRef> relink) {
    super(8);
    this.bench = bench;
    this.thumbnails = thumbnails;
    this.kind = kind;
    picture.getStyleClass().add("library-thumb");
    picture.setMinSize(THUMB, THUMB);
    picture.setMaxSize(THUMB, THUMB);
    view.setFitWidth(THUMB - 4);
    view.setFitHeight(THUMB - 4);
    view.setPreserveRatio(true);
    picture.getChildren().addAll(icon, view);
    used.getStyleClass().addAll("quiet", "small");
    used.setWrapText(true);
    VBox words = new VBox(2, name, used);
    words.setAlignment(Pos.CENTER_LEFT);
    words.setMinWidth(0);
    HBox.setHgrow(words, Priority.ALWAYS);
    find =
        Controls.iconButton(
            bench.texts(), "library.relink", Feather.SEARCH, () -> shown.ifPresent(relink));
    find.managedProperty().bind(find.visibleProperty());
    setAlignment(Pos.CENTER_LEFT);
    getStyleClass().add("library-row");
    getChildren().addAll(picture, words, find);
  }

  /** Shows a file; the row stays the same node whatever it shows. */
  void show(MediaRef ref, String called, String usedWords) {
    shown = Optional.of(ref);
    Optional<Path> file = bench.story().file(ref);
    name.setText(called);
    used.setText(file.isPresent() ? usedWords : bench.texts().get("library.missing"));
    find.setVisible(file.isEmpty());
    Optional<Bitmap> is =
        kind == Feather.MUSIC
            ? Optional.empty()
            : file.flatMap(f -> thumbnails.of(f, kind == Feather.USER));
    if (!is.equals(drawn)) {
      drawn = is;
      view.setImage(is.map(Pictures::image).orElse(null));
    }
    icon.setIconCode(file.isEmpty() ? Feather.ALERT_TRIANGLE : kind);
    icon.setVisible(is.isEmpty());
  }
}
