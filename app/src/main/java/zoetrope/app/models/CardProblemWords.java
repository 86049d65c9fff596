package zoetrope.app.models;

import java.nio.file.Path;
import zoetrope.app.text.Texts;
import zoetrope.service.models.ProblemWords;

/**
 * What is wrong with a model, in the user's language.
 *
 * @param folder of the model, which its card names once; files are named from there
 */
record CardProblemWords(Texts texts, Path folder) implements ProblemWords {
  @Override
  public String noFolder(Path gone) {
    return texts.get("models.problem.folder");
  }

  @Override
  public String missing(Path in, String part) {
    return texts.get("models.problem.missing", name(part), texts.get("models.remedy." + part));
  }

  @Override
  public String otherFamily(Path file) {
    return texts.get("models.problem.family", place(file));
  }

  @Override
  public String notRun(Path file, String part, String name) {
    String remedy = texts.get("models.remedy." + part);
    return texts.get("models.problem.not_run", place(file), name, remedy);
  }

  @Override
  public String vaceModule(Path file) {
    return texts.get("models.problem.module", place(file));
  }

  @Override
  public String twoExperts(Path file, Path first) {
    return texts.get("models.problem.experts", place(file), place(first));
  }

  @Override
  public String unused(Path file, String part, String tensor, int count) {
    return texts.get("models.problem.unused", place(file), name(part), tensor, count);
  }

  @Override
  public String quantised(Path file, String part, String form) {
    return texts.get("models.problem.quantised", place(file), name(part), form);
  }

  @Override
  public String brokenLink(Path file, String target) {
    return texts.get("models.problem.link", place(file), target);
  }

  @Override
  public String pickle(Path file) {
    return texts.get("models.problem.pickle", place(file));
  }

  @Override
  public String gguf(Path file) {
    return texts.get("models.problem.gguf", place(file));
  }

  @Override
  public String second(Path file, String part, Path first) {
    return texts.get("models.problem.second", place(file), name(part), place(first));
  }

  @Override
  public String unreadType(Path file, String part, String type) {
    return texts.get("models.problem.type", place(file), name(part), type);
  }

  @Override
  public String strangeSizes(Path file) {
    return texts.get("models.problem.sizes", place(file));
  }

  @Override
  public String otherControl(Path file, int channels) {
    return texts.get("models.problem.control", place(file), channels);
  }

  @Override
  public String misfit(Path in, String part, long takes, long gives) {
    return texts.get("models.misfit." + part, takes, gives);
  }

  @Override
  public String unreadable(String english) {
    return texts.get(
        "models.problem.unreadable",
        english.replace(folder + ": ", "").replace(folder + java.io.File.separator, ""));
  }

  private String name(String part) {
    return texts.get("models.part." + part);
  }

  /** Shards may lie in the model's folder itself, which then is the only name there is. */
  private String place(Path file) {
    return file.startsWith(folder) && !file.equals(folder)
        ? folder.relativize(file).toString()
        : file.toString();
  }
}
