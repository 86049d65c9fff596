package zoetrope.diffusion.model.starter;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import zoetrope.diffusion.family.ModelFamily;
import zoetrope.diffusion.family.ModelFolder;
import zoetrope.diffusion.sampling.StepCache;
import zoetrope.diffusion.tuning.TuningSchema;

/** The small model that comes with the program. */
public final class StarterFamily implements ModelFamily {
  /** By which programs know the family, and shots the model. */
  static final String ID = "starter";

  /** In {@code tuning.json}. */
  static final String CACHE = "cache";

  static final TuningSchema TUNING =
      new TuningSchema(
          List.of(
              StepCache.setting(
                  CACHE,
                  "The starter model leaves out with %s."
                      .formatted(StarterModel.USUAL_CACHING.threshold()))));

  /** For the loader of services. */
  public StarterFamily() {}

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String title() {
    return "Starter model";
  }

  @Override
  public Optional<ModelFolder> bundled(Path assets) {
    return Optional.of(StarterFolder.look(assets.resolve("starter").resolve("weights")));
  }

  /** A folder of such weights, wherever it lies: nobody else calls its files so. */
  @Override
  public Optional<ModelFolder> recognise(Path folder) {
    return StarterFolder.PARTS.stream().anyMatch(p -> Files.exists(StarterFolder.file(folder, p)))
        ? Optional.of(StarterFolder.look(folder))
        : Optional.empty();
  }

  @Override
  public TuningSchema tuning() {
    return TUNING;
  }
}
