package zoetrope.diffusion.model.wan.folder;

import java.nio.file.Path;
import java.util.Locale;
import zoetrope.diffusion.card.CardPart;
import zoetrope.diffusion.card.ModelCard;
import zoetrope.diffusion.card.ModelProblem;
import zoetrope.diffusion.card.ModelProblem.Fact;
import zoetrope.diffusion.checkpoint.DType;
import zoetrope.diffusion.model.wan.folder.WanCard.Found;
import zoetrope.diffusion.model.wan.folder.WanCard.Kind;
import zoetrope.diffusion.model.wan.folder.WanCard.Part;

/** Tells a card of this family in the words that are the same for all families. */
public final class CardText {
  private CardText() {}

  /**
   * The card for people and programs.
   *
   * @param family by which programs know this family
   */
  public static ModelCard of(String family, WanCard card) {
    return new ModelCard(
        family,
        card.folder(),
        card.kind().map(k -> k.name().toLowerCase(Locale.ROOT)).orElse(""),
        card.kind().map(Kind::words).orElse(""),
        card.parts().entrySet().stream().map(e -> part(e.getKey(), e.getValue(), card)).toList(),
        card.problems().stream().map(CardText::of).toList());
  }

  /** By what programs call a part. */
  public static String key(Part part) {
    return part.name().toLowerCase(Locale.ROOT);
  }

  /** The same, for a model of two transformers, which have names of their own. */
  public static String key(Part part, boolean experts) {
    return experts && part == Part.TRANSFORMER ? "high_noise" : key(part);
  }

  /** By what people call a part, of a model of two transformers too. */
  public static String words(Part part, boolean experts) {
    return experts && part == Part.TRANSFORMER ? "high-noise transformer" : part.words();
  }

  private static CardPart part(Part part, Found found, WanCard card) {
    return new CardPart(
        key(part, card.experts()),
        words(part, card.experts()),
        found.path(),
        part == Part.TOKENIZER ? "" : found.layout(),
        found.type().toLowerCase(Locale.ROOT),
        found.parameters());
  }

  private static String name(DType type) {
    return type.name().toLowerCase(Locale.ROOT);
  }

  /** What is wrong, for those who speak other languages too. */
  public static ModelProblem of(CardProblem problem) {
    return switch (problem) {
      case CardProblem.NoFolder(Path folder) -> ModelProblem.noFolder(folder, problem.words());
      case CardProblem.Missing(Path _, Part part) ->
          told("missing", problem, part(part), new Fact.Remedy(key(part)));
      case CardProblem.OtherFamily(Path file) -> told("family", problem, file(file));
      case CardProblem.NotRun(Path file, Part part, String name) ->
          told("not_run", problem, file(file), new Fact.Name(name), new Fact.Remedy(key(part)));
      case CardProblem.VaceModule(Path file) -> told("module", problem, file(file));
      case CardProblem.TwoExperts(Path file, Path first) ->
          told("experts", problem, file(file), file(first));
      case CardProblem.UnlikeExperts(Path file, Path first) ->
          told("unlike", problem, file(file), file(first));
      case CardProblem.OneExpert(Path file, Part missing) ->
          told("expert", problem, file(file), new Fact.Part(key(missing, true)));
      case CardProblem.Unused(Path file, Part part, String tensor, int count) ->
          told(
              "unused",
              problem,
              file(file),
              part(part),
              new Fact.Name(tensor),
              new Fact.Count(count));
      case CardProblem.Quantised(Path file, Part part, String form) ->
          told("quantised", problem, file(file), part(part), new Fact.Name(form));
      case CardProblem.BrokenLink(Path file, String target) ->
          told("link", problem, file(file), new Fact.Name(target));
      case CardProblem.Pickle(Path file, String why) ->
          told("pickle", problem, file(file), new Fact.Name(why));
      case CardProblem.Gguf(Path file, String why) ->
          told("gguf", problem, file(file), new Fact.Name(why));
      case CardProblem.Second(Path file, Part part, Path first) ->
          told("second", problem, file(file), part(part), file(first));
      case CardProblem.UnreadType(Path file, Part part, DType type) ->
          told("type", problem, file(file), part(part), new Fact.Name(name(type)));
      case CardProblem.StrangeSizes(Path file) -> told("sizes", problem, file(file));
      case CardProblem.OtherControl(Path file, int channels) ->
          told("control", problem, file(file), new Fact.Count(channels));
      case CardProblem.Misfit(Path _, CardProblem.Measure by, long takes, long gives) ->
          told("misfit." + key(by.part()), problem, new Fact.Count(takes), new Fact.Count(gives));
      case CardProblem.Unreadable(String words) -> ModelProblem.unreadable(words);
    };
  }

  private static Fact file(Path file) {
    return new Fact.File(file);
  }

  private static Fact part(Part part) {
    return new Fact.Part(key(part));
  }

  private static ModelProblem told(String key, CardProblem problem, Fact... facts) {
    return new ModelProblem(key, problem.words(), facts);
  }
}
