package zoetrope.service.render;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import zoetrope.diffusion.Capabilities;
import zoetrope.diffusion.Capabilities.Support;
import zoetrope.diffusion.Limit;
import zoetrope.diffusion.VideoModel;
import zoetrope.diffusion.family.OpenOptions;
import zoetrope.diffusion.family.RunConfig;
import zoetrope.diffusion.model.lora.Lora;
import zoetrope.diffusion.runtime.Loading;
import zoetrope.service.models.InstalledModel;
import zoetrope.service.models.ModelLibrary;
import zoetrope.service.models.Tunings;
import zoetrope.service.provenance.WeightHashes;

/**
 * The models that shots ask for, by their ids. LoRAs that lie upon them come with them. One is open
 * at a time: another makes room first. Used by one thread at a time; whoever makes it closes it.
 */
public final class Models implements AutoCloseable {
  private final ModelLibrary library;
  private final OpenOptions options;
  private final Map<Path, Loading<Map<String, String>>> hashes = new ConcurrentHashMap<>();
  private final Tunings tunings;
  private volatile Optional<Opened> open = Optional.empty();

  private record Opened(
      VideoModel model, RunConfig config, List<Loading<Map<String, String>>> hashes) {}

  /**
   * @param options where and how exactly all of them are run
   */
  public Models(ModelLibrary library, OpenOptions options) {
    this.library = library;
    this.options = options;
    tunings = new Tunings(library.folder());
  }

  /**
   * The model of an id, opened when it is not, or when it is to be run otherwise than before.
   *
   * @throws zoetrope.service.models.ModelException when no model of that id is installed
   * @throws zoetrope.diffusion.checkpoint.CheckpointException when it is damaged or incomplete
   */
  public VideoModel get(String id) {
    InstalledModel installed = library.get(id);
    RunConfig config = tunings.config(installed);
    if (open.filter(o -> o.model().id().equals(id) && o.config().equals(config)).isEmpty()) {
      close();
      VideoModel model = installed.files().open(id, config, options);
      open = Optional.of(new Opened(model, config, counted(installed, config)));
    }
    return open.orElseThrow().model();
  }

  /**
   * SHA-256 of the files of a model and of the LoRAs on it by name, which is counted in the
   * background from its opening on; waits for it. Of the model that is open, whatever has been laid
   * upon it since. From any thread.
   */
  public Map<String, String> weights(String id) {
    Map<String, String> all = new TreeMap<>();
    open.filter(o -> o.model().id().equals(id))
        .map(Opened::hashes)
        .orElseGet(() -> counted(library.get(id)))
        .forEach(hashes -> all.putAll(hashes.get()));
    return all;
  }

  private List<Loading<Map<String, String>>> counted(InstalledModel model) {
    return counted(model, tunings.config(model));
  }

  /** The hashes of a model and its LoRAs, which are counted in the background. */
  private List<Loading<Map<String, String>>> counted(InstalledModel model, RunConfig config) {
    return Stream.concat(
            Stream.of(
                hashes.computeIfAbsent(
                    model.folder(), _ -> Loading.begin(() -> WeightHashes.of(model.files())))),
            config.loras().stream()
                .map(Lora::file)
                .map(
                    file ->
                        hashes.computeIfAbsent(
                            file, _ -> Loading.begin(() -> WeightHashes.of(file)))))
        .toList();
  }

  /**
   * What a model can be asked for, without opening it.
   *
   * @throws zoetrope.service.models.ModelException when no model of that id is installed
   * @throws zoetrope.diffusion.checkpoint.CheckpointException when it is damaged or incomplete
   */
  public Capabilities capabilities(String id) {
    return library.get(id).files().profile(RunConfig.ADVISED).capabilities();
  }

  /**
   * The model of an id where it knows words instead of understanding text, and so can say what it
   * makes of prompts; opened as by {@link #get}. Others are not.
   *
   * @throws zoetrope.service.models.ModelException when no model of that id is installed
   * @throws zoetrope.diffusion.checkpoint.CheckpointException when it is damaged or incomplete
   */
  public Optional<VideoModel> literal(String id) {
    return capabilities(id).text().equals(new Support.Within(Limit.KNOWN_WORDS))
        ? Optional.of(get(id))
        : Optional.empty();
  }

  @Override
  public void close() {
    open.ifPresent(o -> o.model().close());
    open = Optional.empty();
  }
}
