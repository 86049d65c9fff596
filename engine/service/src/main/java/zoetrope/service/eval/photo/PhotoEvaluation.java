package zoetrope.service.eval.photo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import zoetrope.core.geometry.Affine;
import zoetrope.core.image.RgbaImage;
import zoetrope.core.motion.Ease;
import zoetrope.core.task.CancelToken;
import zoetrope.diffusion.Moving;
import zoetrope.diffusion.ShotRequest;
import zoetrope.diffusion.adapter.Layer;
import zoetrope.diffusion.fill.PushPull;
import zoetrope.media.Images;
import zoetrope.media.MediaException;
import zoetrope.media.MediaProblem;
import zoetrope.media.MediaRemedy;
import zoetrope.service.eval.photo.PhotoReport.Fill;
import zoetrope.service.eval.photo.PhotoReport.Hole;
import zoetrope.service.eval.photo.PhotoReport.Photo;
import zoetrope.service.eval.photo.PhotoReport.Selection;
import zoetrope.service.eval.photo.PhotoReport.View;
import zoetrope.service.render.Engine;
import zoetrope.service.render.Progress;
import zoetrope.story.document.Shot;
import zoetrope.story.motion.CameraMove;
import zoetrope.story.motion.MotionPlan;
import zoetrope.story.motion.MotionRegion;
import zoetrope.story.motion.PathPoint;
import zoetrope.story.motion.Point;
import zoetrope.story.motion.RegionArea;
import zoetrope.story.motion.RegionMotion;

/** Makes films of photos and measures them against the photos. */
public final class PhotoEvaluation {
  /** Strokes that are held against their objects, of all photos together. */
  private static final int SELECTIONS = 20;

  private static final List<Point> PLACES =
      List.of(new Point(.3, .6), new Point(.5, .5), new Point(.7, .4));

  /** Longer side of an object that is brushed away, in frame heights. */
  private static final double SIZE = .35;

  /** What a stroke has to spare around an object, in pixels of the film. */
  private static final double SPARE = 10;

  /** Width of the surroundings that texture is compared with, in pixels of the film. */
  private static final double AROUND = 60;

  /** How far a moving object may change what is beside it, in pixels of the film. */
  private static final double BESIDE = 24;

  /** What the program opens of a picture around a stroke for soft edges, in pixels of the film. */
  private static final double FRINGE = 11;

  private static final CameraMove ZOOM = new CameraMove(0, 0, 1.6, 0);
  private static final CameraMove PAN = new CameraMove(.2, .1, 1, 0);

  private static final int W = PhotoStory.WIDTH;
  private static final int H = PhotoStory.HEIGHT;

  private final Engine engine;
  private final List<Path> objects;
  private final int holes;
  private final int steps;
  private final long seed;

  /**
   * @param objects cut-outs that are laid on the photos
   * @param holes objects that are brushed away on each photo
   * @param seed draws objects, places and strokes
   */
  public PhotoEvaluation(Engine engine, List<Path> objects, int holes, int steps, long seed) {
    this.engine = engine;
    this.objects = objects;
    this.holes = holes;
    this.steps = steps;
    this.seed = seed;
  }

