package zoetrope.diffusion.model.wan.folder;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zoetrope.diffusion.checkpoint.TensorSource;
import zoetrope.diffusion.model.wan.dit.WanShape;
import zoetrope.diffusion.model.wan.folder.CardProblem.Measure;
import zoetrope.diffusion.model.wan.folder.WanCard.Part;

/** Whether the parts of a folder belong together: what one puts out is what the other takes. */
final class PartsMatch {
  private final Map<Part, Long> widths = new EnumMap<>(Part.class);
  private Optional<WanShape> shape = Optional.empty();

  void transformer(WanShape is) {
    shape = Optional.of(is);
  }

  /** Whether a transformer has the sizes of the one that was taken. */
  boolean alike(WanShape another) {
    return shape.filter(another::equals).isPresent();
  }

  /** Whether the transformer takes pictures by way of CLIP. */
  boolean seesPictures() {
    return shape.filter(s -> s.imageSize() > 0).isPresent();
  }

  /** Notes the size that a part is to fit by, taken from one of its tensors. */
  void note(Part part, TensorSource tensors, String tensor, int dimension) {
    List<Long> size = tensors.info(tensor).shape();
    if (dimension < size.size()) {
      widths.putIfAbsent(part, size.get(dimension));
    }
  }

  /** Whether a part is of the size that the transformer takes, as one of its tensors tells. */
  boolean fits(Part part, TensorSource tensors, String tensor, int dimension) {
    PartsMatch alone = new PartsMatch();
    shape.ifPresent(alone::transformer);
    alone.note(part, tensors, tensor, dimension);
    return alone.problems(Path.of("")).isEmpty();
  }

  /** A problem for each part that is of another model. */
  List<CardProblem> problems(Path folder) {
    List<CardProblem> out = new ArrayList<>();
    shape.ifPresent(
        s -> {
          compare(out, folder, Measure.TEXT_VECTORS, s.textSize());
          compare(out, folder, Measure.LATENT_CHANNELS, s.outChannels());
          if (s.imageSize() > 0) {
            compare(out, folder, Measure.PICTURE_VECTORS, s.imageSize());
          }
        });
    return out;
  }

  private void compare(List<CardProblem> out, Path folder, Measure measure, long takes) {
    long gives = widths.getOrDefault(measure.part(), takes);
    if (gives != takes) {
      out.add(new CardProblem.Misfit(folder, measure, takes, gives));
    }
  }
}
