package zoetrope.service.render;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import zoetrope.diffusion.RgbClip;
import zoetrope.diffusion.RgbaImage;
import zoetrope.diffusion.ShotRequest;
import zoetrope.diffusion.VideoModel;
import zoetrope.diffusion.checkpoint.SafetensorsWriter;
import zoetrope.diffusion.runtime.CancelToken;
import zoetrope.diffusion.score.TakeScorer;
import zoetrope.diffusion.score.TakeScores;
import zoetrope.media.ClipWriter;
import zoetrope.media.Encoding;
import zoetrope.media.Images;
import zoetrope.story.MediaRef;
import zoetrope.story.document.Shot;
import zoetrope.story.document.Take;
import zoetrope.story.store.StoryStore;

/** Generates takes of shots, scores them and keeps them in the story. */
public final class TakeMaker {
  /** Files of a take. */
  public static final String CLIP = "clip";

  public static final String POSTER = "poster";
  public static final String LATENTS = "latents";

  /** The score takes are ranked by. */
  public static final String COMBINED = "combined";

  private final StoryStore store;
  private final VideoModel model;
  private final TakeScorer scorer;
  private final Pictures pictures;
  private final Clock clock;

  public TakeMaker(
      StoryStore store, VideoModel model, TakeScorer scorer, Pictures pictures, Clock clock) {
    this.store = store;
    this.model = model;
    this.scorer = scorer;
    this.pictures = pictures;
    this.clock = clock;
  }

  /**
   * Takes of a shot for the seeds from {@code seed} on, best first. A take that is there already,
   * of the same recipe and seed, is not made again.
   */
  public List<Take> make(
      Shot shot,
      int count,
      long seed,
      Optional<RgbaImage> previous,
      Progress progress,
      CancelToken cancel) {
    if (!shot.settings().model().equals(model.id())) {
      throw new RenderException(
          "shot '%s' asks for the model '%s', which is not installed; choose '%s' or install it"
              .formatted(shot.id(), shot.settings().model(), model.id()));
    }
    List<Take> takes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Optional<Take> known = known(shot, seed + i);
      String what = "shot " + shot.id() + (count > 1 ? " take " + (i + 1) : "");
      progress.take(i, count);
      takes.add(
          known.isPresent()
              ? known.get()
              : make(shot, seed + i, previous, new TakeListener(what, progress), cancel));
    }
    takes.sort(
        java.util.Comparator.comparingDouble((Take t) -> t.scores().getOrDefault(COMBINED, 0.0))
            .reversed());
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

  private Take make(
      Shot shot,
      long seed,
      Optional<RgbaImage> previous,
      TakeListener listener,
      CancelToken cancel) {
    ShotPlanner planner = new ShotPlanner(store.story(), store.media(), pictures);
    ShotRequest request = planner.plan(shot, seed, previous);
    Path folder = temporary();
    try {
      RgbClip clip =
          model.generate(request, listener.savingTo(folder.resolve("latents.safetensors")), cancel);
      CompletableFuture<Map<String, MediaRef>> kept =
          CompletableFuture.supplyAsync(() -> keep(folder, clip));
      TakeScores scores;
      try {
        scores = scorer.score(clip, Questions.of(request), Questions.swept(request));
      } finally {
        kept.exceptionally(e -> Map.of()).join(); // the folder is deleted below
      }
      Map<String, MediaRef> files = files(kept);
      Take take =
          new Take(
              "take-" + UUID.randomUUID(),
              shot.id(),
              seed,
              shot,
              Questions.figures(scores),
              files,
              clock.instant(),
              false);
      store.addTake(take);
      return take;
    } finally {
      delete(folder);
    }
  }

  /** What was kept, or why it could not be. */
  private static Map<String, MediaRef> files(CompletableFuture<Map<String, MediaRef>> kept) {
    try {
      return kept.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  private Map<String, MediaRef> keep(Path folder, RgbClip clip) {
    Path video = folder.resolve("clip.mkv");
    ClipWriter.write(
        video, Encoding.LOSSLESS, clip.width(), clip.height(), ShotPlanner.CLIP_RATE, clip.rgb());
    Path poster = folder.resolve("poster.png");
    int size = clip.width() * clip.height() * 3;
    int middle = clip.frames() / 2;
    Images.writePng(
        clip.width(),
        clip.height(),
        java.util.Arrays.copyOfRange(clip.rgb(), middle * size, (middle + 1) * size),
        poster);
    Map<String, MediaRef> files = new LinkedHashMap<>();
    files.put(CLIP, store.takeFiles().put(video));
    files.put(POSTER, store.takeFiles().put(poster));
    files.put(LATENTS, store.takeFiles().put(folder.resolve("latents.safetensors")));
    return files;
  }

  private Path temporary() {
    try {
      return Files.createTempDirectory("zoetrope-take");
    } catch (IOException e) {
      throw new RenderException(
          "no temporary folder can be made ("
              + e.getMessage()
              + "); free space in the system's temporary folder",
          e);
    }
  }

  private static void delete(Path folder) {
    try (var files = Files.list(folder)) {
      for (Path f : files.toList()) {
        Files.delete(f);
      }
      Files.delete(folder);
    } catch (IOException _) {
      // What is left in the system's temporary folder is its own to clear.
    }
  }

  /** Passes progress on and writes latents down before they are decoded. */
  private record TakeListener(String what, Progress heard) {
    VideoModel.Listener savingTo(Path file) {
      Map<String, SafetensorsWriter.Entry> windows = new LinkedHashMap<>();
      return new VideoModel.Listener() {
        @Override
        public void progress(int done, int total) {
          heard.step(what, done, total);
        }

        @Override
        public void preview(RgbClip clip) {
          heard.preview(clip);
        }

        @Override
        public void denoised(int window, float[] latents) {
          windows.put(
              "window." + window,
              new SafetensorsWriter.Entry(List.of((long) latents.length), latents));
          SafetensorsWriter.write(file, windows, Map.of("format", "zoetrope latents"));
        }
      };
    }
  }
}
