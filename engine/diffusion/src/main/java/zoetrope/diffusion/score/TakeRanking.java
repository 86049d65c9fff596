package zoetrope.diffusion.score;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Puts takes of one shot in order, best first. */
public final class TakeRanking {
  /**
   * @param place 1 for the best
   * @param take whatever the caller ranks
   * @param reasons keys of phrases that explain the place, weakest score first
   */
  public record Ranked<T>(int place, T take, TakeScores scores, List<String> reasons) {}

  /** A take with its scores. */
  public record Scored<T>(T take, TakeScores scores) {}

  private TakeRanking() {}

  /** Sorted by {@link TakeScores#combined()}; equal takes keep their order. */
  public static <T> List<Ranked<T>> bestFirst(List<Scored<T>> takes) {
    List<Scored<T>> sorted = new ArrayList<>(takes);
    sorted.sort(Comparator.comparingDouble((Scored<T> s) -> s.scores().combined()).reversed());
    List<Ranked<T>> out = new ArrayList<>();
    for (Scored<T> s : sorted) {
      out.add(new Ranked<>(out.size() + 1, s.take(), s.scores(), s.scores().reasons()));
    }
    return out;
  }
}