  /**
   * Measures all photos.
   *
   * @throws MediaException where none of them can be read
   * @throws zoetrope.core.task.CancelledException when cancelled
   */
  public PhotoReport run(List<Path> files, Progress progress, CancelToken cancel) {
    List<Photo> photos = new ArrayList<>();
    List<String> unread = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      progress.step("photos", i, files.size());
      cancel.check();
      Path file = files.get(i);
      Optional<RgbaImage> picture = read(file, unread);
      if (picture.isPresent()) {
        photos.add(photo(file, picture.get(), i, files.size(), cancel));
      }
    }
    progress.step("photos", files.size(), files.size());
    if (photos.isEmpty()) {
      throw new MediaException(
          files.getFirst().toAbsolutePath().getParent(),
          MediaProblem.NO_PHOTOS,
          MediaRemedy.NAME_PHOTOS);
    }
    return new PhotoReport(photos, unread);
  }

  private static Optional<RgbaImage> read(Path file, List<String> unread) {
    try {
      return Optional.of(Images.read(file));
    } catch (MediaException e) {
      unread.add(e.getMessage());
      return Optional.empty();
    }
  }

  private Photo photo(Path file, RgbaImage picture, int index, int count, CancelToken cancel) {
    Frame truth = TrueView.whole(picture, W, H);
    try (PhotoStory story = new PhotoStory(engine, steps, seed)) {
      View zoom = view(story, file, picture, "zoom", ZOOM, cancel);
      View pan = view(story, file, picture, "pan", PAN, cancel);
      List<Hole> made = new ArrayList<>();
      for (int i = 0; i < holes; i++) {
        made.add(hole(story, picture, truth, index * holes + i, i, cancel));
      }
      List<Selection> brushed = new ArrayList<>();
      for (int i = index; i < Math.max(SELECTIONS, count); i += count) {
        cancel.check();
        brushed.add(selection(story, truth, i));
      }
      return new Photo(String.valueOf(file.getFileName()), zoom, pan, made, brushed);
    }
  }

  private View view(
      PhotoStory story,
      Path file,
      RgbaImage photo,
      String id,
      CameraMove move,
      CancelToken cancel) {
    Shot shot = story.shot(id, story.put(file), new MotionPlan(List.of(), move));
    List<Frame> film = story.frames(shot, cancel);
    double decibels = Meters.MOST_DECIBELS;
    double sharpness = Double.MAX_VALUE;
    for (int t : new int[] {film.size() / 3, film.size() * 2 / 3, film.size() - 1}) {
      Affine view = move.over((double) W / H).toSource(t / (film.size() - 1.0));
      Frame truth = TrueView.of(photo, view, W, H);
      boolean[] known = known(view);
      decibels = Math.min(decibels, Meters.psnr(film.get(t), truth, known));
      double ratio = Meters.sharpness(film.get(t), known) / Meters.sharpness(truth, known);
      sharpness = Math.min(sharpness, ratio);
    }
    return new View(decibels, sharpness);
  }

  /** Where a view shows the photo, and neither its border nor what is beyond it. */
  private static boolean[] known(Affine view) {
    boolean[] out = new boolean[W * H];
    for (int i = 0; i < out.length; i++) {
      double x = view.x((i % W + .5) / W, (i / W + .5) / H) * W;
      double y = view.y((i % W + .5) / W, (i / W + .5) / H) * H;
      out[i] = x >= BESIDE && y >= BESIDE && x <= W - BESIDE && y <= H - BESIDE;
    }
    return out;
  }

  private Hole hole(
      PhotoStory story, RgbaImage photo, Frame truth, int number, int index, CancelToken cancel) {
    Point at = PLACES.get(index % PLACES.size());
    Composite shown = Composite.of(photo, object(number), at.x(), at.y(), SIZE, W, H);
    boolean[] stroke = Stroke.around(shown.object(), W, SPARE);
    RegionArea area = under(story, stroke);
    double away = at.y() < .5 ? -.5 : 1.5;
    RegionMotion off =
        new RegionMotion.Along(
            List.of(new PathPoint(at.x(), at.y(), 0), new PathPoint(at.x(), away, 1)), Ease.LINEAR);
    MotionPlan motion = new MotionPlan(List.of(new MotionRegion(area, off)), CameraMove.STILL);
    Shot shot = story.shot("hole-" + index, story.put(shown.picture()), motion);
    List<Frame> film = story.frames(shot, cancel);
    boolean[] aside = Pixels.columns(Pixels.grown(stroke, W, BESIDE), W);
    double still =
        IntStream.of(0, film.size() / 2, film.size() - 1)
            .mapToDouble(t -> Meters.psnr(film.get(t), truth, Pixels.not(aside)))
            .min()
            .orElseThrow();
    boolean[] around = Pixels.without(Pixels.grown(stroke, W, AROUND), stroke);
    double texture = Meters.sharpness(truth, around);
    Frame smooth = smooth(TrueView.whole(shown.picture(), W, H), stroke);
    return new Hole(
        still,
        fill(film.getLast(), truth, shown.object(), texture),
        fill(smooth, truth, shown.object(), texture));
  }

  private static Fill fill(Frame made, Frame truth, boolean[] revealed, double texture) {
    return new Fill(Meters.ssim(made, truth, revealed), Meters.sharpness(made, revealed) / texture);
  }

  private static Frame smooth(Frame shown, boolean[] stroke) {
    float[] unit = new float[shown.rgb().length];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = shown.rgb()[i] / 255;
    }
    float[] filled = PushPull.fill(W, H, unit, Pixels.grown(stroke, W, FRINGE));
    for (int i = 0; i < filled.length; i++) {
      filled[i] *= 255;
    }
    return new Frame(W, H, filled);
  }

  /** As a brushed region of the studio is. */
  private static RegionArea under(PhotoStory story, boolean[] stroke) {
    return new RegionArea.ObjectUnder(new RegionArea.Mask(story.put(Stroke.picture(stroke, W))));
  }

  private RgbaImage object(int number) {
    return engine.pictures().cutout(objects.get(number * 7 % objects.size()));
  }

  private Selection selection(PhotoStory story, Frame photo, int number) {
    Random random = new Random(seed * 1_000_003 + number);
    double x = .25 + .5 * random.nextDouble();
    double y = .3 + .4 * random.nextDouble();
    double size = .25 + .25 * random.nextDouble();
    RgbaImage ground = RgbaImage.ofRgb(W, H, photo.bytes());
    Composite shown = Composite.of(ground, object(number), x, y, size, W, H);
    boolean[] stroke = Stroke.sloppy(shown.object(), W, random.nextLong());
    RegionArea area = under(story, stroke);
    RegionMotion right =
        new RegionMotion.Along(
            List.of(new PathPoint(x, y, 0), new PathPoint(x + .1, y, 1)), Ease.LINEAR);
    Shot shot =
        story.shot(
            "brush-" + number,
            story.put(shown.picture()),
            new MotionPlan(List.of(new MotionRegion(area, right)), CameraMove.STILL));
    return new Selection(
        Meters.overlap(moved(story.request(shot)), shown.object()),
        Meters.overlap(stroke, shown.object()));
  }

  /** What the model is asked to move. */
  private static boolean[] moved(ShotRequest request) {
    Moving.Region region = (Moving.Region) request.moving().getFirst();
    float[] cover = Layer.cover(region.area(), W, H);
    boolean[] out = new boolean[cover.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = cover[i] > .5f;
    }
    return out;
  }
}
