package zoetrope.diffusion.model.wan.pipeline;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import zoetrope.diffusion.card.ModelName;
import zoetrope.diffusion.model.wan.dit.WanShape;
import zoetrope.diffusion.model.wan.folder.WanCard;
import zoetrope.diffusion.model.wan.folder.WanCard.Kind;
import zoetrope.diffusion.model.wan.folder.WanCard.Part;

/** The variants of Wan2.1 that there are, and how they are told apart. */
final class WanVariants {
  private WanVariants() {}

  /**
   * What tells variants apart.
   *
   * @param kind by the transformer's channels
   * @param name of its folder and file, in small letters: of some models only that tells what they
   *     were tuned for, since their tensors are I2V's
   */
  private record Evidence(Kind kind, WanShape shape, String name) {
    boolean named(Pattern pattern) {
      return kind == Kind.IMAGE && pattern.matcher(name).find();
    }
  }

  /** How a variant is known, and made. */
  private record Known(Predicate<Evidence> sign, Function<WanShape, WanVariant> make) {}

  /** In the order in which they are tried. */
  private static final List<Known> KNOWN =
      List.of(
          new Known(e -> e.kind() == Kind.TEXT, WanVariant.TextToVideo::new),
          new Known(e -> e.kind() == Kind.VACE, WanVariant.Vace::new),
          new Known(e -> e.kind() == Kind.CONTROL, WanVariant.FunControl::new),
          new Known(e -> e.shape().imageTokens() > 0, FromPicture.FirstLastFrame::new),
          new Known(e -> e.named(FromPicture.MovedByCells.NAME), FromPicture.MovedByCells::new),
          new Known(
              e -> e.named(FromPicture.MovedByGaussians.NAME), FromPicture.MovedByGaussians::new),
          new Known(
              e -> e.shape().dim() == WanVariant.SMALL || e.named(FromPicture.FunInpaint.NAME),
              FromPicture.FunInpaint::new),
          new Known(e -> e.kind() == Kind.IMAGE, FromPicture.ImageToVideo::new));

  /** Recognises a model by its tensors, and where those say nothing by its folder's name. */
  static WanVariant of(WanCard card, WanShape shape) {
    String name = ModelName.of(card.folder()) + "/" + card.path(Part.TRANSFORMER).getFileName();
    Evidence evidence =
        new Evidence(card.kind().orElseThrow(), shape, name.toLowerCase(Locale.ROOT));
    WanVariant one =
        KNOWN.stream()
            .filter(k -> k.sign().test(evidence))
            .findFirst()
            .orElseThrow()
            .make()
            .apply(shape);
    return card.experts() ? WanVariant.TwoExperts.of(evidence.kind(), one, card.boundary()) : one;
  }
}
