package zoetrope.diffusion.model.wan.folder;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import zoetrope.diffusion.checkpoint.Checkpoint;
import zoetrope.diffusion.checkpoint.DType;
import zoetrope.diffusion.checkpoint.Quantization;
import zoetrope.diffusion.checkpoint.Quoted;
import zoetrope.diffusion.checkpoint.TensorInfo;
import zoetrope.diffusion.model.PartTensors;
import zoetrope.diffusion.model.wan.folder.WanCard.Part;

/** Whether a part's weights can be read, and whether all of them are used. */
final class PartCheck {
  private PartCheck() {}

  /**
   * What is wrong with a part, from its header alone; the first that explains the rest.
   *
   * @throws zoetrope.diffusion.checkpoint.CheckpointException when scales and weights do not belong
   *     together
   */
  static Optional<CardProblem> of(Path unit, Part part, Checkpoint files, PartTensors tensors) {
    Optional<String> form = Quantization.of(files).unread();
    if (form.isPresent()) {
      return form.map(f -> new CardProblem.Quantised(unit, part, f));
    }
    Optional<TensorInfo> odd =
        tensors.taken().stream()
            .sorted()
            .map(files::info)
            .filter(t -> !t.dtype().readable())
            .findFirst();
    if (odd.isPresent()) {
      return odd.map(t -> unread(unit, part, t));
    }
    List<String> more = tensors.leftover(files);
    return more.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new CardProblem.Unused(unit, part, Quoted.name(more.getFirst()), more.size()));
  }

  private static CardProblem unread(Path unit, Part part, TensorInfo t) {
    return t.dtype() == DType.OTHER
        ? new CardProblem.Quantised(unit, part, Quoted.name(t.type()))
        : new CardProblem.UnreadType(unit, part, t.dtype());
  }
}
