package zoetrope.service.reading;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import zoetrope.core.image.Mask;
import zoetrope.core.image.RgbaImage;
import zoetrope.core.task.CancelToken;
import zoetrope.diffusion.PromptReader;
import zoetrope.diffusion.PromptReading;
import zoetrope.diffusion.ShotRequest;
import zoetrope.diffusion.VideoModel;
import zoetrope.diffusion.checkpoint.CheckpointException;
import zoetrope.diffusion.family.ClipLimits;
import zoetrope.diffusion.family.OpenOptions;
import zoetrope.diffusion.runtime.Precision;
import zoetrope.diffusion.runtime.Runtime;
import zoetrope.service.models.ModelException;
import zoetrope.service.models.ModelLibrary;
import zoetrope.service.render.Models;
import zoetrope.service.render.Pictures;
import zoetrope.service.render.ShotPlanner;
import zoetrope.service.render.SpokenPrompt;
import zoetrope.story.document.Shot;
import zoetrope.story.document.Story;
import zoetrope.story.document.StoryCharacter;

/** Asks the models themselves, with the very request that a take would be made from. */
public final class ModelShotReader implements ShotReader {
  private static final Path NOWHERE = Path.of("");

  private final Models models;
  private final boolean own;

  private ModelShotReader(Models models, boolean own) {
    this.models = models;
    this.own = own;
  }

  /** A reader with models that somebody else closes, and uses on this thread only. */
  public static ShotReader of(Models models) {
    return new ModelShotReader(models, false);
  }

  /** A reader with models of its own, of which only prompts are read. */
  public static ShotReader open(ModelLibrary library) {
    return new ModelShotReader(
        new Models(library, new OpenOptions(Runtime.cpu(), Precision.INT8, ClipLimits.NONE)), true);
  }

  @Override
  public synchronized Optional<ShotReading> read(Story story, Shot shot) {
    try {
      Optional<VideoModel> model = models.literal(shot.settings().model());
      return model.flatMap(m -> m.reader().map(r -> read(story, shot, m.traits(), r)));
    } catch (ModelException | CheckpointException _) {
      return Optional.empty();
    }
  }

  private static ShotReading read(
      Story story, Shot shot, VideoModel.Traits traits, PromptReader reader) {
    ShotRequest request =
        new ShotPlanner(story, ref -> NOWHERE, new NoPictures(), traits)
            .plan(shot, shot.settings().seed().value(), Optional.of(NoPictures.NONE));
    List<String> cast =
        shot.cast().stream()
            .flatMap(a -> story.character(a.characterId()).stream())
            .flatMap(ModelShotReader::words)
            .toList();
    PromptReading reading = reader.read(request, cast, new CancelToken());
    return ShotReading.of(reading, SpokenPrompt.of(shot.prompt(), story.characters()));
  }

  private static Stream<String> words(StoryCharacter c) {
    return Stream.of(c.id(), c.name(), c.description());
  }

  /** Readers want to know that there are pictures, not what is in them. */
  private record NoPictures() implements Pictures {
    private static final RgbaImage NONE = new RgbaImage(1, 1, new byte[4]);

    @Override
    public RgbaImage picture(Path file) {
      return NONE;
    }

    @Override
    public RgbaImage cutout(Path file) {
      return NONE;
    }

    @Override
    public Mask mask(Path file) {
      return new Mask(1, 1, new float[1]);
    }

    @Override
    public Mask object(RgbaImage picture, int width, int height, Mask drawn) {
      return drawn;
    }
  }

  @Override
  public synchronized void close() {
    if (own) {
      models.close();
    }
  }
}
