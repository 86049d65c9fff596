package zoetrope.app.inspector;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.image.ImageView;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.kordamp.ikonli.feather.Feather;
import zoetrope.app.fx.Choices;
import zoetrope.app.fx.Controls;
import zoetrope.app.fx.MediaKind;
import zoetrope.app.fx.Pictures;
import zoetrope.app.model.ShotChange;
import zoetrope.app.model.Workbench;
import zoetrope.story.MediaRef;
import zoetrope.story.document.FrameSource;
import zoetrope.story.document.Shot;

/** Where a shot's first frame comes from; last frames wait for models that can be led to one. */
final class FramesBox extends VBox {
  /** What can be chosen. */
  enum Source {
    NONE,
    FILE,
    PREVIOUS
  }

  private final Workbench bench;
  private final ComboBox<Source> source;
  private final ImageView picture = new ImageView();
  private final Button file;
  private boolean filling;
  private Optional<MediaRef> shown = Optional.empty();

  FramesBox(Workbench bench) {
    super(4);
    this.bench = bench;
    source =
        Choices.box(bench.texts(), List.of(Source.values()), s -> "inspector.first." + s.name());
    source.setId("inspector-first");
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
    file.setId("inspector-first-file");
    picture.setFitHeight(72);
    picture.setFitWidth(128);
    picture.setPreserveRatio(true);
    HBox row = new HBox(6, source, file);
    HBox.setHgrow(source, Priority.ALWAYS);
    row.setAlignment(Pos.CENTER_LEFT);
    Label label = Controls.label(bench.texts(), "inspector.first", "field-label");
    label.setLabelFor(source);
    Label last = Controls.label(bench.texts(), "inspector.last", "quiet", "small");
    last.setWrapText(true);
    Tooltip why = new Tooltip();
    why.textProperty().bind(bench.texts().bind("inspector.last"));
    last.setTooltip(why);
    getChildren().addAll(label, row, picture, last);
    setOnDragOver(
        e -> {
          if (e.getDragboard().hasFiles()) {
            e.acceptTransferModes(TransferMode.COPY);
          }
          e.consume();
        });
    setOnDragDropped(
        e -> {
          take(e.getDragboard().getFiles().getFirst().toPath());
          e.setDropCompleted(true);
          e.consume();
        });
    bench.story().shot().addListener((o, was, is) -> fill());
    fill();
  }

  private void choose(Source s) {
    switch (s) {
      case NONE -> bench.story().editShot(v -> ShotChange.firstFrame(v, new FrameSource.None()));
      case PREVIOUS -> {
        if (!bench
            .story()
            .editShot(v -> ShotChange.firstFrame(v, new FrameSource.PreviousShot()))) {
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
    FileChooser chooser = new FileChooser();
    chooser.setTitle(bench.texts().get("inspector.first.choose"));
    List<String> patterns = new java.util.ArrayList<>(MediaKind.PICTURE.patterns());
    patterns.addAll(MediaKind.VIDEO.patterns());
    chooser
        .getExtensionFilters()
        .add(
            new FileChooser.ExtensionFilter(bench.texts().get("inspector.first.choose"), patterns));
    Optional.ofNullable(chooser.showOpenDialog(getScene().getWindow()))
        .ifPresent(f -> take(f.toPath()));
  }

  /** Takes a picture, or the first frame of a video, once it has been seen to be readable. */
  void take(Path chosen) {
    bench
        .background()
        .run(
            () -> {
              bench.bitmaps().read(chosen);
              return bench.story().store().media().put(chosen);
            },
            ref ->
                bench
                    .story()
                    .editShot(s -> ShotChange.firstFrame(s, new FrameSource.FromMedia(ref))));
  }

  private void fill() {
    filling = true;
    Optional<FrameSource> now = bench.story().shot().get().map(Shot::firstFrame);
    source.setValue(
        switch (now.orElseGet(FrameSource.None::new)) {
          case FrameSource.None _ -> Source.NONE;
          case FrameSource.FromMedia _ -> Source.FILE;
          case FrameSource.PreviousShot _ -> Source.PREVIOUS;
        });
    filling = false;
    Optional<MediaRef> ref =
        now.filter(f -> f instanceof FrameSource.FromMedia)
            .map(f -> ((FrameSource.FromMedia) f).media());
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
