package zoetrope.app.inspector;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
import zoetrope.app.model.FileAsking;
import zoetrope.app.model.ShotChange;
import zoetrope.app.model.Workbench;
import zoetrope.service.models.ModelProfile.Wish;
import zoetrope.story.MediaRef;
import zoetrope.story.document.FrameSource;
import zoetrope.story.document.Shot;

/** Where a shot's first or last frame comes from. */
final class FrameBox extends VBox {
  /** Which of the shot's frames. */
  enum End {
    FIRST(Wish.FIRST_FRAME, Source.values()) {
      @Override
      FrameSource of(Shot s) {
        return s.firstFrame();
      }

      @Override
      Shot with(Shot s, FrameSource v) {
        return ShotChange.firstFrame(s, v);
      }
    },
    LAST(Wish.LAST_FRAME, Source.NONE, Source.FILE) {
      @Override
      FrameSource of(Shot s) {
        return s.lastFrame();
      }

      @Override
      Shot with(Shot s, FrameSource v) {
        return ShotChange.lastFrame(s, v);
      }
    };

    private final Wish wish;
    private final Set<Source> sources;

    End(Wish wish, Source... sources) {
      this.wish = wish;
      this.sources = Set.of(sources);
    }

    abstract FrameSource of(Shot s);

    abstract Shot with(Shot s, FrameSource v);

    private String key() {
      return "inspector." + name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** What can be chosen. */
  enum Source {
    NONE,
    FILE,
    PREVIOUS
  }

  private final Workbench bench;
  private final End end;
  private final ComboBox<Source> source;
  private final ImageView picture = new ImageView();
  private final Button file;
  private final Label why;
  private boolean filling;
  private Optional<MediaRef> shown = Optional.empty();

  FrameBox(Workbench bench, End end) {
    super(6);
    this.bench = bench;
    this.end = end;
    List<Source> sources = new ArrayList<>(List.of(Source.values()));
    sources.retainAll(end.sources);
    source = Choices.box(bench.texts(), sources, s -> end.key() + "." + s.name());
    source.setId("inspector-" + end.name().toLowerCase(java.util.Locale.ROOT));
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
    Label label = Controls.label(bench.texts(), end.key(), "field-label");
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
          take(e.getDragboard().getFiles().getFirst().toPath());
          e.setDropCompleted(true);
          e.consume();
        });
  }

  private void choose(Source s) {
    switch (s) {
      case NONE -> set(new FrameSource.None());
      case PREVIOUS -> {
        if (!set(new FrameSource.PreviousShot())) {
          fill();
        }
      }
      case FILE -> {
        open();
        fill();
      }
    }
  }

  private boolean set(FrameSource v) {
    return bench.story().editShot(s -> end.with(s, v));
  }

  private void open() {
    List<String> patterns = new ArrayList<>(MediaKind.PICTURE.patterns());
    patterns.addAll(MediaKind.VIDEO.patterns());
    bench
        .asking()
        .open(new FileAsking.Wanted("inspector.first.choose", "library.pictures", patterns), false)
        .forEach(this::take);
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
            ref -> set(new FrameSource.FromMedia(ref)));
  }

  private void fill() {
    filling = true;
    Optional<Shot> shot = bench.story().shot().get();
    Optional<String> refusal = shot.flatMap(s -> bench.abilities().refusal(s, end.wish));
    boolean possible = refusal.isEmpty();
    why.setText(refusal.map(l -> bench.texts().get("inspector.limit." + l)).orElse(""));
    source.setDisable(!possible);
    file.setDisable(!possible);
    why.setVisible(!possible);
    why.setManaged(!possible);
    FrameSource now = shot.map(end::of).orElseGet(FrameSource.None::new);
    source.setValue(
        switch (now) {
          case FrameSource.None _ -> Source.NONE;
          case FrameSource.FromMedia _ -> Source.FILE;
          case FrameSource.PreviousShot _ -> Source.PREVIOUS;
        });
    filling = false;
    show(
        now instanceof FrameSource.FromMedia(MediaRef ref) && possible
            ? Optional.of(ref)
            : Optional.empty());
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
