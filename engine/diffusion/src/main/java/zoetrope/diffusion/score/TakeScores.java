package zoetrope.diffusion.score;

import java.util.List;
import java.util.Optional;

/**
 * What is known of one take. A shot without a character has no identity, a shot without a first
 * frame no stillness; takes of one shot always have the same kinds of score.
 *
 * @param scores at most one of each kind
 */
public record TakeScores(List<Score> scores) {
  /**
   * A score below this counts as this much, so that one zero does not hide how the others differ.
   */
  private static final double FLOOR = .01;

  public TakeScores {
    scores = List.copyOf(scores);
  }

  /** The score of a kind, for example {@code of(Score.Identity.class)}. */
  public <S extends Score> Optional<S> of(Class<S> kind) {
    return scores.stream().filter(kind::isInstance).map(kind::cast).findFirst();
  }

  /**
   * Weighted geometric mean of the normalised scores, 0.01..1: {@code exp(sum(w log s) / sum(w))}.
   * Unlike a sum it does not let a smooth clip of the wrong character win. 1 when there is no
   * score.
   */
  public double combined() {
    double logs = 0;
    double weights = 0;
    for (Score s : scores) {
      logs += s.weight() * Math.log(Math.max(s.normalised(), FLOOR));
      weights += s.weight();
    }
    return weights == 0 ? 1 : Math.exp(logs / weights);
  }

  /** Keys of phrases that explain the rank, weakest score first. */
  public List<String> reasons() {
    return scores.stream()
        .sorted(java.util.Comparator.comparingDouble(Score::normalised))
        .map(Score::verdictKey)
        .toList();
  }
}
