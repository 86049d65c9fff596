package zoetrope.app.canvas;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import zoetrope.app.model.AsyncCache;
import zoetrope.app.model.Clips;
import zoetrope.app.model.Workbench;
import zoetrope.app.warp.Coverage;
import zoetrope.app.warp.MotionPreview;
import zoetrope.app.warp.RememberedFilling;
import zoetrope.service.studio.Bitmap;
import zoetrope.service.studio.TakeFrames;
import zoetrope.story.MediaRef;
import zoetrope.story.document.Appearance;
import zoetrope.story.document.FrameSource;
import zoetrope.story.document.Shot;
import zoetrope.story.document.StoryCharacter;
import zoetrope.story.document.Take;
import zoetrope.story.motion.CameraMove;
import zoetrope.story.motion.MotionTarget;
import zoetrope.story.motion.PathGeometry;
import zoetrope.story.motion.Point;
import zoetrope.story.motion.RegionMotion;

/** The pictures a shot is drawn upon: its first frame or its take, and its characters cut out. */
final class ShotPictures {
  private static final int PREVIEW_FRAMES = 36;
  private static final int PREVIEW_SIDE = 480;
  private static final int SEEN = 40;

  /** The soft edge that a model paints around a figure, in frame heights. */
  private static final double FRINGE = .02;

  private static final int BLANK = 0xff3a3f4a;

  private final Workbench bench;
  private final Clips clips;
  private final AsyncCache<Path, Bitmap> pictures;
  private final AsyncCache<Path, Bitmap> cutouts;
  private final RememberedFilling filling;

  ShotPictures(Workbench bench, Runnable changed) {
    this.bench = bench;
    clips = new Clips(bench, changed);
    pictures = new AsyncCache<>(bench.background(), changed);
    cutouts = new AsyncCache<>(bench.background(), changed);
    filling = new RememberedFilling(bench.bitmaps()::filled);
  }

  /**
   * The picture at the shot's begin: what the user gave, else how the shot before ends, else the
   * picked take's first frame. Empty where there is none or it is being read.
   */
  Optional<Bitmap> picture() {
    return bench.story().shot().get().flatMap(this::picture);
  }

  private Optional<Bitmap> picture(Shot shot) {
    return given(shot).or(() -> clip(shot.id()).map(c -> c.frame(0)));
  }

  /**
   * The picture that the shot is asked to begin with. Empty where there is none or it is being
   * read.
   */
  Optional<Bitmap> given() {
    return bench.story().shot().get().flatMap(this::given);
  }

  private Optional<Bitmap> given(Shot shot) {
    return switch (shot.firstFrame()) {
      case FrameSource.None _ -> Optional.empty();
      case FrameSource.FromMedia(MediaRef ref) -> bench.story().file(ref).flatMap(this::read);
      case FrameSource.PreviousShot _ ->
          before(shot).flatMap(this::clip).map(c -> c.frame(c.frames() - 1));
    };
  }

  /** Whether the picture is the take's, so that characters are in it already. */
  boolean fromTake() {
    return bench
        .story()
        .shot()
        .get()
        .filter(s -> s.firstFrame() instanceof FrameSource.None)
        .flatMap(s -> clip(s.id()))
        .isPresent();
  }

  /** How the picked take ends. */
  Optional<Bitmap> end() {
    return bench.story().shot().get().flatMap(s -> clip(s.id())).map(c -> c.frame(c.frames() - 1));
  }

  private Optional<String> before(Shot shot) {
    List<Shot> shots = bench.story().story().get().shots();
    int i = shots.indexOf(shot);
    return i < 1 ? Optional.empty() : Optional.of(shots.get(i - 1).id());
  }

  private Optional<TakeFrames.Clip> clip(String shotId) {
    return bench
        .story()
        .picked(shotId)
        .flatMap(t -> bench.story().file(t, "clip"))
        .flatMap(clips::now);
  }

  private Optional<Bitmap> read(Path file) {
    return pictures.get(file, () -> bench.bitmaps().read(file));
  }

  /** A character without its background. */
  Optional<Bitmap> cutout(String characterId) {
    Optional<StoryCharacter> c = bench.story().story().get().character(characterId);
    return c.flatMap(v -> bench.story().file(v.images().getFirst()))
        .flatMap(f -> cutouts.get(f, () -> bench.bitmaps().cutout(f)));
  }

