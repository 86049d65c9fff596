package zoetrope.service.render;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import zoetrope.diffusion.Capabilities;
import zoetrope.diffusion.VideoModel;
import zoetrope.diffusion.model.starter.StarterModel;
import zoetrope.diffusion.model.wan.pipeline.WanModel;
import zoetrope.diffusion.runtime.Loading;
import zoetrope.diffusion.runtime.Precision;
import zoetrope.diffusion.runtime.Runtime;
import zoetrope.service.models.InstalledModel;
import zoetrope.service.models.LoraShelf;
import zoetrope.service.models.ModelLibrary;
import zoetrope.service.provenance.WeightHashes;

/**
 * The models that shots ask for, by their ids. LoRAs that lie upon them come with them. One is open
 * at a time: another makes room first. Used by one thread at a time; whoever makes it closes it.
 */
public final class Models implements AutoCloseable {
  private final ModelLibrary library;
  private final Runtime runtime;
  private final Precision precision;
  private final WanModel.Limits limits;
  private final Map<String, Loading<Map<String, String>>> hashes = new ConcurrentHashMap<>();
  private Optional<VideoModel> open = Optional.empty();

  /**
   * @param limits of models of the Wan2.1 family
   */
  public Models(
      ModelLibrary library, Runtime runtime, Precision precision, WanModel.Limits limits) {
    this.library = library;
    this.runtime = runtime;
    this.precision = precision;
    this.limits = limits;
  }

  /**
   * The model of an id, opened when it is not.
   *
   * @throws zoetrope.service.models.ModelException when no model of that id is installed
   * @throws zoetrope.diffusion.checkpoint.CheckpointException when it is damaged or incomplete
   */
  public VideoModel get(String id) {
    if (open.filter(m -> m.id().equals(id)).isEmpty()) {
      InstalledModel installed = library.get(id);
      close();
      open = Optional.of(opened(installed));
      weights(id, installed);
    }
    return open.orElseThrow();
  }

  /**
   * SHA-256 of the files of a model by name, which is counted in the background from its opening
   * on; waits for it. From any thread.
   */
  public Map<String, String> weights(String id) {
    return weights(id, library.get(id)).get();
  }

  private Loading<Map<String, String>> weights(String id, InstalledModel model) {
    return hashes.computeIfAbsent(id, k -> Loading.begin(() -> WeightHashes.of(model.folder())));
  }

  private VideoModel opened(InstalledModel m) {
    return m.id().equals(StarterModel.ID)
        ? StarterModel.open(m.folder(), runtime, precision)
        : WanModel.open(
            m.id(),
            m.card(),
            runtime,
            precision,
            limits,
            new LoraShelf(library.folder()).options(m));
  }

  /**
   * What a model can be asked for, without opening it.
   *
   * @throws zoetrope.service.models.ModelException when no model of that id is installed
   * @throws zoetrope.diffusion.checkpoint.CheckpointException when it is damaged or incomplete
   */
  public Capabilities capabilities(String id) {
    InstalledModel installed = library.get(id);
    return installed.id().equals(StarterModel.ID)
        ? StarterModel.CAPABILITIES
        : WanModel.capabilities(installed.card());
  }

  @Override
  public void close() {
    open.ifPresent(VideoModel::close);
    open = Optional.empty();
  }
}
