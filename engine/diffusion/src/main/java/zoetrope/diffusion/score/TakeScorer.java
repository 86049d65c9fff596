package zoetrope.diffusion.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import zoetrope.core.image.RgbClip;

/**
 * Scores takes. Holds an embedder that belongs to the caller; not thread-safe when the embedder is
 * not.
 */
public final class TakeScorer {
  /** What a shot asked for, as far as frames can be held to it. */
  public sealed interface Question {
    /** A scene with nobody in it: only smoothness can be judged. */
    record Scene() implements Question {}

    /**
     * A character on its way.
     *
     * @param reference its cut-out
     * @param path one placement a frame
     */
    record Character(Cutout reference, List<Placement> path) implements Question {
      public Character {
        path = List.copyOf(path);
      }
    }

    /**
     * A brushed part of the first frame, dragged.
     *
     * @param region {@code height * width} values, true where brushed
     * @param path centre of the region's box in every frame; the sizes are not used
     */
    record Region(boolean[] region, List<Placement> path) implements Question {
      public Region {
        path = List.copyOf(path);
      }
    }
  }

  private final Supplier<ImageEmbedder> embedder;

  /**
   * @param embedder asked for with the first character there is to judge
   */
  public TakeScorer(Supplier<ImageEmbedder> embedder) {
    this.embedder = embedder;
  }

  /**
   * Scores a clip.
   *
   * @param swept {@code height * width} values, true where something may change, when the shot has
   *     a first frame and the rest must stay as it is; empty when the whole picture may move
   * @throws IllegalArgumentException when the path or a mask does not fit the clip
   */
  @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
  public TakeScores score(RgbClip clip, Question question, Optional<boolean[]> swept) {
    CompletableFuture<Optional<Score>> smoothness =
        CompletableFuture.supplyAsync(() -> ClipMeters.smoothness(clip));
    List<Score> scores = new ArrayList<>();
    switch (question) {
      case Question.Scene scene -> {}
      case Question.Character character -> judge(clip, character, scores);
      case Question.Region region -> judge(clip, region, scores);
    }
    swept
        .map(mask -> checked(clip, mask))
        .flatMap(m -> ClipMeters.stillness(clip, m))
        .ifPresent(scores::add);
    smoothness.join().ifPresent(scores::add);
    return new TakeScores(scores);
  }

  private void judge(RgbClip clip, Question.Character asked, List<Score> scores) {
    check(clip, asked.path());
    List<Tracker.Sighting> track =
        Tracker.track(clip, asked.reference(), typicalSize(asked.path()));
    scores.add(new IdentityMeter(embedder.get(), asked.reference()).measure(clip, track));
    scores.add(ClipMeters.pathError(clip, track, asked.path()));
  }

  private static void judge(RgbClip clip, Question.Region asked, List<Score> scores) {
    check(clip, asked.path());
    Cutout part = Cutout.ofRegion(clip, 0, asked.region());
    Cutout trimmed = part.trimmed();
    double longest = Math.max(trimmed.width(), trimmed.height());
    double size = longest / Math.min(clip.width(), clip.height());
    scores.add(ClipMeters.pathError(clip, Tracker.track(clip, part, size), asked.path()));
  }

  private static double typicalSize(List<Placement> path) {
    return path.stream().mapToDouble(Placement::size).average().orElseThrow();
  }

  private static void check(RgbClip clip, List<Placement> path) {
    if (path.size() != clip.frames()) {
      throw new IllegalArgumentException(
          "the path has " + path.size() + " placements, the clip " + clip.frames() + " frames");
    }
  }

  private static boolean[] checked(RgbClip clip, boolean[] mask) {
    if (mask.length != clip.width() * clip.height()) {
      throw new IllegalArgumentException(
          "the swept mask has "
              + mask.length
              + " values, a frame "
              + clip.width() * clip.height()
              + " pixels");
    }
    return mask;
  }
}