  /** What makes the preview's frames, off the FX thread. */
  Optional<Callable<PreviewPlayer.Preview>> preview(
      Shot shot, CanvasModel model, List<Optional<Coverage>> covers) {
    double k = (double) PREVIEW_SIDE / Math.max(model.coverWidth(), model.coverHeight());
    int w = (int) (model.coverWidth() * k);
    int h = (int) (model.coverHeight() * k);
    Bitmap ground = picture(shot).orElseGet(() -> blank(w, h));
    double share = share(shot);
    CameraMove camera = share > 0 ? shot.motion().camera() : CameraMove.STILL;
    List<MotionPreview.Lifted> lifted = new ArrayList<>();
    for (int i = 0; i < shot.motion().regions().size(); i++) {
      RegionMotion motion = shot.motion().regions().get(i).motion();
      covers
          .get(i)
          .ifPresent(
              c ->
                  lifted.add(
                      new MotionPreview.Lifted(
                          Coverage.of(c.bitmap(), w, h),
                          motion instanceof RegionMotion.Along a
                              ? PathGeometry.positions(a, share, PREVIEW_FRAMES)
                              : stay(c.centre()))));
    }
    List<Coverage> holes = fromTake() ? figures(shot, w, h) : List.of();
    List<MotionPreview.Sprite> sprites = sprites(shot, model, share);
    return Optional.of(
        () -> quick(new MotionPreview(ground, w, h, lifted, holes, sprites, camera)));
  }

  /** With the good fill where it is known or nothing is to be filled, else with the quick one. */
  private PreviewPlayer.Preview quick(MotionPreview motion) {
    if (motion.hole().isEmpty()
        || filling.remembered(motion.picture(), motion.hole()).isPresent()) {
      return new PreviewPlayer.Preview(motion.frames(PREVIEW_FRAMES, filling), Optional.empty());
    }
    return new PreviewPlayer.Preview(
        motion.frames(PREVIEW_FRAMES, bench.bitmaps()::smoothlyFilled),
        Optional.of(() -> motion.frames(PREVIEW_FRAMES, filling)));
  }

  /** Where the characters stand in the take's first frame: what the preview paints over. */
  private List<Coverage> figures(Shot shot, int w, int h) {
    Shot asked = bench.story().picked(shot.id()).map(Take::recipe).orElse(shot);
    List<Coverage> out = new ArrayList<>();
    for (Appearance a : asked.cast()) {
      Point at = asked.stand(a.characterId()).orElse(a.at());
      cutout(a.characterId()).ifPresent(b -> out.add(figure(b, a.size(), at, w, h)));
    }
    return out;
  }

  private static Coverage figure(Bitmap cutout, double size, Point at, int w, int h) {
    Coverage out = new Coverage(w, h);
    double tall = size * h;
    double wide = tall * cutout.width() / cutout.height();
    double left = at.x() * w - wide / 2;
    double top = at.y() * h - tall / 2;
    for (int y = (int) Math.max(0, top); y < Math.min(h, top + tall); y++) {
      for (int x = (int) Math.max(0, left); x < Math.min(w, left + wide); x++) {
        int sx = Math.clamp((int) ((x + .5 - left) / wide * cutout.width()), 0, cutout.width() - 1);
        int sy =
            Math.clamp((int) ((y + .5 - top) / tall * cutout.height()), 0, cutout.height() - 1);
        if (cutout.argb()[sy * cutout.width() + sx] >>> 24 > SEEN) {
          Point p = new Point((x + .5) / w, (y + .5) / h);
          out.stroke(p, p, FRINGE, false);
        }
      }
    }
    return out;
  }

  /** How much of drawn ways the shot's model goes; all of it where the model is not known yet. */
  private double share(Shot shot) {
    double strength = shot.settings().motion();
    return bench
        .abilities()
        .of(shot)
        .map(m -> m.advice().share(strength))
        .orElse(strength > 0 ? 1.0 : 0);
  }

  private List<MotionPreview.Sprite> sprites(Shot shot, CanvasModel model, double share) {
    List<MotionPreview.Sprite> out = new ArrayList<>();
    for (Appearance a : shot.cast()) {
      List<Point> at =
          shot.motion()
              .path(new MotionTarget.Character(a.characterId()))
              .map(p -> PathGeometry.positions(p, share, PREVIEW_FRAMES))
              .orElse(stay(model.centre(new MotionTarget.Character(a.characterId()))));
      cutout(a.characterId())
          .ifPresent(
              b -> {
                double wide = a.size() * b.width() / b.height() / model.aspect();
                out.add(new MotionPreview.Sprite(b, at, wide, a.size()));
              });
    }
    return out;
  }

  private static List<Point> stay(Point p) {
    return java.util.Collections.nCopies(PREVIEW_FRAMES, p);
  }

  private static Bitmap blank(int w, int h) {
    int[] argb = new int[w * h];
    Arrays.fill(argb, BLANK);
    for (int i = 0; i < argb.length; i++) {
      boolean line = i % w % (w / 8) == 0 || i / w % (h / 6) == 0;
      argb[i] = line ? 0xff474d5a : BLANK;
    }
    return new Bitmap(w, h, argb);
  }
}
