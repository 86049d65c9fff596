package zoetrope.service.models;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import zoetrope.diffusion.checkpoint.CheckpointException;
import zoetrope.diffusion.checkpoint.SafetensorsHeader;
import zoetrope.diffusion.model.starter.StarterModel;
import zoetrope.diffusion.model.wan.folder.WanCard;
import zoetrope.diffusion.model.wan.folder.WanFolder;
import zoetrope.service.Installation;
import zoetrope.service.UserData;
import zoetrope.service.models.InstalledModel.Origin;

/**
 * The models of this machine: the starter model, folders that were imported and are read in place,
 * and what was downloaded. Everything is looked at when asked for, headers only; call it off the
 * screen's thread.
 */
public final class ModelLibrary {
  private final Installation home;
  private final Path folder;
  private final Register register;

  /**
   * @param folder where downloads and the list of imported folders live
   */
  public ModelLibrary(Installation home, Path folder) {
    this.home = home;
    this.folder = folder.toAbsolutePath().normalize();
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

  /** The starter model first, then the others as they came. */
  public List<InstalledModel> installed() {
    return Stream.concat(
            Stream.of(starter()), register.rows().stream().map(r -> model(r.id(), r.folder())))
        .toList();
  }

  /** The model of that id. */
  public Optional<InstalledModel> find(String id) {
    return id.equals(StarterModel.ID)
        ? Optional.of(starter())
        : register.rows().stream()
            .filter(r -> r.id().equals(id))
            .map(r -> model(r.id(), r.folder()))
            .findFirst();
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

  private InstalledModel starter() {
    Path weights = home.starterModel();
    List<String> problems = new ArrayList<>();
    for (String part : List.of("base", "identity", "trajectory")) {
      try {
        SafetensorsHeader.read(weights.resolve(part + ".safetensors"));
      } catch (CheckpointException e) {
        problems.add(e.getMessage());
      }
    }
    return new InstalledModel(
        StarterModel.ID,
        "Starter model",
        weights,
        new WanCard(weights, Optional.empty(), Map.of(), problems),
        Origin.BUNDLED);
  }

  private static InstalledModel model(String id, Path place) {
    return new InstalledModel(id, name(place), place, look(place), Origin.IMPORTED);
  }

  private static String name(Path place) {
    return String.valueOf(place.getFileName());
  }

  /** What a folder holds; one that is not there says so on its card. */
  private static WanCard look(Path place) {
    try {
      return WanFolder.look(place);
    } catch (CheckpointException e) {
      return new WanCard(place, Optional.empty(), Map.of(), List.of(e.getMessage()));
    }
  }

  /**
   * Makes a folder known. Nothing is copied; a folder that is known already keeps its id. An
   * incomplete model may be imported too: its card says what to add.
   *
   * @throws ModelException when it is no folder, or holds nothing of a model
   */
  public InstalledModel importFolder(Path place) {
    if (!Files.isDirectory(place)) {
      throw new ModelException(
          place, "it is no folder", "Choose the folder that holds the model's files");
    }
    Path real = place.toAbsolutePath().normalize();
    WanCard card = look(real);
    if (card.parts().isEmpty()) {
      throw new ModelException(
          place,
          "nothing of a model was found in it",
          card.problems().isEmpty()
              ? "Choose the folder of a Wan2.1 model"
              : String.join("; ", card.problems()));
    }
    AtomicReference<String> id = new AtomicReference<>("");
    register.change(
        rows -> {
          Optional<Register.Row> known =
              rows.stream().filter(r -> r.folder().equals(real)).findFirst();
          id.set(known.map(Register.Row::id).orElseGet(() -> unused(name(real), rows)));
          return known.isPresent()
              ? rows
              : Stream.concat(rows.stream(), Stream.of(new Register.Row(id.get(), real))).toList();
        });
    return new InstalledModel(id.get(), name(real), real, card, Origin.IMPORTED);
  }

  /** The folder's name in small letters, with a number behind it where it is taken. */
  private static String unused(String name, List<Register.Row> rows) {
    String plain =
        name.toLowerCase(Locale.ROOT)
            .replaceAll("[^\\p{L}\\p{N}.]+", "-")
            .replaceAll("^[-.]+|[-.]+$", "");
    String start = plain.isEmpty() ? "model" : plain;
    List<String> taken =
        Stream.concat(Stream.of(StarterModel.ID), rows.stream().map(Register.Row::id)).toList();
    String id = start;
    for (int n = 2; taken.contains(id); n++) {
      id = start + "-" + n;
    }
    return id;
  }

  /**
   * Forgets a model. Its files stay where they are.
   *
   * @throws ModelException when there is none of that id, or it is the starter model
   */
  public void remove(String id) {
    if (get(id).origin() == Origin.BUNDLED) {
      throw new ModelException(
          id, "it comes with the program and is not removed", "Choose another model instead");
    }
    register.change(rows -> rows.stream().filter(r -> !r.id().equals(id)).toList());
  }
}
