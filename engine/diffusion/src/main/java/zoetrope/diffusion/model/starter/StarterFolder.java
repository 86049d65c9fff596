package zoetrope.diffusion.model.starter;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import zoetrope.diffusion.VideoModel;
import zoetrope.diffusion.card.CardPart;
import zoetrope.diffusion.card.ModelCard;
import zoetrope.diffusion.card.ModelProblem;
import zoetrope.diffusion.checkpoint.CheckpointException;
import zoetrope.diffusion.checkpoint.SafetensorsHeader;
import zoetrope.diffusion.checkpoint.TensorInfo;
import zoetrope.diffusion.family.FamilyProfile;
import zoetrope.diffusion.family.LoraSlot;
import zoetrope.diffusion.family.ModelFolder;
import zoetrope.diffusion.family.OpenOptions;
import zoetrope.diffusion.family.RunConfig;
import zoetrope.diffusion.plan.ClipPlan;
import zoetrope.diffusion.plan.ClipSize;
import zoetrope.diffusion.plan.Machine;
import zoetrope.diffusion.plan.RequestException;
import zoetrope.diffusion.plan.Speed;
import zoetrope.diffusion.runtime.Precision;
import zoetrope.diffusion.runtime.Runtime;
import zoetrope.diffusion.sampling.StepCache;
import zoetrope.diffusion.tuning.Tuning;
import zoetrope.diffusion.tuning.TuningSchema;

/** A folder of the starter model's three files. */
record StarterFolder(ModelCard card) implements ModelFolder {
  /** Its files without their ending. */
  static final List<String> PARTS = List.of("base", "identity", "trajectory");

  private static final String MAKES =
      "text, image and characters to video, with the motion brush; 512x288, 288x512, 384x384 at 12"
          + " frames a second";

  static Path file(Path folder, String part) {
    return folder.resolve(part + ".safetensors");
  }

  /** Looks into a folder, whether it is there or not; headers only. */
  static StarterFolder look(Path folder) {
    List<ModelProblem> problems = new ArrayList<>();
    List<CardPart> parts = new ArrayList<>();
    for (String part : PARTS) {
      Path file = file(folder, part);
      try {
        long count =
            SafetensorsHeader.read(file).tensors().values().stream()
                .mapToLong(TensorInfo::elements)
                .sum();
        parts.add(new CardPart(part, part, file, "", "f16", count));
      } catch (CheckpointException e) {
        problems.add(ModelProblem.unreadable(String.valueOf(e.getMessage())));
      }
    }
    return new StarterFolder(
        new ModelCard(StarterFamily.ID, folder, StarterFamily.ID, MAKES, parts, problems));
  }

  @Override
  public FamilyProfile profile(RunConfig config) {
    ModelFolder.requireComplete(card);
    return new FamilyProfile(StarterModel.CAPABILITIES, StarterModel.TRAITS, false);
  }

  @Override
  public TuningSchema tuning() {
    return StarterFamily.TUNING;
  }

  @Override
  public List<LoraSlot> loraSlots() {
    return List.of();
  }

  @Override
  public List<String> words(Tuning tuning) {
    return tuning.value(StarterFamily.CACHE).isEmpty()
        ? List.of()
        : List.of(StarterModel.words(caching(tuning)));
  }

  /** How steps are left out. */
  private static Optional<StepCache.Settings> caching(Tuning tuning) {
    OptionalDouble chosen = tuning.number(StarterFamily.CACHE);
    return chosen.isPresent()
        ? StepCache.Settings.of(chosen)
        : Optional.of(StarterModel.USUAL_CACHING);
  }

  @Override
  public ClipPlan plan(
      String id, ClipSize clip, Machine machine, Speed speed, Precision precision) {
    throw new RequestException(
        id + " is no model that plans are made for: it is small", "Name one of the Wan2.1 family");
  }

  /** It is made for the CPU. */
  @Override
  public VideoModel open(String id, RunConfig config, OpenOptions options) {
    return StarterModel.open(
        id, card.folder(), Runtime.cpu(), options.precision(), caching(config.tuning()));
  }
}
