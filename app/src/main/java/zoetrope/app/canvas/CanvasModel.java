package zoetrope.app.canvas;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import zoetrope.app.model.StoryModel;
import zoetrope.app.model.Workbench;
import zoetrope.app.motion.PathShape;
import zoetrope.app.warp.Coverage;
import zoetrope.app.warp.Marks;
import zoetrope.service.studio.Bitmap;
import zoetrope.story.document.Shot;
import zoetrope.story.motion.MotionRegion;
import zoetrope.story.motion.MotionTarget;
import zoetrope.story.motion.Point;
import zoetrope.story.motion.RegionArea;

/**
 * The canvas without its face: what tool is in hand, what is worked on, and the strokes under way.
 * Coverages have the size of {@link #coverWidth} x {@link #coverHeight} pixels.
 */
final class CanvasModel {
  /** What the pointer does. */
  enum Tool {
    SELECT,
    BRUSH,
    ERASER,
    SMART,
    PATH,
    HAND
  }

  private static final int LONGER = 640;

  private final Workbench bench;
  private final StoryModel story;
  private final ShotPictures scenery;
  private final ObjectProperty<Tool> tool = new SimpleObjectProperty<>(Tool.SELECT);
  private final ObjectProperty<MotionTarget> target =
      new SimpleObjectProperty<>(new MotionTarget.Nothing());
  private final DoubleProperty brush = new SimpleDoubleProperty(.06);
  private final BooleanProperty onion = new SimpleBooleanProperty();
  private final IntegerProperty changes = new SimpleIntegerProperty();
  private final PreviewPlayer player;
  private final MotionModel motion;
  private final RegionCovers covers;
  private Optional<Coverage> stroke = Optional.empty();
  private Optional<Marks> marks = Optional.empty();
  private int strokeRegion;

  CanvasModel(Workbench bench) {
    this.bench = bench;
    story = bench.story();
    scenery = new ShotPictures(bench, this::changed);
    motion = new MotionModel(story);
    player = new PreviewPlayer(bench.background());
    covers = new RegionCovers(bench, this::changed);
    story.shot().addListener((o, was, is) -> follow(was, is));
    story.takes().addListener((javafx.beans.Observable o) -> changed());
    follow(Optional.empty(), story.shot().get());
  }

  private void follow(Optional<Shot> was, Optional<Shot> is) {
    boolean other = !was.map(Shot::id).equals(is.map(Shot::id));
    if (other) {
      stroke = Optional.empty();
      target.set(
          is.filter(s -> !s.cast().isEmpty())
              .<MotionTarget>map(s -> new MotionTarget.Character(s.cast().getFirst().characterId()))
              .orElseGet(MotionTarget.Nothing::new));
    } else if (is.isPresent() && gone(is.get())) {
      target.set(new MotionTarget.Nothing());
    }
    stopPreview();
    is.ifPresent(this::loadCovers);
    changed();
  }

  private boolean gone(Shot shot) {
    return switch (target.get()) {
      case MotionTarget.Nothing _, MotionTarget.Camera _ -> false;
      case MotionTarget.Region(int i) -> i >= shot.motion().regions().size();
      case MotionTarget.Character(String id) ->
          shot.cast().stream().noneMatch(a -> a.characterId().equals(id));
    };
  }

  /** Begins to read what is not read yet, so that it is there when it is drawn. */
  private void loadCovers(Shot shot) {
    for (MotionRegion r : shot.motion().regions()) {
      r.area().drawn().ifPresent(d -> covers.of(d, coverWidth(), coverHeight()));
    }
  }

  private void changed() {
    changes.set(changes.get() + 1);
  }

  ObjectProperty<Tool> tool() {
    return tool;
  }

  ObjectProperty<MotionTarget> target() {
    return target;
  }

  /** The brush's radius in fractions of the frame's height. */
  DoubleProperty brush() {
    return brush;
  }

  /** Whether the shot's end is seen through its beginning. */
  BooleanProperty onion() {
    return onion;
  }

  /** Counts up whenever something is to be drawn anew. */
  IntegerProperty changes() {
    return changes;
  }

