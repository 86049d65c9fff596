package zoetrope.app.film;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;
import zoetrope.app.fx.Pictures;
import zoetrope.app.model.Workbench;
import zoetrope.service.studio.Bitmap;

/** Shows the film at the play head. */
public final class FilmView extends Region {
  private static final double MARGIN = 12;

  private final Workbench bench;
  private final FilmFrame frame;
  private final Rectangle ground = new Rectangle();
  private final List<ImageView> pictures = List.of(new ImageView(), new ImageView());
  private final Rectangle black = new Rectangle();
  private final List<ImageView> titles = new ArrayList<>();
  private final Label words = new Label();
  private final Map<Bitmap, Image> cards = new WeakHashMap<>();

  public FilmView(Workbench bench, Transport transport) {
    this.bench = bench;
    frame = new FilmFrame(bench, this::requestLayout);
    setId("film");
    getStyleClass().add("film-view");
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    accessibleTextProperty().bind(bench.texts().bind("timeline.film"));
    setMinSize(120, 90);
    words.getStyleClass().add("film-words");
    words.setWrapText(true);
    getChildren().add(ground);
    getChildren().addAll(pictures);
    getChildren().addAll(black, words);
    bench.story().playhead().addListener((o, was, is) -> requestLayout());
    bench.story().story().addListener((o, was, is) -> requestLayout());
    bench.texts().language().addListener((o, was, is) -> requestLayout());
    focusedProperty().addListener((o, was, is) -> requestLayout());
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

  @Override
  protected void layoutChildren() {
    var f = bench.story().story().get().format();
    double k =
        Math.min((getWidth() - 2 * MARGIN) / f.width(), (getHeight() - 2 * MARGIN) / f.height());
    double w = Math.max(1, f.width() * k);
    double h = Math.max(1, f.height() * k);
    double x = (getWidth() - w) / 2;
    double y = (getHeight() - h) / 2;
    place(ground, x, y, w, h);
    ground.setStroke(isFocused() ? Color.color(1, 1, 1, .5) : Color.TRANSPARENT);
    place(black, x, y, w, h);
    FilmFrame.Look look = frame.at(bench.story().playhead().get());
    for (int i = 0; i < pictures.size(); i++) {
      pictures.get(i).setVisible(i < look.pictures().size());
      if (i < look.pictures().size()) {
        show(pictures.get(i), look.pictures().get(i), x, y, w, h);
      }
    }
    black.setVisible(look.black() > 0);
    black.setOpacity(look.black());
    titles(look.titles(), x, y, w, h);
    words.setText(look.pictures().isEmpty() ? words(look) : "");
    words.resizeRelocate(x + w * .1, y + h * .35, w * .8, h * .3);
  }

  private static void place(Rectangle r, double x, double y, double w, double h) {
    r.setX(x);
    r.setY(y);
    r.setWidth(w);
    r.setHeight(h);
  }

  /** Letterboxed where a take has another shape than the film. */
  private static void show(
      ImageView view, FilmFrame.Layer layer, double x, double y, double w, double h) {
    Bitmap b = layer.picture();
    if (view.getImage() instanceof WritableImage same
        && (int) same.getWidth() == b.width()
        && (int) same.getHeight() == b.height()) {
      Pictures.copy(b, same);
    } else {
      view.setImage(Pictures.image(b));
    }
    double k = Math.min(w / b.width(), h / b.height());
    double pw = Math.abs(b.width() * k - w) < 3 ? w : b.width() * k;
    double ph = Math.abs(b.height() * k - h) < 3 ? h : b.height() * k;
    view.setFitWidth(pw);
    view.setFitHeight(ph);
    view.setX(x + (w - pw) / 2);
    view.setY(y + (h - ph) / 2);
    view.setOpacity(layer.opacity());
  }

  private void titles(List<Bitmap> shown, double x, double y, double w, double h) {
    while (titles.size() < shown.size()) {
      ImageView v = new ImageView();
      titles.add(v);
      getChildren().add(v);
    }
    for (int i = 0; i < titles.size(); i++) {
      ImageView v = titles.get(i);
      v.setVisible(i < shown.size());
      if (i < shown.size()) {
        v.setImage(cards.computeIfAbsent(shown.get(i), Pictures::image));
        v.setX(x);
        v.setY(y);
        v.setFitWidth(w);
        v.setFitHeight(h);
      }
    }
  }

  private String words(FilmFrame.Look look) {
    if (bench.story().story().get().timeline().end() == 0) {
      return bench.texts().get("timeline.film.empty");
    }
    return look.missing()
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
