package zoetrope.diffusion.family;

import java.util.List;
import zoetrope.diffusion.VideoModel;
import zoetrope.diffusion.card.ModelCard;
import zoetrope.diffusion.checkpoint.CheckpointException;
import zoetrope.diffusion.plan.ClipPlan;
import zoetrope.diffusion.plan.ClipSize;
import zoetrope.diffusion.plan.Machine;
import zoetrope.diffusion.plan.RequestException;
import zoetrope.diffusion.plan.Speed;
import zoetrope.diffusion.runtime.Precision;
import zoetrope.diffusion.tuning.Tuning;
import zoetrope.diffusion.tuning.TuningSchema;

/** A folder of which nobody can tell more than its card: it went away, or no family knows it. */
public record UnknownFolder(ModelCard card) implements ModelFolder {
  private CheckpointException refused() {
    ModelFolder.requireComplete(card);
    return new CheckpointException(
        card.folder(), "no family of models knows it", "Choose the folder of another model");
  }

  @Override
  public FamilyProfile profile(RunConfig config) {
    throw refused();
  }

  @Override
  public TuningSchema tuning() {
    return TuningSchema.FIXED;
  }

  @Override
  public List<LoraSlot> loraSlots() {
    return List.of();
  }

  @Override
  public List<String> words(Tuning tuning) {
    return List.of();
  }

  @Override
  public ClipPlan plan(
      String id, ClipSize clip, Machine machine, Speed speed, Precision precision) {
    throw new RequestException(id + " cannot be run as it is", refused().getMessage());
  }

  @Override
  public VideoModel open(String id, RunConfig config, OpenOptions options) {
    throw refused();
  }
}