  /** Frames of the motion preview while it plays, else none; better ones may replace them. */
  ReadOnlyObjectProperty<List<Bitmap>> preview() {
    return player.frames();
  }

  /** Whether the shot's model rolls its camera. */
  boolean rolls() {
    return shot().map(bench.abilities()::rolls).orElse(false);
  }

  Optional<Shot> shot() {
    return story.shot().get();
  }

  ShotPictures scenery() {
    return scenery;
  }

  /** The frame's width over its height. */
  double aspect() {
    var f = story.story().get().format();
    return (double) f.width() / f.height();
  }

  int coverWidth() {
    return aspect() >= 1 ? LONGER : Math.max(8, (int) Math.round(LONGER * aspect()));
  }

  int coverHeight() {
    return aspect() >= 1 ? Math.max(8, (int) Math.round(LONGER / aspect())) : LONGER;
  }

  /** What a region covers; the stroke under way included. Empty while it is being read. */
  Optional<Coverage> cover(int region) {
    if (stroke.isPresent() && strokeRegion == region) {
      return stroke;
    }
    return area(region)
        .flatMap(RegionArea::drawn)
        .flatMap(d -> covers.of(d, coverWidth(), coverHeight()));
  }

  /**
   * What of a region will move: the object under what is drawn, once it has been found in the
   * shot's first frame; else all that is drawn.
   */
  Optional<Coverage> moves(int region) {
    Optional<Coverage> drawn = cover(region);
    if (stroke.isPresent() && strokeRegion == region) {
      return drawn;
    }
    return object(region).or(() -> drawn);
  }

  private Optional<RegionArea> area(int region) {
    return shot()
        .filter(s -> region < s.motion().regions().size())
        .map(s -> s.motion().regions().get(region).area());
  }

  /** The object under what is drawn of a region, once it has been found. */
  private Optional<Coverage> object(int region) {
    return area(region)
        .filter(RegionArea.ObjectUnder.class::isInstance)
        .flatMap(RegionArea::drawn)
        .flatMap(
            a -> scenery.given().flatMap(p -> cover(region).flatMap(d -> covers.object(a, d, p))));
  }

  /** Whether a target is all that is drawn of it, and not the object under that. */
  boolean exact(MotionTarget t) {
    return t instanceof MotionTarget.Region(int i)
        && area(i).filter(RegionArea.Drawn.class::isInstance).isPresent();
  }

  /** How many regions to draw, a new one under the brush included. */
  int regions() {
    int kept = shot().map(s -> s.motion().regions().size()).orElse(0);
    return stroke.isPresent() ? Math.max(kept, strokeRegion + 1) : kept;
  }

  /**
   * Begins a stroke on the region worked on, or on a new one; false where there is nothing. Where
   * the object under a region has been found, the stroke corrects it.
   */
  boolean beginStroke(boolean erase) {
    if (shot().isEmpty() || (erase && !(target.get() instanceof MotionTarget.Region))) {
      return false;
    }
    strokeRegion =
        target.get() instanceof MotionTarget.Region(int i)
            ? i
            : shot().get().motion().regions().size();
    marks = corrected(strokeRegion);
    stroke =
        Optional.of(
            cover(strokeRegion)
                .map(Coverage::copy)
                .orElseGet(() -> new Coverage(coverWidth(), coverHeight())));
    return true;
  }

  private Optional<Marks> corrected(int region) {
    int w = coverWidth();
    int h = coverHeight();
    return area(region)
        .flatMap(RegionArea::drawn)
        .flatMap(d -> covers.marks(d, w, h))
        .map(Marks::copy)
        .or(() -> object(region).map(o -> new Marks(w, h)));
  }

  /** Goes on with the stroke; what changed of the coverage. */
  Optional<Coverage.Dirty> strokeTo(Point from, Point to, double pressure, boolean erase) {
    marks.ifPresent(m -> m.stroke(from, to, brush.get() * pressure, erase));
    return stroke.map(c -> c.stroke(from, to, brush.get() * pressure, erase));
  }

  /** The region that is being brushed. */
  Optional<Integer> strokeRegion() {
    return stroke.map(c -> strokeRegion);
  }

