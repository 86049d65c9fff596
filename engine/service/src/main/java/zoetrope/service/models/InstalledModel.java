package zoetrope.service.models;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import zoetrope.diffusion.checkpoint.DType;
import zoetrope.diffusion.model.wan.folder.CardProblem;
import zoetrope.diffusion.model.wan.folder.WanCard;

/**
 * A model that shots can be rendered with, or that says what it lacks.
 *
 * @param id by which stories and commands name it; stays as long as the model is installed
 * @param title for people
 * @param folder where its files are
 * @param card what was found in the folder; the starter model's names no parts, only problems
 * @param origin how it came here
 * @param kind for programs: starter, text, image, vace, control; empty where nobody can tell
 * @param makes the same for people, in English
 * @param parts what was found, for people and programs
 */
public record InstalledModel(
    String id,
    String title,
    Path folder,
    WanCard card,
    Origin origin,
    String kind,
    String makes,
    List<CardPart> parts) {
  public InstalledModel {
    parts = List.copyOf(parts);
  }

  /** How a model came here. */
  public enum Origin {
    /** Comes with the program. */
    BUNDLED,
    /** The user's own folder, read in place. */
    IMPORTED,
    /** Downloaded by the program, which may delete it. */
    DOWNLOADED
  }

  /** Whether shots can be rendered with it. */
  public boolean usable() {
    return card.complete();
  }

  /** What is missing or cannot be used, each a sentence in English that says what helps. */
  public List<String> problems() {
    return card.problems().stream().map(CardProblem::words).toList();
  }

  /** The same in other words. */
  public List<String> problems(ProblemWords words) {
    return card.problems().stream().map(p -> say(p, words)).toList();
  }

  private static String say(CardProblem problem, ProblemWords words) {
    return switch (problem) {
      case CardProblem.NoFolder(Path f) -> words.noFolder(f);
      case CardProblem.Missing(Path f, WanCard.Part part) -> words.missing(f, CardPart.key(part));
      case CardProblem.OtherFamily(Path file) -> words.otherFamily(file);
      case CardProblem.NotRun(Path file, WanCard.Part part, String name) ->
          words.notRun(file, CardPart.key(part), name);
      case CardProblem.VaceModule(Path file) -> words.vaceModule(file);
      case CardProblem.TwoExperts(Path file, Path first) -> words.twoExperts(file, first);
      case CardProblem.Unused(Path file, WanCard.Part part, String tensor, int count) ->
          words.unused(file, CardPart.key(part), tensor, count);
      case CardProblem.Quantised(Path file, WanCard.Part part, String form) ->
          words.quantised(file, CardPart.key(part), form);
      case CardProblem.BrokenLink(Path file, String target) -> words.brokenLink(file, target);
      case CardProblem.Pickle(Path file) -> words.pickle(file);
      case CardProblem.Gguf(Path file) -> words.gguf(file);
      case CardProblem.Second(Path file, WanCard.Part part, Path first) ->
          words.second(file, CardPart.key(part), first);
      case CardProblem.UnreadType(Path file, WanCard.Part part, DType type) ->
          words.unreadType(file, CardPart.key(part), type.name().toLowerCase(Locale.ROOT));
      case CardProblem.StrangeSizes(Path file) -> words.strangeSizes(file);
      case CardProblem.OtherControl(Path file, int channels) -> words.otherControl(file, channels);
      case CardProblem.Misfit(Path f, CardProblem.Measure by, long takes, long gives) ->
          words.misfit(f, CardPart.key(by.part()), takes, gives);
      case CardProblem.Unreadable(String english) -> words.unreadable(english);
    };
  }
}
