package zoetrope.diffusion.model.wan.pipeline;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import zoetrope.diffusion.family.ModelFamily;
import zoetrope.diffusion.family.ModelFolder;
import zoetrope.diffusion.model.wan.folder.CardProblem;
import zoetrope.diffusion.model.wan.folder.WanCard;
import zoetrope.diffusion.model.wan.folder.WanFolder;
import zoetrope.diffusion.tuning.TuningSchema;

/** Stock checkpoints of Wan2.1, in all layouts that they are published in. */
public final class WanFamily implements ModelFamily {
  /** By which programs know it. */
  static final String ID = "wan";

  /** For the loader of services. */
  public WanFamily() {}

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String title() {
    return "Wan2.1";
  }

  @Override
  public Optional<ModelFolder> recognise(Path folder) {
    return Optional.of(WanFolder.look(folder))
        .filter(WanFamily::something)
        .map(WanModelFolder::new);
  }

  @Override
  public List<Path> models(Path folder) {
    return WanFolder.models(folder);
  }

  /** Whether there is more to be said than that nothing was found. */
  private static boolean something(WanCard card) {
    return !card.parts().isEmpty()
        || card.problems().stream().anyMatch(p -> !(p instanceof CardProblem.Missing));
  }

  @Override
  public TuningSchema tuning() {
    return WanTuning.SCHEMA;
  }
}
