package zoetrope.app.canvas;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineCap;
import zoetrope.app.fx.Pictures;
import zoetrope.app.warp.Coverage;
import zoetrope.service.studio.Bitmap;
import zoetrope.story.document.Appearance;
import zoetrope.story.document.Shot;
import zoetrope.story.motion.MotionTarget;
import zoetrope.story.motion.PathGeometry;
import zoetrope.story.motion.PathPoint;
import zoetrope.story.motion.Point;
import zoetrope.story.motion.RegionMotion;

/** Draws a shot's picture, regions, characters and paths. */
final class StagePainter {
  private static final int PIECES = 64;
  private static final int TICKS = 8;
  private static final int OPACITY = 120;

  /** Of what is drawn and will not move, since the object does not reach there. */
  private static final int FAINT = 30;

  private final CanvasModel model;
  private final CameraLayer camera;
  private final Supplier<String> endWord;
  private final Map<Integer, Tint> tints = new HashMap<>();
  private final Map<Bitmap, Image> images = new HashMap<>();

  private record Tint(Coverage cover, Coverage moves, WritableImage image) {}

  /** {@code endWord} is what the camera's last view is called. */
  StagePainter(CanvasModel model, CameraLayer camera, Supplier<String> endWord) {
    this.model = model;
    this.camera = camera;
    this.endWord = endWord;
  }

  /** Brings a brushed region's picture up to date where the brush went. */
  void touched(int region, Coverage.Dirty d) {
    Optional<Coverage> c = model.cover(region);
    Tint t = tints.get(region);
    if (c.isEmpty() || t == null || t.cover() != c.get() || t.moves() != c.get()) {
      tints.remove(region);
      return;
    }
    int rgb = OverlayColours.regionRgb(region);
    int[] argb = new int[d.width() * d.height()];
    for (int y = 0; y < d.height(); y++) {
      for (int x = 0; x < d.width(); x++) {
        int alpha = c.get().at(d.x() + x, d.y() + y) * OPACITY / 255;
        argb[y * d.width() + x] = alpha << 24 | rgb;
      }
    }
    t.image()
        .getPixelWriter()
        .setPixels(
            d.x(),
            d.y(),
            d.width(),
            d.height(),
            PixelFormat.getIntArgbInstance(),
            argb,
            0,
            d.width());
  }

  Image image(Bitmap b) {
    if (images.size() > 24) {
      images.clear();
    }
    return images.computeIfAbsent(b, Pictures::image);
  }

  /** The picture under everything, or a frame of the preview alone. */
  void ground(GraphicsContext g, Viewport v, Optional<Bitmap> playing) {
    g.clearRect(0, 0, v.width(), v.height());
    g.setImageSmoothing(true);
    if (model.shot().isEmpty()) {
      return;
    }
    if (playing.isPresent()) {
      Image image = Pictures.image(playing.get());
      g.drawImage(image, v.left(), v.top(), v.frameWidth(), v.frameHeight());
    } else {
      ground(g, v);
    }
    outline(g, v);
  }

  /** What is brushed. */
  void regions(GraphicsContext g, Viewport v) {
    for (int i = 0; i < model.regions(); i++) {
      region(g, v, i);
    }
  }

  /** Characters and paths. */
  void things(GraphicsContext g, Viewport v) {
    g.clearRect(0, 0, v.width(), v.height());
    Optional<Shot> shot = model.shot();
    if (shot.isEmpty()) {
      return;
    }
    shot.get().cast().forEach(a -> character(g, v, a));
    for (int i = 0; i < shot.get().motion().regions().size(); i++) {
      MotionTarget t = new MotionTarget.Region(i);
      Color ink = OverlayColours.region(i);
      shot.get()
          .motion()
          .path(t)
          .filter(a -> model.cover(t instanceof MotionTarget.Region(int k) ? k : 0).isPresent())
          .ifPresent(a -> path(g, v, a, ink, model.target().get().equals(t)));
      pin(g, v, shot.get(), t);
    }
    camera.paint(g, v, endWord.get());
    for (Appearance a : shot.get().cast()) {
      MotionTarget t = new MotionTarget.Character(a.characterId());
      shot.get()
          .motion()
          .path(t)
          .ifPresent(p -> path(g, v, p, OverlayColours.CHARACTER, model.target().get().equals(t)));
    }
  }

  private void ground(GraphicsContext g, Viewport v) {
    g.setFill(Color.web("#2b2f38"));
    g.fillRect(v.left(), v.top(), v.frameWidth(), v.frameHeight());
    model
        .scenery()
        .picture()
        .ifPresent(b -> g.drawImage(image(b), v.left(), v.top(), v.frameWidth(), v.frameHeight()));
    if (model.onion().get()) {
      model
          .scenery()
          .end()
          .ifPresent(
              b -> {
                g.setGlobalAlpha(.45);
                g.drawImage(image(b), v.left(), v.top(), v.frameWidth(), v.frameHeight());
                g.setGlobalAlpha(1);
              });
    }
    if (model.scenery().picture().isEmpty()) {
      thirds(g, v);
    }
  }

  private static void thirds(GraphicsContext g, Viewport v) {
    g.setStroke(Color.color(1, 1, 1, .1));
    g.setLineWidth(1);
    for (int i = 1; i < 3; i++) {
      g.strokeLine(v.x(i / 3.0), v.y(0), v.x(i / 3.0), v.y(1));
      g.strokeLine(v.x(0), v.y(i / 3.0), v.x(1), v.y(i / 3.0));
    }
  }

  private static void outline(GraphicsContext g, Viewport v) {
    g.setStroke(OverlayColours.FRAME);
    g.setLineWidth(1);
    g.strokeRect(v.left() - .5, v.top() - .5, v.frameWidth() + 1, v.frameHeight() + 1);
  }

