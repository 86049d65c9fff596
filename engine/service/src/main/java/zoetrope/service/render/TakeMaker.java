package zoetrope.service.render;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import zoetrope.core.image.RgbClip;
import zoetrope.core.task.CancelToken;
import zoetrope.diffusion.ShotRequest;
import zoetrope.diffusion.VideoModel;
import zoetrope.diffusion.score.TakeScorer;
import zoetrope.diffusion.score.TakeScores;
import zoetrope.media.ClipWriter;
import zoetrope.media.Encoding;
import zoetrope.media.Images;
import zoetrope.media.Tags;
import zoetrope.service.provenance.Recipes;
import zoetrope.service.take.Fingerprint;
import zoetrope.service.take.MadeTake;
import zoetrope.service.take.TakeFolder;
import zoetrope.story.document.Shot;
import zoetrope.story.store.StoryStore;

/** Generates takes of shots and scores them, with a model in this process. */
public final class TakeMaker implements TakeSource {
  /** Files of a take. */
  public static final String CLIP = MadeTake.CLIP;

  public static final String POSTER = MadeTake.POSTER;
  public static final String LATENTS = MadeTake.LATENTS;

  /** The score takes are ranked by. */
  public static final String COMBINED = "combined";

  private final StoryStore store;
  private final Function<String, VideoModel> models;
  private final TakeScorer scorer;
  private final Pictures pictures;
  private final StockCasting casting;
  private final Function<String, Map<String, String>> weights;

  /**
   * @param store is read only
   * @param models by the ids shots name, opened for as long as the next one is not
   * @param casting casts what prompts name
   * @param weights SHA-256 of such a model's files by name
   */
  public TakeMaker(
      StoryStore store,
      Function<String, VideoModel> models,
      TakeScorer scorer,
      Pictures pictures,
      StockCasting casting,
      Function<String, Map<String, String>> weights) {
    this.store = store;
    this.models = models;
    this.scorer = scorer;
    this.pictures = pictures;
    this.casting = casting;
    this.weights = weights;
  }

  @Override
  public MadeTake make(
      Shot shot, long seed, TakeFolder folder, Progress progress, CancelToken cancel) {
    VideoModel model = models.apply(shot.settings().model());
    ShotPlanner planner = new ShotPlanner(store.story(), store.media(), pictures, model.traits());
    ShotRequest plain = planner.plan(shot, seed, PreviousFrame.of(store, shot));
    ShotRequest request =
        casting
            .cast(plain, planner.castWords(shot), shot.stock(), model.reader(), cancel)
            .request();
    String question = Fingerprint.of(model.id(), model.runConfig(), request);
    folder.begin(question);
    Optional<MadeTake> finished = folder.finished(question);
    return finished.isPresent()
        ? finished.get()
        : make(model, shot, seed, request, question, folder, progress, cancel);
  }

  private MadeTake make(
      VideoModel model,
      Shot shot,
      long seed,
      ShotRequest request,
      String question,
      TakeFolder folder,
      Progress progress,
      CancelToken cancel) {
    SavedLatents saved = new SavedLatents(folder, question, "shot " + shot.id(), progress);
    RgbClip clip = model.generate(request, saved, cancel);
    CompletableFuture<Void> written =
        CompletableFuture.runAsync(
            () -> {
              ClipFrames frames =
                  ClipFrames.of(
                      model, request, clip, saved.behind(), store.story().format(), cancel);
              write(folder, frames, model, tags(model, shot, seed));
            });
    TakeScores scores;
    try {
      scores =
          scorer.score(
              clip,
              ScoringTargets.of(request, clip.width(), clip.height()),
              ScoringTargets.swept(request, clip.width(), clip.height()));
    } finally {
      written.exceptionally(e -> null).join(); // nobody writes there after this returns
    }
    await(written);
    return folder.finish(question, ScoringTargets.figures(scores));
  }

  /** Throws why the files could not be written. */
  private static void await(CompletableFuture<Void> written) {
    try {
      written.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  private Tags tags(VideoModel model, Shot shot, long seed) {
    return Recipes.ofTake(
        store.story(), shot, seed, weights.apply(model.id()), String.join(", ", model.runConfig()));
  }

  private static void write(TakeFolder folder, ClipFrames frames, VideoModel model, Tags tags) {
    AtomicReference<byte[]> middle = new AtomicReference<>(new byte[0]);
    ClipWriter.write(
        folder.file(CLIP),
        Encoding.LOSSLESS,
        frames.width(),
        frames.height(),
        model.traits().rate(),
        frames.count(),
        t -> {
          byte[] frame = frames.at().apply(t);
          if (t == frames.count() / 2) {
            middle.set(frame);
          }
          return frame;
        },
        tags);
    Images.writePng(frames.width(), frames.height(), middle.get(), folder.file(POSTER));
  }

  /**
   * Passes progress on, writes latents down before they are decoded, hands saved ones back, and
   * keeps what lies behind.
   */
  private static final class SavedLatents implements VideoModel.Listener {
    private final TakeFolder folder;
    private final String question;
    private final String what;
    private final Progress heard;
    private final Map<Integer, float[]> windows;
    private Optional<RgbClip> behind = Optional.empty();

    SavedLatents(TakeFolder folder, String question, String what, Progress heard) {
      this.folder = folder;
      this.question = question;
      this.what = what;
      this.heard = heard;
      windows = new TreeMap<>(folder.latents(question));
    }

    @Override
    public void progress(int done, int total) {
      heard.step(what, done, total);
    }

    @Override
    public void preview(RgbClip clip) {
      heard.preview(clip);
    }

    @Override
    public void behind(RgbClip clip) {
      behind = Optional.of(clip);
    }

    Optional<RgbClip> behind() {
      return behind;
    }

    @Override
    public Optional<float[]> known(int window) {
      return Optional.ofNullable(windows.get(window));
    }

    @Override
    public void denoised(int window, float[] latents) {
      if (!windows.containsKey(window)) {
        windows.put(window, latents);
        folder.save(question, windows);
      }
    }
  }
}
