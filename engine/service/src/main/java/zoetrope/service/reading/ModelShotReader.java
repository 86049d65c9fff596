package zoetrope.service.reading;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import zoetrope.core.image.Mask;
import zoetrope.core.image.RgbaImage;
import zoetrope.core.task.CancelToken;
import zoetrope.diffusion.PromptReader;
import zoetrope.diffusion.PromptReading;
import zoetrope.diffusion.PromptReading.Words;
import zoetrope.diffusion.ShotRequest;
import zoetrope.diffusion.VideoModel;
import zoetrope.diffusion.checkpoint.CheckpointException;
import zoetrope.diffusion.family.ClipLimits;
import zoetrope.diffusion.family.OpenOptions;
import zoetrope.diffusion.runtime.Precision;
import zoetrope.diffusion.runtime.Runtime;
import zoetrope.service.Installation;
import zoetrope.service.models.ModelException;
import zoetrope.service.models.ModelLibrary;
import zoetrope.service.render.Models;
import zoetrope.service.render.Pictures;
import zoetrope.service.render.ShotPlanner;
import zoetrope.service.render.SpokenPrompt;
import zoetrope.service.render.StockCasting;
import zoetrope.service.stock.StockLibrary;
import zoetrope.story.document.Shot;
import zoetrope.story.document.Story;
import zoetrope.story.document.StoryCharacter;

/** Asks the models themselves, with the very request that a take would be made from. */
public final class ModelShotReader implements ShotReader {
  private static final Path NOWHERE = Path.of("");

  private final Models models;
  private final StockCasting casting;
  private final boolean own;

  private ModelShotReader(Models models, Supplier<StockLibrary> stock, boolean own) {
    this.models = models;
    this.own = own;
    casting = new StockCasting(stock, new NoPictures());
  }

  /**
   * A reader with models that somebody else closes, and uses on this thread only.
   *
   * @param stock of which prompts may be cast
   */
  public static ShotReader of(Models models, Supplier<StockLibrary> stock) {
    return new ModelShotReader(models, stock, false);
  }

  /** A reader with models of its own, of which only prompts are read. */
  public static ShotReader open(Installation home, ModelLibrary library) {
    return new ModelShotReader(
        new Models(library, new OpenOptions(Runtime.cpu(), Precision.INT8, ClipLimits.NONE)),
        StockLibrary.lazy(home.stock()),
        true);
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

  private ShotReading read(Story story, Shot shot, VideoModel.Traits traits, PromptReader reader) {
    ShotPlanner planner = new ShotPlanner(story, ref -> NOWHERE, new NoPictures(), traits);
    ShotRequest plain =
        planner.plan(shot, shot.settings().seed().value(), Optional.of(NoPictures.NONE));
    List<String> own = planner.castWords(shot);
    StockCasting.Casting all =
        casting.cast(plain, own, shot.stock(), Optional.of(reader), new CancelToken());
    List<String> cast =
        Stream.concat(
                own.stream(),
                all.roles().stream().flatMap(r -> r.asked().stream()).map(Words::text))
            .toList();
    PromptReading reading = reader.read(all.request(), cast, new CancelToken());
    List<String> names =
        shot.cast().stream()
            .flatMap(a -> story.character(a.characterId()).stream())
            .map(StoryCharacter::name)
            .toList();
    return ShotReading.of(
        reading, names, all.roles(), SpokenPrompt.of(shot.prompt(), story.characters()));
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
    public Mask object(RgbaImage picture, int width, int height, Mask drawn, RgbaImage marks) {
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