  private void region(GraphicsContext g, Viewport v, int i) {
    model
        .cover(i)
        .ifPresent(
            c -> {
              Tint t = tints.get(i);
              Coverage moves = model.moves(i).orElse(c);
              if (t == null || t.cover() != c || t.moves() != moves) {
                WritableImage w = new WritableImage(c.width(), c.height());
                int rgb = OverlayColours.regionRgb(i);
                Pictures.copy(moves.tinted(rgb, OPACITY, c, FAINT), w);
                t = new Tint(c, moves, w);
                tints.put(i, t);
              }
              boolean dim =
                  model.target().get() instanceof MotionTarget.Region(int k) ? k != i : false;
              g.setGlobalAlpha(dim ? .55 : 1);
              g.drawImage(t.image(), v.left(), v.top(), v.frameWidth(), v.frameHeight());
              g.setGlobalAlpha(1);
            });
  }

  /** Where a character stands on the screen: x, y, width, height. */
  double[] box(Viewport v, Appearance a) {
    double shape =
        model
            .scenery()
            .cutout(a.characterId())
            .map(b -> (double) b.width() / b.height())
            .orElse(.8);
    double h = a.size() * v.frameHeight();
    double w = h * shape;
    Point at = model.centre(new MotionTarget.Character(a.characterId()));
    return new double[] {v.x(at.x()) - w / 2, v.y(at.y()) - h / 2, w, h};
  }

  private void character(GraphicsContext g, Viewport v, Appearance a) {
    double[] b = box(v, a);
    boolean chosen = model.target().get().equals(new MotionTarget.Character(a.characterId()));
    if (!model.scenery().fromTake()) {
      model
          .scenery()
          .cutout(a.characterId())
          .ifPresent(p -> g.drawImage(image(p), b[0], b[1], b[2], b[3]));
    }
    g.setLineWidth(chosen ? 1.5 : 1);
    g.setStroke(chosen ? OverlayColours.CHARACTER : OverlayColours.GHOST);
    g.setLineDashes(5, 4);
    g.strokeRect(b[0], b[1], b[2], b[3]);
    g.setLineDashes();
    if (chosen) {
      handle(g, b[0] + b[2], b[1] + b[3], 4.5, OverlayColours.CHARACTER);
    }
  }

  private void path(
      GraphicsContext g, Viewport v, RegionMotion.Along a, Color ink, boolean chosen) {
    List<Point> p = PathGeometry.positions(a, PIECES + 1);
    g.setLineCap(StrokeLineCap.ROUND);
    line(g, v, p, OverlayColours.CASING, chosen ? 6 : 4);
    line(g, v, p, ink, chosen ? 3 : 2);
    arrow(g, v, p, ink, chosen);
    for (int i = 1; i < TICKS; i++) {
      Point t = p.get(i * PIECES / TICKS);
      g.setFill(OverlayColours.CASING);
      g.fillOval(v.x(t.x()) - 2.5, v.y(t.y()) - 2.5, 5, 5);
    }
    if (chosen) {
      for (Point m : PathGeometry.middles(a)) {
        g.setFill(OverlayColours.CASING);
        g.fillOval(v.x(m.x()) - 4, v.y(m.y()) - 4, 8, 8);
        g.setStroke(OverlayColours.HANDLE);
        g.setLineWidth(1.5);
        g.strokeOval(v.x(m.x()) - 4, v.y(m.y()) - 4, 8, 8);
      }
      for (PathPoint c : a.points()) {
        handle(g, v.x(c.x()), v.y(c.y()), 5, ink);
      }
    }
  }

  private static void line(GraphicsContext g, Viewport v, List<Point> p, Color ink, double width) {
    g.setStroke(ink);
    g.setLineWidth(width);
    g.beginPath();
    g.moveTo(v.x(p.getFirst().x()), v.y(p.getFirst().y()));
    for (Point q : p) {
      g.lineTo(v.x(q.x()), v.y(q.y()));
    }
    g.stroke();
  }

  private static void arrow(
      GraphicsContext g, Viewport v, List<Point> p, Color ink, boolean chosen) {
    Point end = p.getLast();
    Point back = p.get(Math.max(0, p.size() - 5));
    double angle = Math.atan2(v.y(end.y()) - v.y(back.y()), v.x(end.x()) - v.x(back.x()));
    double size = chosen ? 13 : 10;
    double[] xs = new double[3];
    double[] ys = new double[3];
    for (int i = 0; i < 3; i++) {
      double turn = angle + (i == 0 ? 0 : i == 1 ? 2.6 : -2.6);
      xs[i] = v.x(end.x()) + Math.cos(turn) * size;
      ys[i] = v.y(end.y()) + Math.sin(turn) * size;
    }
    g.setFill(ink);
    g.fillPolygon(xs, ys, 3);
  }

  private void pin(GraphicsContext g, Viewport v, Shot shot, MotionTarget t) {
    if (shot.motion().pinned(t)) {
      Point c = model.centre(t);
      double x = v.x(c.x());
      double y = v.y(c.y());
      g.setFill(OverlayColours.CASING);
      g.fillOval(x - 9, y - 9, 18, 18);
      g.setFill(OverlayColours.HANDLE);
      g.fillOval(x - 5, y - 7, 10, 8);
      g.fillRect(x - 1, y, 2, 7);
    }
  }

  private static void handle(GraphicsContext g, double x, double y, double r, Color ink) {
    g.setFill(OverlayColours.HANDLE);
    g.fillOval(x - r, y - r, 2 * r, 2 * r);
    g.setStroke(ink.darker());
    g.setLineWidth(2);
    g.strokeOval(x - r, y - r, 2 * r, 2 * r);
  }
}
