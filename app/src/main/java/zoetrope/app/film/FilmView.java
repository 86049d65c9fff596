package zoetrope.app.film;

import java.util.Map;
import java.util.WeakHashMap;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.Image;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import zoetrope.app.fx.Pictures;
import zoetrope.app.model.Workbench;
import zoetrope.service.studio.Bitmap;

/** Shows the film at the play head. */
public final class FilmView extends Region {
  private final Workbench bench;
  private final Canvas canvas = new Canvas();
  private final FilmFrame frame;
  private final Map<Bitmap, Image> titles = new WeakHashMap<>();
  private WritableImage picture = new WritableImage(1, 1);

  public FilmView(Workbench bench, Transport transport) {
    this.bench = bench;
    frame = new FilmFrame(bench, this::requestLayout);
    setId("film");
    getStyleClass().add("film-view");
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    accessibleTextProperty().bind(bench.texts().bind("timeline.film"));
    setMinSize(120, 90);
    getChildren().add(canvas);
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
    canvas.setWidth(getWidth());
    canvas.setHeight(getHeight());
    var f = bench.story().story().get().format();
    double k = Math.min((getWidth() - 24) / f.width(), (getHeight() - 24) / f.height());
    double w = f.width() * k;
    double h = f.height() * k;
    double x = (getWidth() - w) / 2;
    double y = (getHeight() - h) / 2;
    GraphicsContext g = canvas.getGraphicsContext2D();
    g.clearRect(0, 0, getWidth(), getHeight());
    g.setFill(Color.BLACK);
    g.fillRect(x, y, w, h);
    FilmFrame.Look look = frame.at(bench.story().playhead().get());
    for (FilmFrame.Layer l : look.pictures()) {
      g.setGlobalAlpha(l.opacity());
      draw(g, l.picture(), x, y, w, h);
    }
    g.setGlobalAlpha(1);
    if (look.black() > 0) {
      g.setFill(Color.color(0, 0, 0, look.black()));
      g.fillRect(x, y, w, h);
    }
    for (Bitmap b : look.titles()) {
      g.drawImage(titles.computeIfAbsent(b, Pictures::image), x, y, w, h);
    }
    if (look.pictures().isEmpty()) {
      look.missing().ifPresentOrElse(s -> missing(g, s, x, y, w, h), () -> empty(g, x, y, w, h));
    }
    if (isFocused()) {
      g.setStroke(Color.color(1, 1, 1, .5));
      g.strokeRect(x - 1.5, y - 1.5, w + 3, h + 3);
    }
  }

  /** Letterboxed where a take has another shape than the film. */
  private void draw(GraphicsContext g, Bitmap b, double x, double y, double w, double h) {
    if ((int) picture.getWidth() != b.width() || (int) picture.getHeight() != b.height()) {
      picture = new WritableImage(b.width(), b.height());
    }
    WritableImage into =
        g.getGlobalAlpha() < 1 ? new WritableImage(b.width(), b.height()) : picture;
    Pictures.copy(b, into);
    double k = Math.min(w / b.width(), h / b.height());
    double pw = Math.abs(b.width() * k - w) < 3 ? w : b.width() * k;
    double ph = Math.abs(b.height() * k - h) < 3 ? h : b.height() * k;
    g.drawImage(into, x + (w - pw) / 2, y + (h - ph) / 2, pw, ph);
  }

  private void missing(GraphicsContext g, String shot, double x, double y, double w, double h) {
    String name = bench.story().story().get().shot(shot).map(s -> s.name()).orElse(shot);
    words(g, bench.texts().get("timeline.film.missing", name), x, y, w, h);
  }

  private void empty(GraphicsContext g, double x, double y, double w, double h) {
    if (bench.story().story().get().timeline().end() == 0) {
      words(g, bench.texts().get("timeline.film.empty"), x, y, w, h);
    }
  }

  private static void words(
      GraphicsContext g, String text, double x, double y, double w, double h) {
    g.setFill(Color.color(1, 1, 1, .75));
    g.setFont(Font.font(14));
    g.setTextAlign(TextAlignment.CENTER);
    g.fillText(text, x + w / 2, y + h / 2, w - 20);
  }
}
