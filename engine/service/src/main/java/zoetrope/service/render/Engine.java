package zoetrope.service.render;

import java.time.Clock;
import java.util.function.Supplier;
import zoetrope.diffusion.VideoModel;
import zoetrope.diffusion.family.ClipLimits;
import zoetrope.diffusion.family.OpenOptions;
import zoetrope.diffusion.runtime.Loading;
import zoetrope.diffusion.runtime.Precision;
import zoetrope.diffusion.runtime.Runtime;
import zoetrope.diffusion.score.ImageEmbedder;
import zoetrope.diffusion.score.TakeScorer;
import zoetrope.service.Devices;
import zoetrope.service.Installation;
import zoetrope.service.models.ModelLibrary;
import zoetrope.service.provenance.Delivery;
import zoetrope.service.stock.StockLibrary;
import zoetrope.service.take.Staging;
import zoetrope.service.take.TakeKeeper;
import zoetrope.story.document.ShotSettings;
import zoetrope.story.store.StoryStore;

/** The models and what judges their takes. Whoever opens it closes it. */
public final class Engine implements AutoCloseable {
  private final Models models;
  private final Loading<ImageEmbedder> embedder;
  private final TakeScorer scorer;
  private final Pictures pictures = new MediaPictures();
  private final Supplier<StockLibrary> stock;

  private Engine(Models models, Loading<ImageEmbedder> embedder, Supplier<StockLibrary> stock) {
    this.models = models;
    this.embedder = embedder;
    this.stock = stock;
    scorer = new TakeScorer(embedder);
  }

  /** An engine with the user's models, which are opened when shots ask for them. */
  public static Engine open(Installation home, Precision precision) {
    return open(home, ModelLibrary.of(home), precision);
  }

  /** As the other, with another library of models. */
  public static Engine open(Installation home, ModelLibrary library, Precision precision) {
    return open(home, library, precision, ClipLimits.NONE);
  }

  /** As the other, with smaller clips than models were trained for. */
  public static Engine open(
      Installation home, ModelLibrary library, Precision precision, ClipLimits limits) {
    return new Engine(
        new Models(library, new OpenOptions(Devices.chosen(), precision, limits)),
        Loading.begin(() -> ImageEmbedder.load(home.embedder(), Runtime.cpu())),
        StockLibrary.lazy(home.stock()));
  }

  /** The model of shots that name none. */
  public VideoModel model() {
    return models.get(ShotSettings.DEFAULT_MODEL);
  }

  public Models models() {
    return models;
  }

  public TakeScorer scorer() {
    return scorer;
  }

  public Pictures pictures() {
    return pictures;
  }

  /** What prompts may be cast from, opened when it is first asked for. */
  public Supplier<StockLibrary> stock() {
    return stock;
  }

  /** Makes takes of one story with this engine. */
  public TakeSource takes(StoryStore store) {
    return new TakeMaker(
        store, models::get, scorer, pictures, new StockCasting(stock, pictures), models::weights);
  }

  /** A renderer of one story with this engine, which leaves nothing of what fails. */
  public StoryRenderer renderer(StoryStore store) {
    return renderer(store, Delivery.PLAIN);
  }

  /** The same, whose films and clips leave the story in a way. */
  public StoryRenderer renderer(StoryStore store, Delivery delivery) {
    return new StoryRenderer(
        store,
        takes(store),
        new TakeKeeper(store, Clock.systemUTC()),
        Staging.temporary(),
        delivery);
  }

  @Override
  public void close() {
    models.close();
    if (!embedder.failed()) {
      embedder.get().close();
    }
  }
}
