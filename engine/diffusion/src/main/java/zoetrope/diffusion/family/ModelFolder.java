package zoetrope.diffusion.family;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import zoetrope.diffusion.VideoModel;
import zoetrope.diffusion.card.ModelCard;
import zoetrope.diffusion.card.ModelProblem;
import zoetrope.diffusion.checkpoint.CheckpointException;
import zoetrope.diffusion.checkpoint.FolderFiles;
import zoetrope.diffusion.model.lora.Lora;
import zoetrope.diffusion.plan.ClipPlan;
import zoetrope.diffusion.plan.ClipSize;
import zoetrope.diffusion.plan.Machine;
import zoetrope.diffusion.plan.Speed;
import zoetrope.diffusion.runtime.Precision;
import zoetrope.diffusion.tuning.Tuning;
import zoetrope.diffusion.tuning.TuningSchema;

/**
 * The model of a folder, as its family read it: its card, and what can be done with it. Nothing is
 * open, so nothing is to be closed. Two are equal when they say the same of the same folder.
 */
public interface ModelFolder {
  /** What was found. */
  ModelCard card();

  /** The files that decide what it paints; by their hashes it is known whatever it is called. */
  default List<Path> weights() {
    return FolderFiles.below(card().folder()).weights();
  }

  /**
   * What it can be asked for, and how it is best asked; only headers are read.
   *
   * @throws CheckpointException when it is damaged or incomplete
   */
  FamilyProfile profile(RunConfig config);

  /** What can be chosen about it. */
  TuningSchema tuning();

  /** Where LoRAs can be laid upon it; none where it takes none. */
  List<LoraSlot> loraSlots();

  /** What was chosen about it, for people; nothing where all is as advised. */
  List<String> words(Tuning tuning);

  /** What it, or one of these LoRAs, was distilled to, for people, as far as names tell. */
  default Optional<String> distillation(List<Lora> loras) {
    return Optional.empty();
  }

  /**
   * What a clip would take here, before it is begun.
   *
   * @param id by which people know the model
   * @throws zoetrope.diffusion.plan.RequestException when it cannot be made, saying what could
   */
  ClipPlan plan(String id, ClipSize clip, Machine machine, Speed speed, Precision precision);

  /**
   * Opens it. Whoever does closes it.
   *
   * @param id by which shots ask for it
   * @throws CheckpointException when it is damaged or incomplete
   */
  VideoModel open(String id, RunConfig config, OpenOptions options);

  /**
   * Throws {@link CheckpointException} with a card's problems where it has any; what says what
   * cannot be done with an incomplete model.
   */
  static void requireComplete(ModelCard card) {
    if (!card.complete()) {
      throw new CheckpointException(
          card.folder(),
          "it cannot be run as it is",
          card.problems().stream().map(ModelProblem::words).collect(Collectors.joining(". ")));
    }
  }
}
