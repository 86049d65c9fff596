package zoetrope.diffusion.model.wan.folder;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zoetrope.diffusion.checkpoint.TensorSource;
import zoetrope.diffusion.model.wan.dit.WanShape;
import zoetrope.diffusion.model.wan.folder.WanCard.Part;

/** Whether the parts of a folder belong together: what one puts out is what the other takes. */
final class Fitting {
  private final Map<Part, Long> widths = new EnumMap<>(Part.class);
  private Optional<WanShape> shape = Optional.empty();

  void transformer(WanShape is) {
    shape = Optional.of(is);
  }

  /** Notes the size that a part is to fit by, taken from one of its tensors. */
  void note(Part part, TensorSource tensors, String tensor, int dimension) {
    List<Long> size = tensors.info(tensor).shape();
    if (dimension < size.size()) {
      widths.putIfAbsent(part, size.get(dimension));
    }
  }

  /** A sentence for each part that is of another model. */
  List<String> problems(Path folder) {
    List<String> out = new ArrayList<>();
    shape.ifPresent(
        s -> {
          compare(out, folder, Part.TEXT_ENCODER, s.textSize(), "text vectors", "umt5-xxl");
          compare(
              out, folder, Part.AUTOENCODER, s.outChannels(), "latent channels", "Wan2.1's VAE");
          if (s.imageSize() > 0) {
            compare(
                out, folder, Part.IMAGE_ENCODER, s.imageSize(), "picture vectors", "clip_vision_h");
          }
        });
    return out;
  }

  private void compare(
      List<String> out, Path folder, Part part, int takes, String what, String remedy) {
    Long gives = widths.getOrDefault(part, (long) takes);
    if (gives != takes) {
      out.add(
          "%s: the transformer takes %s of %d, the %s has %d. Take the one that belongs to it (%s)"
              .formatted(folder, what, takes, part.words(), gives, remedy));
    }
  }
}
