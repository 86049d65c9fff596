package zoetrope.service.models;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import zoetrope.diffusion.card.ModelName;
import zoetrope.diffusion.checkpoint.CheckpointException;
import zoetrope.diffusion.checkpoint.FolderFiles;
import zoetrope.diffusion.checkpoint.LinkedFiles;
import zoetrope.diffusion.family.ModelFamilies;
import zoetrope.diffusion.family.ModelFamily;
import zoetrope.diffusion.family.UnknownFolder;
import zoetrope.diffusion.tuning.TuningSchema;
import zoetrope.service.Installation;
import zoetrope.service.UserData;
import zoetrope.service.models.InstalledModel.Origin;
import zoetrope.service.models.download.Receipt;

/**
 * The models of this machine: what comes with the program, folders that were imported and are read
 * in place, and what was downloaded. Everything is looked at when asked for, headers only; call it
 * off the screen's thread.
 */
public final class ModelLibrary {
  private final Path folder;
  private final ModelScanner scanner;
  private final Register register;

  /**
   * A library of models of all families that are registered.
   *
   * @param folder where downloads and the list of imported folders live
   */
  public ModelLibrary(Installation home, Path folder) {
    this(home, folder, ModelFamilies.registered());
  }

  /**
   * @param folder where downloads and the list of imported folders live
   * @param families whose models it knows
   */
  public ModelLibrary(Installation home, Path folder, ModelFamilies families) {
    this.folder = folder.toAbsolutePath().normalize();
    scanner = new ModelScanner(families, home.assets());
    register = new Register(this.folder);
  }

  /** The user's library: {@code ZOETROPE_MODELS}, or among the user's data. */
  public static ModelLibrary of(Installation home) {
    return new ModelLibrary(home, UserData.models());
  }

  /** Where downloads and the list of imported folders live. */
  public Path folder() {
    return folder;
  }

  /** What comes with the program first, then the others as they came. */
  public List<InstalledModel> installed() {
    return Stream.concat(
            scanner.bundled().stream(),
            register.rows().stream().map(r -> scanner.at(r.id(), r.folder())))
        .toList();
  }

  /** The model of that id. */
  public Optional<InstalledModel> find(String id) {
    return scanner.bundled().stream()
        .filter(m -> m.id().equals(id))
        .findFirst()
        .or(
            () ->
                register.rows().stream()
                    .filter(r -> r.id().equals(id))
                    .map(r -> scanner.at(r.id(), r.folder()))
                    .findFirst());
  }

  /**
   * The model of that id; throws {@link ModelException} naming those there are when there is none.
   */
  public InstalledModel get(String id) {
    return find(id)
        .orElseThrow(
            () ->
                new ModelException(
                    id,
                    "no such model is installed",
                    "Installed are: "
                        + String.join(
                            ", ", installed().stream().map(InstalledModel::id).toList())));
  }

  /** Whether a folder is in the list. */
  public boolean knows(Path place) {
    Path real = place.toAbsolutePath().normalize();
    return register.rows().stream().anyMatch(r -> r.folder().equals(real));
  }

  /** The card of a folder that need not be known; its id is the folder's name. */
  public InstalledModel look(Path place) {
    return scanner.at(ModelName.of(place), place);
  }

  /**
   * Makes all models of a place known: the one of a folder, or, where that is a library of many
   * (ComfyUI's {@code models}, Wan2GP's {@code ckpts}), each of its transformers as a model of its
   * own, whose other parts are found among the rest. Nothing is copied.
   *
   * @throws ModelException as {@link #importFolder} does
   */
  public List<InstalledModel> importAll(Path place) {
    Path real = place.toAbsolutePath().normalize();
    if (Files.isDirectory(real) && !look(real).usable()) {
      List<Path> each = models(real);
      if (each.stream().anyMatch(f -> look(f).usable())) {
        return each.stream().map(this::importFolder).toList();
      }
    }
    return List.of(importFolder(place));
  }

