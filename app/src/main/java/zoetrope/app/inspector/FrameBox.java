package zoetrope.app.inspector;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import zoetrope.app.fx.Choices;
import zoetrope.app.fx.Controls;
import zoetrope.app.fx.MediaKind;
import zoetrope.app.fx.Pictures;
import zoetrope.app.inspector.FrameViewModel.Source;
import zoetrope.app.model.FileAsking;
import zoetrope.app.model.Workbench;
import zoetrope.story.MediaRef;

/** Where a shot's first or last frame comes from. */
final class FrameBox extends VBox {
  private final Workbench bench;
  private final FrameViewModel frame;
  private final ComboBox<Source> source;
  private final ImageView picture = new ImageView();
  private final Button file;
  private final Label why;
  private boolean filling;
  private Optional<MediaRef> shown = Optional.empty();

  FrameBox(Workbench bench, FrameViewModel.End end) {
    super(6);
    this.bench = bench;
    frame = new FrameViewModel(bench, end);
    source = Choices.box(bench.texts(), frame.sources(), s -> frame.key() + "." + s.name());
    source.setId(frame.key().replace('.', '-'));
    source.setMaxWidth(Double.MAX_VALUE);
    source
        .valueProperty()
        .addListener(
            (o, was, is) -> {
              if (!filling && is != null) {
                choose(is);
              }
            });
    file = Controls.iconButton(bench.texts(), "inspector.first.choose", Feather.FOLDER, this::open);
    file.setId(source.getId() + "-file");
    picture.setFitHeight(72);
    picture.setFitWidth(128);
    picture.setPreserveRatio(true);
    HBox row = new HBox(6, source, file);
    HBox.setHgrow(source, Priority.ALWAYS);
    row.setAlignment(Pos.CENTER_LEFT);
    Label label = Controls.label(bench.texts(), frame.key(), "field-label");
    label.setLabelFor(source);
    why = new Label();
    why.getStyleClass().addAll("cannot", "small");
    why.setWrapText(true);
    getChildren().addAll(label, row, picture, why);
    drops();
    bench.story().shot().addListener((o, was, is) -> fill());
    bench.abilities().models().addListener((o, was, is) -> fill());
    bench.texts().language().addListener((o, was, is) -> fill());
    fill();
  }

  private void drops() {
    setOnDragOver(
        e -> {
          if (e.getDragboard().hasFiles() && !source.isDisabled()) {
            e.acceptTransferModes(TransferMode.COPY);
          }
          e.consume();
        });
    setOnDragDropped(
        e -> {
          frame.take(e.getDragboard().getFiles().getFirst().toPath());
          e.setDropCompleted(true);
          e.consume();
        });
  }

  private void choose(Source s) {
    switch (s) {
      case NONE -> frame.none();
      case PREVIOUS -> {
        if (!frame.previous()) {
          fill();
        }
      }
      case FILE -> {
        open();
        fill();
      }
    }
  }

  private void open() {
    List<String> patterns = new ArrayList<>(MediaKind.PICTURE.patterns());
    patterns.addAll(MediaKind.VIDEO.patterns());
    bench
        .asking()
        .open(new FileAsking.Wanted("inspector.first.choose", "library.pictures", patterns), false)
        .forEach(frame::take);
  }

  private void fill() {
    filling = true;
    Optional<String> refusal = frame.refusal();
    boolean possible = refusal.isEmpty();
    why.setText(refusal.map(l -> bench.texts().get("inspector.limit." + l)).orElse(""));
    source.setDisable(!possible);
    file.setDisable(!possible);
    why.setVisible(!possible);
    why.setManaged(!possible);
    source.setValue(frame.source());
    filling = false;
    show(frame.picture());
  }

  private void show(Optional<MediaRef> ref) {
    picture.setVisible(ref.isPresent());
    picture.setManaged(ref.isPresent());
    if (!ref.equals(shown)) {
      shown = ref;
      picture.setImage(null);
      ref.flatMap(bench.story()::file)
          .ifPresent(
              f ->
                  bench
                      .background()
                      .run(
                          () -> bench.bitmaps().read(f), b -> picture.setImage(Pictures.image(b))));
    }
  }
}
