package zoetrope.diffusion.model.wan.folder;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import zoetrope.diffusion.checkpoint.Checkpoint;
import zoetrope.diffusion.checkpoint.CheckpointException;
import zoetrope.diffusion.checkpoint.FolderFiles;
import zoetrope.diffusion.model.wan.folder.WanCard.Part;

/**
 * A folder of many models that share their parts: ComfyUI's {@code models}, with a folder for each
 * kind of part, or one in which all files lie together, as Wan2GP's {@code ckpts}. A model of such
 * a folder is known by its transformer's file.
 *
 * @param root the folder
 * @param sorted whether it has a folder for each kind of part
 */
record PartsLibrary(Path root, boolean sorted) {
  /** Where ComfyUI has transformers. */
  private static final List<String> TRANSFORMERS = List.of("diffusion_models", "unet");

  /** Where ComfyUI has what goes with them. */
  private static final Set<String> PARTS = Set.of("text_encoders", "clip", "vae", "clip_vision");

  /** The library that a transformer's file lies in. */
  static PartsLibrary around(Path transformer) {
    Path file = transformer.toAbsolutePath().normalize();
    for (Path at = file.getParent(); at != null; at = at.getParent()) {
      if (TRANSFORMERS.contains(FolderFiles.name(at)) && at.getParent() != null) {
        return new PartsLibrary(at.getParent(), true);
      }
    }
    return new PartsLibrary(FolderFiles.parent(file), false);
  }

  /** A folder as a library. */
  static PartsLibrary of(Path folder) {
    return new PartsLibrary(
        folder, TRANSFORMERS.stream().anyMatch(t -> Files.isDirectory(folder.resolve(t))));
  }

  /** Files and folders of shards that may be parts, but for transformers; the preferred first. */
  List<Path> parts() {
    return units().filter(f -> !sorted || PARTS.contains(kind(f))).toList();
  }

  private Stream<Path> units() {
    FolderFiles files = FolderFiles.below(root);
    return Stream.concat(files.checkpoints().stream(), files.others().stream());
  }

  /** The folder below the root that a file lies in. */
  private String kind(Path file) {
    return root.relativize(file).getName(0).toString();
  }

  /**
   * The files of transformers of Wan, run or not; of the two of a model, the one for much noise.
   */
  List<Path> transformers() {
    List<Path> all = all();
    Experts experts = experts();
    return all.stream()
        .filter(
            f ->
                !experts.role(f).equals(Optional.of(Experts.Role.LOW))
                    || experts.partner(f, all).isEmpty())
        .toList();
  }

  /** The other transformer of the same model, if there are two and their names say so. */
  Optional<Path> partner(Path transformer) {
    Experts experts = experts();
    return experts.role(transformer).flatMap(_ -> experts.partner(transformer, all()));
  }

  private Experts experts() {
    return new Experts(
        root, FolderFiles.below(root).all().stream().filter(FolderFiles::holdsWeights).toList());
  }

  private List<Path> all() {
    return units()
        .filter(Files::isRegularFile)
        .filter(f -> !sorted || TRANSFORMERS.contains(kind(f)))
        .filter(PartsLibrary::transformer)
        .toList();
  }

  /** Of a damaged file nobody can tell, and nobody has asked for it by its name. */
  private static boolean transformer(Path file) {
    try (Checkpoint c = Checkpoint.open(file)) {
      Evidence evidence = Evidence.of(c);
      Optional<Family> family = Family.of(evidence);
      return !evidence.lora()
          && (family.isPresent()
              ? family.get().ofWan() && family.get().part() == Part.TRANSFORMER
              : PartSign.of(c).filter(s -> s.part() == Part.TRANSFORMER).isPresent());
    } catch (CheckpointException | IndexOutOfBoundsException | ArithmeticException _) {
      return false;
    }
  }
}
