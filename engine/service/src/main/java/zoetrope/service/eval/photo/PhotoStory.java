package zoetrope.service.eval.photo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import zoetrope.core.image.RgbaImage;
import zoetrope.core.task.CancelToken;
import zoetrope.diffusion.ShotRequest;
import zoetrope.media.Images;
import zoetrope.media.VideoReader;
import zoetrope.service.render.Engine;
import zoetrope.service.render.Progress;
import zoetrope.service.render.ShotPlanner;
import zoetrope.service.render.StoryRenderer;
import zoetrope.service.render.TakeMaker;
import zoetrope.story.MediaRef;
import zoetrope.story.document.Aspect;
import zoetrope.story.document.FrameSource;
import zoetrope.story.document.Seed;
import zoetrope.story.document.Shot;
import zoetrope.story.document.ShotSettings;
import zoetrope.story.document.Story;
import zoetrope.story.document.StoryDraft;
import zoetrope.story.document.StoryFormat;
import zoetrope.story.document.Take;
import zoetrope.story.edit.Edit;
import zoetrope.story.motion.MotionPlan;
import zoetrope.story.store.StoryStore;
import zoetrope.story.timeline.FrameRate;

/**
 * A story in a temporary folder whose shots begin with pictures. It is rendered as any other, and
 * its takes are read from the files that were written.
 */
final class PhotoStory implements AutoCloseable {
  private static final StoryFormat FORMAT = new StoryFormat(Aspect.WIDE, 720, FrameRate.of(24));

  static final int WIDTH = FORMAT.width();
  static final int HEIGHT = FORMAT.height();

  /** Of every shot, in frames of the film. */
  private static final int LENGTH = 24;

  /** Says nothing of camera and place. */
  private static final String PROMPT = "a picture";

  private final Engine engine;
  private final int steps;
  private final long seed;
  private final Path folder;
  private final StoryStore store;

  PhotoStory(Engine engine, int steps, long seed) {
    this.engine = engine;
    this.steps = steps;
    this.seed = seed;
    try {
      folder = Files.createTempDirectory("zoetrope-photos");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    store =
        StoryStore.create(
            folder.resolve("Photos" + StoryStore.FOLDER_SUFFIX),
            new StoryDraft(Story.empty("Photos", FORMAT), Map.of()));
  }

  /** Takes a file of the user's into the story. */
  MediaRef put(Path file) {
    return store.media().put(file);
  }

  /** Takes a picture into the story. */
  MediaRef put(RgbaImage picture) {
    Path png = folder.resolve("picture.png");
    Images.writePng(picture, png);
    return put(png);
  }

  /** A shot of a second that begins with a picture. */
  Shot shot(String id, MediaRef picture, MotionPlan motion) {
    ShotSettings usual = ShotSettings.defaults(id);
    ShotSettings settings =
        new ShotSettings(
            usual.model(),
            new Seed(seed, true),
            steps,
            usual.guidance(),
            usual.identity(),
            usual.motion(),
            1);
    return new Shot(
        id,
        id,
        PROMPT,
        "",
        LENGTH,
        new FrameSource.FromMedia(picture),
        new FrameSource.None(),
        List.of(),
        motion,
        settings);
  }

  /** The frames of its take, as the file has them. */
  List<Frame> frames(Shot shot, CancelToken cancel) {
    store.apply(new Edit.PutShot(shot));
    StoryRenderer.Options once =
        new StoryRenderer.Options(OptionalInt.of(1), OptionalLong.of(seed));
    Take take = engine.renderer(store).shot(shot, once, Progress.NONE, cancel).getFirst();
    Path clip = store.takeFiles().locate(take.files().get(TakeMaker.CLIP));
    List<Frame> out = new ArrayList<>();
    try (VideoReader reader = VideoReader.open(clip)) {
      for (Optional<byte[]> f = reader.next(); f.isPresent(); f = reader.next()) {
        cancel.check();
        out.add(Frame.of(reader.width(), reader.height(), f.get()));
      }
    }
    return out;
  }

  /** What the model would be asked. */
  ShotRequest request(Shot shot) {
    return new ShotPlanner(store.story(), store.media(), engine.pictures(), engine.model().traits())
        .plan(shot, seed, Optional.empty());
  }

  @Override
  public void close() {
    store.close();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path p : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(p);
      }
    } catch (IOException _) {
      // It lies in the system's temporary folder, which is cleared in time.
    }
  }
}