  private List<Path> models(Path folder) {
    try {
      return scanner.families().models(folder);
    } catch (CheckpointException _) {
      return List.of(); // its card says why
    }
  }

  /**
   * Makes a model known: a folder, or a file among those of other models. Nothing is copied; one
   * that is known already keeps its id. An incomplete model may be imported too: its card says what
   * to add.
   *
   * @throws ModelException when it is neither, or holds nothing of a model
   */
  public InstalledModel importFolder(Path place) {
    if (!Files.isDirectory(place) && !FolderFiles.holdsWeights(place)) {
      String is =
          LinkedFiles.dangling(place)
              ? "it is a link to " + LinkedFiles.target(place) + ", which is not there"
              : "it is no folder";
      throw new ModelException(place, is, "Choose the folder that holds the model's files");
    }
    Path real = place.toAbsolutePath().normalize();
    InstalledModel found = look(real);
    if (found.parts().isEmpty()) {
      throw new ModelException(place, "nothing of a model was found in it", remedy(found));
    }
    AtomicReference<String> id = new AtomicReference<>("");
    register.change(
        rows -> {
          Optional<Register.Row> known =
              rows.stream().filter(r -> r.folder().equals(real)).findFirst();
          id.set(known.map(Register.Row::id).orElseGet(() -> unused(ModelName.of(real), rows)));
          return known.isPresent()
              ? rows
              : Stream.concat(rows.stream(), Stream.of(new Register.Row(id.get(), real))).toList();
        });
    return scanner.at(id.get(), real);
  }

  private String remedy(InstalledModel nothing) {
    return nothing.files() instanceof UnknownFolder
        ? "Choose the folder of a model: "
            + scanner.families().all().stream()
                .map(ModelFamily::title)
                .collect(Collectors.joining(", "))
        : String.join("; ", nothing.problems());
  }

  /** All that can be chosen about any model that there may be. */
  public TuningSchema tuning() {
    return scanner.families().tuning();
  }

  /** The folder's name in small letters, with a number behind it where it is taken. */
  private String unused(String name, List<Register.Row> rows) {
    String plain =
        name.toLowerCase(Locale.ROOT)
            .replaceAll("[^\\p{L}\\p{N}.]+", "-")
            .replaceAll("^[-.]+|[-.]+$", "");
    String start = plain.isEmpty() ? "model" : plain;
    List<String> taken =
        Stream.concat(
                scanner.bundled().stream().map(InstalledModel::id),
                rows.stream().map(Register.Row::id))
            .toList();
    String id = start;
    for (int n = 2; taken.contains(id); n++) {
      id = start + "-" + n;
    }
    return id;
  }

  /**
   * Forgets a model, what was chosen for it and which LoRAs are on it. Its files stay where they
   * are.
   *
   * @throws ModelException when there is none of that id, or it comes with the program
   */
  public void remove(String id) {
    removable(id);
    register.change(rows -> rows.stream().filter(r -> !r.id().equals(id)).toList());
    // Another model may get the id later.
    new LoraShelf(folder).forget(id);
    new Tunings(folder).forget(id);
  }

  private InstalledModel removable(String id) {
    InstalledModel model = get(id);
    if (model.origin() == Origin.BUNDLED) {
      throw new ModelException(
          id, "it comes with the program and is not removed", "Choose another model instead");
    }
    return model;
  }

  /**
   * Deletes the files that were downloaded for a model and forgets it.
   *
   * @return the user's own files in its folder, which stay
   * @throws ModelException when it was not downloaded by the program
   */
  public List<String> delete(String id) {
    InstalledModel model = removable(id);
    if (model.origin() != Origin.DOWNLOADED) {
      throw new ModelException(
          id,
          "its files are your own and are not deleted by the program",
          "Remove it without deleting, and delete " + model.folder() + " by hand");
    }
    List<String> stayed = Receipt.of(model.folder()).deleteAll();
    remove(id);
    return stayed;
  }
}