  /** Keeps what was brushed. A region that was erased altogether goes. */
  void endStroke() {
    stroke.ifPresent(c -> keep(strokeRegion, c, marks, motion::brush));
  }

  /** How what is brushed becomes a region. */
  @FunctionalInterface
  private interface Keeping {
    void keep(int region, RegionArea.Drawn painted, Point centre);
  }

  private void keep(int region, Coverage c, Optional<Marks> corrected, Keeping keeping) {
    stroke = Optional.of(c);
    strokeRegion = region;
    if (c.empty()) {
      stroke = Optional.empty();
      if (region < shot().map(s -> s.motion().regions().size()).orElse(0)) {
        motion.remove(new MotionTarget.Region(region));
      }
      changed();
      return;
    }
    String shot = shot().map(Shot::id).orElse("");
    bench
        .background()
        .run(
            () -> covers.store(c, corrected),
            stored -> {
              covers.put(stored);
              if (shot().map(Shot::id).filter(shot::equals).isPresent()) {
                stroke = Optional.empty();
                keeping.keep(region, stored.area(), c.centre());
                target.set(new MotionTarget.Region(region));
              }
              changed();
            });
  }

  /** Makes a region of the thing in a box of the picture; a click is a small box. */
  void selectThing(Point a, Point b) {
    Optional<Bitmap> picture = scenery.picture();
    if (picture.isEmpty() || shot().isEmpty()) {
      return;
    }
    double x = Math.clamp(Math.min(a.x(), b.x()), 0, .98);
    double y = Math.clamp(Math.min(a.y(), b.y()), 0, .98);
    double w = Math.clamp(Math.abs(a.x() - b.x()), .02, 1 - x);
    double h = Math.clamp(Math.abs(a.y() - b.y()), .02, 1 - y);
    int wide = coverWidth();
    int high = coverHeight();
    int region = shot().get().motion().regions().size();
    bench
        .background()
        .run(
            () -> Coverage.of(bench.bitmaps().selected(picture.get(), x, y, w, h), wide, high),
            c -> keep(region, c, Optional.empty(), motion::select));
  }

  /** The middle of a target at the shot's begin. */
  Point centre(MotionTarget t) {
    return switch (t) {
      case MotionTarget.Nothing _, MotionTarget.Camera _ -> new Point(.5, .5);
      case MotionTarget.Region(int i) -> cover(i).map(Coverage::centre).orElse(new Point(.5, .5));
      case MotionTarget.Character(String id) ->
          shot().flatMap(s -> s.stand(id)).orElse(new Point(.5, .5));
    };
  }

  /** Whether what is worked on can go along a path. */
  boolean paths() {
    return target.get() instanceof MotionTarget.Region
        || target.get() instanceof MotionTarget.Character;
  }

  /** Gives what is worked on a path that a hand drew. */
  void draw(List<Point> drawn) {
    List<Point> points = PathShape.of(drawn, aspect());
    MotionTarget t = target.get();
    if (paths()) {
      motion.draw(t, points, centre(t));
    }
  }

  /** How the shot's motion is edited. */
  MotionModel motion() {
    return motion;
  }

  /** A name that no other gesture has. */
  static String gesture() {
    return UUID.randomUUID().toString();
  }

  /** Takes away what is worked on: a region, or a character's path. */
  void remove() {
    MotionTarget t = target.get();
    motion.remove(t);
    if (t instanceof MotionTarget.Region) {
      target.set(new MotionTarget.Nothing());
    }
  }

  boolean playing() {
    return player.plays();
  }

  /** Plays the drawn motion, or stops it. */
  void togglePreview() {
    if (playing()) {
      stopPreview();
      return;
    }
    shot().flatMap(s -> scenery.preview(s, this, covers())).ifPresent(player::start);
  }

  private List<Optional<Coverage>> covers() {
    List<Optional<Coverage>> out = new ArrayList<>();
    for (int i = 0; i < regions(); i++) {
      out.add(moves(i));
    }
    return out;
  }

  void stopPreview() {
    player.stop();
  }
}
