package zoetrope.app.model;

import java.util.List;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import zoetrope.service.models.ModelProfile;
import zoetrope.service.models.ModelProfile.Wish;
import zoetrope.story.document.Shot;

/**
 * What the models of this machine can be asked for; what one cannot is shown disabled, with the
 * reason. Follows models that are imported, downloaded and removed.
 */
public final class Abilities {
  private final ObservableValue<List<ModelProfile>> models;

  /** Of installed models; an empty list while nobody has looked yet. */
  public Abilities(ObservableValue<List<ModelProfile>> models) {
    this.models = models;
  }

  /**
   * The installed models, those first that come with the studio; empty while nobody has looked yet.
   */
  public ObservableValue<List<ModelProfile>> models() {
    return models;
  }

  /** The model of an id. */
  public Optional<ModelProfile> of(String id) {
    return models.getValue().stream().filter(m -> m.id().equals(id)).findFirst();
  }

  /** The model that a shot names. */
  public Optional<ModelProfile> of(Shot shot) {
    return of(shot.settings().model());
  }

  /** Whether the model that a shot names is not on this machine, as far as is known. */
  public boolean missing(Shot shot) {
    return !models.getValue().isEmpty() && of(shot).isEmpty();
  }

  /** The limit that keeps a shot's model from doing something at all. */
  public Optional<String> refusal(Shot shot, Wish wish) {
    return of(shot).map(m -> m.answer(wish)).filter(a -> !a.possible()).flatMap(a -> a.limit());
  }

  /** The limit within which a shot's model does something. */
  public Optional<String> limit(Shot shot, Wish wish) {
    return of(shot).map(m -> m.answer(wish)).filter(a -> a.possible()).flatMap(a -> a.limit());
  }

  /** Whether a shot's model understands text, and so has learnt styles, as far as is known. */
  public boolean worldly(Shot shot) {
    return limit(shot, Wish.TEXT).filter("KNOWN_WORDS"::equals).isEmpty();
  }

  /** Whether a shot's model rolls its camera, as far as is known. */
  public boolean rolls(Shot shot) {
    return limit(shot, Wish.CAMERA).filter("NO_ROLL"::equals).isEmpty();
  }
}
