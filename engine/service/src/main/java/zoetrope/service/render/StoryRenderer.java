package zoetrope.service.render;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import zoetrope.core.image.RgbClip;
import zoetrope.core.image.RgbaImage;
import zoetrope.core.task.CancelToken;
import zoetrope.core.task.CancelledException;
import zoetrope.film.Film;
import zoetrope.film.FilmWriter;
import zoetrope.film.evaluate.FilmEvaluator;
import zoetrope.media.MovieWriter;
import zoetrope.media.Tags;
import zoetrope.service.export.ExportSettings;
import zoetrope.service.export.FrameSize;
import zoetrope.service.provenance.Delivery;
import zoetrope.service.provenance.Recipes;
import zoetrope.service.take.MadeTake;
import zoetrope.service.take.Staging;
import zoetrope.service.take.TakeFolder;
import zoetrope.service.take.TakeKeeper;
import zoetrope.story.document.Shot;
import zoetrope.story.document.Take;
import zoetrope.story.edit.Edit;
import zoetrope.story.store.StoryStore;
import zoetrope.story.timeline.Clip;
import zoetrope.story.timeline.FrameRate;
import zoetrope.story.timeline.TimeRange;
import zoetrope.story.timeline.Timeline;
import zoetrope.story.timeline.Track;
import zoetrope.story.timeline.Transition;

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
  private final TakeSource source;
  private final TakeKeeper keeper;
  private final Staging staging;
  private final Delivery delivery;

  /**
   * @param staging where takes are made before the story has them
   * @param delivery of the films and clips that are written outside of the story
   */
  public StoryRenderer(
      StoryStore store, TakeSource source, TakeKeeper keeper, Staging staging, Delivery delivery) {
    this.store = store;
    this.source = source;
    this.keeper = keeper;
    this.staging = staging;
    this.delivery = delivery;
  }

  /**
   * Generates and picks takes for one shot; best first. A take that is there already, of the same
   * recipe and seed, is not made again.
   */
  public List<Take> shot(Shot shot, Options options, Progress progress, CancelToken cancel) {
    int count = options.takes().orElse(shot.settings().takes());
    long seed = options.seed().orElse(shot.settings().seed().value());
    List<Take> takes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Optional<Take> known = known(shot, seed + i);
      progress.take(i, count);
      takes.add(
          known.isPresent()
              ? known.get()
              : make(shot, seed + i, numbered(progress, i, count), cancel));
    }
    takes.sort(
        Comparator.comparingDouble((Take t) -> t.scores().getOrDefault(TakeMaker.COMBINED, 0.0))
            .reversed());
    pick(shot, takes.getFirst(), options.picking());
    return takes;
  }

  private Optional<Take> known(Shot shot, long seed) {
    return store.takes(shot.id()).stream()
        .filter(
            t ->
                t.seed() == seed
                    && t.recipe().equals(shot)
                    && t.files().values().stream().allMatch(store.takeFiles()::contains))
        .findFirst();
  }

  private Take make(Shot shot, long seed, Progress progress, CancelToken cancel) {
    TakeFolder folder = staging.of(seed);
    boolean kept = false;
    try {
      MadeTake made = source.make(shot, seed, folder, progress, cancel);
      Take take = keeper.keep(made, staging.work(), shot, seed);
      kept = true;
      return take;
    } finally {
      if (kept || !staging.resumed()) {
        folder.delete();
      }
    }
  }

  /** Says of which take the steps are, where there are several. */
  private static Progress numbered(Progress heard, int index, int count) {
    if (count == 1) {
      return heard;
    }
    return new Progress() {
      @Override
      public void step(String what, int done, int total) {
        heard.step(what + " take " + (index + 1), done, total);
      }

      @Override
      public void preview(RgbClip clip) {
        heard.preview(clip);
      }
    };
  }

  private void pick(Shot shot, Take best, Picking picking) {
    Optional<String> pick = store.story().pick(shot.id());
    boolean kept =
        picking == Picking.KEEP && (pick.isPresent() || store.story().shot(shot.id()).isEmpty());
    if (!kept && !pick.equals(Optional.of(best.id()))) {
      store.apply(new Edit.PickTake(shot.id(), best.id()));
    }
  }

  private Path clip(Take take) {
    return store.takeFiles().locate(take.files().get(TakeMaker.CLIP));
  }

  /** Writes a shot's picked take by itself, at its own pace and, unless told otherwise, size. */
  public void clip(Shot shot, Path file, ExportSettings settings, CancelToken cancel) {
    Take take =
        store
            .take(java.util.Objects.requireNonNull(store.story().picks().get(shot.id())))
            .orElseThrow();
    RgbaImage picture = PreviousFrame.last(clip(take));
    FrameSize.Pixels size = settings.size().of(picture.width(), picture.height());
    Film film =
        new Film(
            whole(shot, store.story().format().fps()),
            size.width(),
            size.height(),
            Map.of(shot.id(), clip(take)),
            Map.of(),
            settings.loudness(),
            settings.label());
    Tags tags = Recipes.ofFilm(store.story(), List.of(take), List.of(clip(take)));
    if (!FilmWriter.write(
        film, file, settings.encoding(), tags, (done, total) -> {}, cancel::isCancelled)) {
      throw new CancelledException();
    }
    delivery.sign(file, store.story().title(), Recipes.models(List.of(take)));
  }

  /** A film of one shot and nothing else. */
  private static FilmEvaluator whole(Shot shot, FrameRate rate) {
    TimeRange all = new TimeRange(0, rate.ticks(shot.frames()));
    Clip clip = new Clip(shot.id(), shot.id(), all, Transition.CUT, 0);
    Track track = new Track("shot", List.of(clip));
    return new FilmEvaluator(new Timeline(List.of(track), List.of(), List.of()), rate);
  }

  /**
   * Renders every shot and the film.
   *
   * @throws zoetrope.media.MediaException before anything is rendered where the film cannot be
   *     written
   * @throws CancelledException when cancelled; finished takes stay
   */
  public void film(
      Path file, ExportSettings settings, Options options, Progress progress, CancelToken cancel) {
    if (store.story().shots().isEmpty() && store.story().length().isEmpty()) {
      throw new RenderException("the story has no shots; add one");
    }
    FrameSize.Pixels frame = settings.frame(store.story().format());
    MovieWriter.check(
        file,
        settings.encoding(),
        frame.width(),
        frame.height(),
        store.story().format().fps().rate());
    for (Shot shot : store.story().shots()) {
      shot(shot, options, progress, cancel);
    }
    new FilmBinder(store, delivery).bind(file, settings, progress, cancel);
  }
}
