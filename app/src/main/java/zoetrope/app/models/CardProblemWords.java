package zoetrope.app.models;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import zoetrope.app.text.Texts;
import zoetrope.diffusion.card.ModelProblem;
import zoetrope.diffusion.card.ModelProblem.Fact;

/**
 * What is wrong with a model, in the user's language; in English where the studio has no words for
 * it.
 *
 * @param folder of the model, which its card names once; files are named from there
 */
record CardProblemWords(Texts texts, Path folder) {

  /** A sentence that names the place, the problem and what helps. */
  String of(ModelProblem problem) {
    List<Optional<?>> facts = problem.facts().stream().<Optional<?>>map(this::fact).toList();
    return facts.stream().allMatch(Optional::isPresent)
        ? texts
            .find(
                "models.problem." + problem.key(),
                facts.stream().map(Optional::orElseThrow).toArray())
            .orElse(problem.words())
        : problem.words();
  }

  private Optional<?> fact(Fact fact) {
    return switch (fact) {
      case Fact.File(Path path) -> Optional.of(place(path));
      case Fact.Part(String key) -> texts.find("models.part." + key);
      case Fact.Remedy(String part) -> texts.find("models.remedy." + part);
      case Fact.Name(String text) -> Optional.of(text);
      case Fact.Count(long number) -> Optional.of(number);
      case Fact.Said(String english) ->
          Optional.of(english.replace(folder + ": ", "").replace(folder + File.separator, ""));
    };
  }

  /** Shards may lie in the model's folder itself, which then is the only name there is. */
  private String place(Path file) {
    return file.startsWith(folder) && !file.equals(folder)
        ? folder.relativize(file).toString()
        : file.toString();
  }
}
