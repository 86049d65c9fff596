package zoetrope.service.render;

import java.time.Clock;
import java.util.Map;
import zoetrope.diffusion.VideoModel;
import zoetrope.diffusion.model.starter.StarterModel;
import zoetrope.diffusion.runtime.Loading;
import zoetrope.diffusion.runtime.Precision;
import zoetrope.diffusion.runtime.Runtime;
import zoetrope.diffusion.score.ImageEmbedder;
import zoetrope.diffusion.score.TakeScorer;
import zoetrope.service.Installation;
import zoetrope.service.provenance.Delivery;
import zoetrope.service.provenance.WeightHashes;
import zoetrope.service.take.Staging;
import zoetrope.service.take.TakeKeeper;
import zoetrope.story.store.StoryStore;

/** The loaded model and what judges its takes. Whoever opens it closes it. */
public final class Engine implements AutoCloseable {
  private final VideoModel model;
  private final Loading<Map<String, String>> weights;
  private final Loading<ImageEmbedder> embedder;
  private final TakeScorer scorer;
  private final Pictures pictures = new MediaPictures();

  private Engine(
      VideoModel model, Loading<Map<String, String>> weights, Loading<ImageEmbedder> embedder) {
    this.model = model;
    this.weights = weights;
    this.embedder = embedder;
    scorer = new TakeScorer(embedder);
  }

  /**
   * Loads the starter model; throws {@link zoetrope.diffusion.checkpoint.CheckpointException} when
   * it is damaged.
   */
  public static Engine open(Installation home, Precision precision) {
    Runtime runtime = Runtime.cpu();
    return new Engine(
        StarterModel.open(home.starterModel(), runtime, precision),
        Loading.begin(() -> WeightHashes.of(home.starterModel())),
        Loading.begin(() -> ImageEmbedder.load(home.embedder(), runtime)));
  }

  public VideoModel model() {
    return model;
  }

  public TakeScorer scorer() {
    return scorer;
  }

  public Pictures pictures() {
    return pictures;
  }

  /** Makes takes of one story with this engine. */
  public TakeSource takes(StoryStore store) {
    return new TakeMaker(store, model, scorer, pictures, weights);
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
    model.close();
    if (!embedder.failed()) {
      embedder.get().close();
    }
  }
}
