package zoetrope.service.render;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import zoetrope.diffusion.RgbaImage;
import zoetrope.diffusion.runtime.CancelToken;
import zoetrope.diffusion.runtime.CancelledException;
import zoetrope.media.Encoding;
import zoetrope.media.FilmPlan;
import zoetrope.media.Films;
import zoetrope.media.VideoReader;
import zoetrope.story.document.FrameSource;
import zoetrope.story.document.Shot;
import zoetrope.story.document.StoryFormat;
import zoetrope.story.document.Take;
import zoetrope.story.store.Edit;
import zoetrope.story.store.StoryStore;

/** Renders a story: generates what shots lack, picks the best takes, binds them into a film. */
public final class StoryRenderer {

  /**
   * @param takes how many of each shot, instead of what the shot says
   * @param seed of every shot's first take, instead of the shot's
   * @param picking what becomes of a pick that is there already
   */
  public record Options(OptionalInt takes, OptionalLong seed, Picking picking) {
    public static final Options AS_WRITTEN = new Options(OptionalInt.empty(), OptionalLong.empty());

    /** Picks the best. */
    public Options(OptionalInt takes, OptionalLong seed) {
      this(takes, seed, Picking.BEST);
    }
  }

  /** Which take stands for a shot after new ones came. */
  public enum Picking {
    /** The best of the new ones. */
    BEST,
    /** The one that stood for it before; the best of the new ones where none did. */
    KEEP
  }

  private final StoryStore store;
  private final TakeMaker maker;

  public StoryRenderer(StoryStore store, TakeMaker maker) {
    this.store = store;
    this.maker = maker;
  }

  /** Generates and picks takes for one shot; best first. */
  public List<Take> shot(Shot shot, Options options, Progress progress, CancelToken cancel) {
    int count = options.takes().orElse(shot.settings().takes());
    long seed = options.seed().orElse(shot.settings().seed().value());
    List<Take> takes = maker.make(shot, count, seed, previousFrame(shot), progress, cancel);
    Take best = takes.getFirst();
    Optional<String> pick = store.story().pick(shot.id());
    boolean kept =
        options.picking() == Picking.KEEP
            && (pick.isPresent() || store.story().shot(shot.id()).isEmpty());
    if (!kept && !pick.equals(Optional.of(best.id()))) {
      store.apply(new Edit.PickTake(shot.id(), best.id()));
    }
    return takes;
  }

  private Optional<RgbaImage> previousFrame(Shot shot) {
    if (!(shot.firstFrame() instanceof FrameSource.PreviousShot)) {
      return Optional.empty();
    }
    List<Shot> shots = store.story().shots();
    int i = shots.indexOf(shot);
    if (i < 1) {
      throw new RenderException(
          "shot '%s' starts from the shot before, but is the first; give it a picture"
              .formatted(shot.id()));
    }
    String before = shots.get(i - 1).id();
    Take take =
        Optional.ofNullable(store.story().picks().get(before))
            .flatMap(store::take)
            .orElseThrow(
                () ->
                    new RenderException(
                        "shot '%s' starts from the last frame of '%s', which has no take yet; render that first"
                            .formatted(shot.id(), before)));
    return Optional.of(lastFrame(clip(take)));
  }

  private Path clip(Take take) {
    return store.takeFiles().locate(take.files().get(TakeMaker.CLIP));
  }

  private static RgbaImage lastFrame(Path clip) {
    try (VideoReader reader = VideoReader.open(clip)) {
      Optional<byte[]> last = Optional.empty();
      for (Optional<byte[]> f = reader.next(); f.isPresent(); f = reader.next()) {
        last = f;
      }
      byte[] rgb =
          last.orElseThrow(
              () -> new RenderException(clip + ": the take is empty; generate it again"));
      byte[] rgba = new byte[rgb.length / 3 * 4];
      for (int i = 0; i < rgb.length / 3; i++) {
        System.arraycopy(rgb, 3 * i, rgba, 4 * i, 3);
        rgba[4 * i + 3] = -1;
      }
      return new RgbaImage(reader.width(), reader.height(), rgba);
    }
  }

  /** Writes a shot's picked take by itself, at its own size and pace. */
  public void clip(Shot shot, Path file, Encoding encoding, CancelToken cancel) {
    Take take =
        store
            .take(java.util.Objects.requireNonNull(store.story().picks().get(shot.id())))
            .orElseThrow();
    int length = shot.frames();
    zoetrope.story.timeline.FrameRate rate = store.story().format().fps();
    RgbaImage size = lastFrame(clip(take));
    FilmPlan.Clip whole = new FilmPlan.Clip(clip(take), 0, 0, length, FilmPlan.Entry.CUT, 0);
    FilmPlan plan =
        new FilmPlan(
            size.width(),
            size.height(),
            rate.numerator(),
            rate.denominator(),
            length,
            List.of(whole),
            List.of(),
            List.of(),
            0);
    if (!Films.assemble(plan, file, encoding, (done, total) -> {}, cancel::isCancelled)) {
      throw new CancelledException();
    }
  }

  /**
   * Renders every shot and the film.
   *
   * @throws CancelledException when cancelled; finished takes stay
   */
  public void film(
      Path file, Encoding encoding, Options options, Progress progress, CancelToken cancel) {
    if (store.story().shots().isEmpty()) {
      throw new RenderException("the story has no shots; add one");
    }
    for (Shot shot : store.story().shots()) {
      shot(shot, options, progress, cancel);
    }
    StoryFormat format = store.story().format();
    new FilmBinder(store).bind(file, encoding, format.width(), format.height(), progress, cancel);
  }
}
