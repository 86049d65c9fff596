package zoetrope.diffusion.family;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import zoetrope.diffusion.card.ModelCard;
import zoetrope.diffusion.card.ModelProblem;
import zoetrope.diffusion.checkpoint.CheckpointException;
import zoetrope.diffusion.checkpoint.FolderFiles;
import zoetrope.diffusion.tuning.Setting;
import zoetrope.diffusion.tuning.TuningSchema;

/** The families that there are, given to whoever composes the program. */
public record ModelFamilies(List<ModelFamily> all) {
  private static final String REMEDY = "Choose the folder of a model";

  public ModelFamilies {
    all = List.copyOf(all);
  }

  /** Those that are registered, in the order of their ids. */
  public static ModelFamilies registered() {
    return new ModelFamilies(
        ServiceLoader.load(ModelFamily.class).stream()
            .map(ServiceLoader.Provider::get)
            .sorted(Comparator.comparing(ModelFamily::id))
            .toList());
  }

  /**
   * The model of a folder, as the family reads it that knows most of it. What is no folder, and
   * what no family knows, has a card that says so.
   */
  public ModelFolder read(Path folder) {
    if (!Files.isDirectory(folder) && !FolderFiles.holdsWeights(folder)) {
      return unknown(
          folder,
          ModelProblem.noFolder(folder, folder + ": it is no folder that can be read. " + REMEDY));
    }
    List<ModelFolder> found = new ArrayList<>();
    try {
      all.forEach(f -> f.recognise(folder).ifPresent(found::add));
    } catch (CheckpointException e) {
      return unknown(folder, ModelProblem.unreadable(e.getMessage()));
    }
    return found.stream()
        .max(known())
        .orElseGet(
            () ->
                unknown(
                    folder,
                    new ModelProblem(
                        "nothing", folder + ": nothing of a model was found in it. " + REMEDY)));
  }

  /** The models of a folder of many, as {@link ModelFamily#models}. */
  public List<Path> models(Path folder) {
    return all.stream().flatMap(f -> f.models(folder).stream()).toList();
  }

  /** How much a family knows of a folder: all of it, what it is, some parts. */
  private static Comparator<ModelFolder> known() {
    return Comparator.comparing((ModelFolder f) -> f.card().complete())
        .thenComparing(f -> !f.card().kind().isEmpty())
        .thenComparingInt(f -> f.card().parts().size());
  }

  private static ModelFolder unknown(Path folder, ModelProblem problem) {
    return new UnknownFolder(new ModelCard("", folder, "", "", List.of(), List.of(problem)));
  }

  /** All that can be chosen about any model, each key once. */
  public TuningSchema tuning() {
    Map<String, Setting> settings = new LinkedHashMap<>();
    for (ModelFamily f : all) {
      f.tuning().settings().forEach(s -> settings.putIfAbsent(s.key(), s));
    }
    return new TuningSchema(List.copyOf(settings.values()));
  }
}
