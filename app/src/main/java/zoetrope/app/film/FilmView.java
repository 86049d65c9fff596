package zoetrope.app.film;

import java.util.Objects;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.layout.Region;
import zoetrope.app.fx.EachPulse;
import zoetrope.app.model.Workbench;

/** Shows the film at the play head. */
public final class FilmView extends Region {
  private static final double MARGIN = 12;

  /** More pixels than these are left to the toolkit to enlarge. */
  private static final double MOST_PIXELS = 1e6;

  private final Workbench bench;
  private final FilmPreview preview;
  private final EachPulse pulse = new EachPulse(this, this::draw);
  private final Region ground = new Region();
  private final ImageView picture = new ImageView();
  private final Label words = new Label();
  private Reel reel = new Reel(1, 1);

  public FilmView(Workbench bench, Transport transport) {
    this.bench = bench;
    preview = new FilmPreview(bench, pulse::ask);
    setId("film");
    getStyleClass().add("film-view");
    getStylesheets()
        .add(
            Objects.requireNonNull(FilmView.class.getResource("/zoetrope/app/style/film.css"))
                .toExternalForm());
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    accessibleTextProperty().bind(bench.texts().bind("timeline.film"));
    setMinSize(120, 90);
    words.getStyleClass().add("film-words");
    words.setWrapText(true);
    ground.getStyleClass().add("film-ground");
    picture.setManaged(false);
    getChildren().addAll(ground, picture, words);
    bench.story().playhead().addListener((o, was, is) -> pulse.ask());
    bench.story().story().addListener((o, was, is) -> requestLayout());
    bench.texts().language().addListener((o, was, is) -> requestLayout());
    setOnMousePressed(e -> requestFocus());
    setOnMouseClicked(
        e -> {
          if (e.getClickCount() == 1) {
            transport.toggle();
          }
        });
    setOnKeyPressed(
        e -> {
          if (!e.isShortcutDown() && transport.key(e.getCode(), e.isShiftDown())) {
            e.consume();
          }
        });
  }

  /** On whole pixels, so that the picture is copied as it is. */
  @Override
  protected void layoutChildren() {
    var f = bench.story().story().get().format();
    double k =
        Math.min((getWidth() - 2 * MARGIN) / f.width(), (getHeight() - 2 * MARGIN) / f.height());
    double w = Math.max(1, Math.round(f.width() * k));
    double h = Math.max(1, Math.round(f.height() * k));
    double x = Math.floor((getWidth() - w) / 2);
    double y = Math.floor((getHeight() - h) / 2);
    ground.resizeRelocate(x, y, w, h);
    picture.setX(x);
    picture.setY(y);
    picture.setFitWidth(w);
    picture.setFitHeight(h);
    words.resizeRelocate(x + w * .1, y + h * .35, w * .8, h * .3);
    double fine = Math.min(scale(), Math.sqrt(MOST_PIXELS / (w * h)));
    int columns = Math.max(1, (int) Math.round(w * fine));
    int rows = Math.max(1, (int) Math.round(h * fine));
    if (!reel.sized(columns, rows)) {
      reel = new Reel(columns, rows);
    }
    draw();
  }

  /** Pixels of the screen along a pixel of the layout. */
  private double scale() {
    return getScene() == null || getScene().getWindow() == null
        ? 1
        : getScene().getWindow().getOutputScaleX();
  }

  private void draw() {
    long now = bench.story().playhead().get();
    FilmPreview.Drawn drawn = reel.draw(canvas -> preview.draw(now, canvas), picture);
    picture.setVisible(drawn.shows());
    ground.setVisible(!drawn.shows());
    words.setText(words(drawn));
  }

  private String words(FilmPreview.Drawn drawn) {
    if (bench.story().story().get().length().isEmpty()) {
      return bench.texts().get("timeline.film.empty");
    }
    return drawn
        .missing()
        .map(
            id ->
                bench
                    .texts()
                    .get(
                        "timeline.film.missing",
                        bench.story().story().get().shot(id).map(s -> s.name()).orElse(id)))
        .orElse("");
  }
}
