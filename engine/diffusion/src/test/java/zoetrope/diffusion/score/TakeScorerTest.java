package zoetrope.diffusion.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import zoetrope.core.image.RgbClip;
import zoetrope.diffusion.checkpoint.SafetensorsFile;
import zoetrope.diffusion.runtime.Runtime;

/**
 * A good take against sabotaged ones: each score must fall by a margin when its own subject is
 * spoilt.
 */
class TakeScorerTest {
  private static final Path WEIGHTS = Path.of("../../assets/embedder/embedder.safetensors");
  private static ImageEmbedder embedder;
  private static TakeScores good;

  private static final List<Placement> PATH = Clips.walk();
  private static final TakeScorer.Question ASKED =
      new TakeScorer.Question.Character(Clips.robin(), PATH);

  @BeforeAll
  static void scoreTheGoodTake() {
    embedder = ImageEmbedder.load(WEIGHTS, Runtime.cpu());
    good = score(Clips.of(Clips.robin(), PATH));
  }

  @AfterAll
  static void closeTheEmbedder() {
    embedder.close();
  }

  private static TakeScores score(RgbClip clip) {
    return new TakeScorer(() -> embedder).score(clip, ASKED, Optional.of(Clips.swept(PATH)));
  }

  private static <S extends Score> S of(TakeScores scores, Class<S> kind) {
    return scores.of(kind).orElseThrow();
  }

  @Test
  void aFaithfulTakeScoresHighOnEveryCount() {
    assertThat(of(good, Score.Identity.class).ofCeiling()).isGreaterThan(.9);
    assertThat(of(good, Score.PathError.class).mean()).isLessThan(1);
    assertThat(of(good, Score.PathError.class).max()).isLessThan(2);
    assertThat(of(good, Score.Stillness.class).decibels()).isEqualTo(Score.Stillness.UNCHANGED);
    assertThat(of(good, Score.Smoothness.class).residual()).isLessThan(1);
    assertThat(good.combined()).isGreaterThan(.85);
  }

  @Test
  void anotherCharacterLosesTheIdentity() {
    TakeScores other = score(Clips.of(Clips.gecko(), PATH));
    assertThat(of(other, Score.Identity.class).ofCeiling()).isLessThan(.65);
    assertThat(other.combined()).isLessThan(good.combined() / 2);
  }

  @Test
  void aMirroredPathIsFoundWhereItRanAndScoresBadly() {
    TakeScores mirrored = score(Clips.of(Clips.robin(), Clips.mirrored(PATH)));
    assertThat(of(mirrored, Score.PathError.class).mean()).isGreaterThan(15);
    assertThat(of(mirrored, Score.Identity.class).ofCeiling()).isGreaterThan(.9);
    assertThat(mirrored.combined()).isLessThan(good.combined() / 2);
  }

  @Test
  void aCharacterThatStaysWhereItStartedMissesItsPath() {
    TakeScores still = score(Clips.of(Clips.robin(), Clips.standing(PATH.getFirst())));
    assertThat(of(still, Score.PathError.class).mean()).isGreaterThan(15);
  }

  @Test
  void aFlickeringBackgroundCostsStillnessAndSmoothness() {
    TakeScores flicker = score(Clips.of(Clips.robin(), PATH, .2));
    assertThat(of(flicker, Score.Stillness.class).decibels()).isLessThan(28);
    assertThat(of(flicker, Score.Smoothness.class).residual())
        .isGreaterThan(of(good, Score.Smoothness.class).residual() + 5);
    assertThat(of(flicker, Score.PathError.class).mean()).isLessThan(1);
  }

  @Test
  void aJitteringCharacterIsLessSmooth() {
    TakeScores jitter = score(Clips.of(Clips.robin(), Clips.shaken(PATH)));
    assertThat(of(jitter, Score.Smoothness.class).residual())
        .isGreaterThan(1.5 * of(good, Score.Smoothness.class).residual());
  }

  @Test
  void aBrushedRegionIsFollowedWithoutAReference() {
    RgbClip clip = Clips.of(Clips.robin(), PATH);
    boolean[] region = Clips.swept(PATH.subList(0, 1));
    TakeScorer.Question right = new TakeScorer.Question.Region(region, PATH);
    TakeScorer.Question wrong = new TakeScorer.Question.Region(region, Clips.mirrored(PATH));
    TakeScorer scorer = new TakeScorer(() -> embedder);
    assertThat(of(scorer.score(clip, right, Optional.empty()), Score.PathError.class).mean())
        .isLessThan(2);
    assertThat(of(scorer.score(clip, wrong, Optional.empty()), Score.PathError.class).mean())
        .isGreaterThan(15);
  }

  @Test
  void takesAreRankedBestFirstAndSayWhatIsWeakest() {
    TakeScores other = score(Clips.of(Clips.gecko(), PATH));
    TakeScores flicker = score(Clips.of(Clips.robin(), PATH, .2));
    List<TakeRanking.Ranked<String>> ranked =
        TakeRanking.bestFirst(
            List.of(
                new TakeRanking.Scored<>("other", other),
                new TakeRanking.Scored<>("good", good),
                new TakeRanking.Scored<>("flicker", flicker)));
    assertThat(ranked).extracting(TakeRanking.Ranked::take).startsWith("good");
    assertThat(ranked).extracting(TakeRanking.Ranked::place).containsExactly(1, 2, 3);
    assertThat(other.reasons()).first().isEqualTo("take.score.identity.poor");
  }

  @Test
  void oneZeroDoesNotHideTheOtherScores() {
    TakeScores a = new TakeScores(List.of(new Score.Identity(0, .9), new Score.PathError(0, 0)));
    TakeScores b = new TakeScores(List.of(new Score.Identity(0, .9), new Score.PathError(12, 20)));
    assertThat(a.combined()).isCloseTo(.1, within(1e-9)).isGreaterThan(b.combined());
  }

  @Test
  void theEmbedderAgreesWithTheConversionScript() {
    int side = embedder.side();
    float[] ramp = new float[3 * side * side];
    for (int i = 0; i < side * side; i++) {
      float y = (float) (i / side) / side;
      float x = (float) (i % side) / side;
      ramp[i] = y;
      ramp[side * side + i] = x;
      ramp[2 * side * side + i] = 1 - y * x;
    }
    try (SafetensorsFile file = SafetensorsFile.open(WEIGHTS)) {
      assertThat(embedder.features(ramp))
          .containsExactly(file.floats("features.of_ramp"), within(1e-4f));
    }
  }

  @Test
  void aPathOfTheWrongLengthIsRefused() {
    TakeScorer.Question short_ =
        new TakeScorer.Question.Character(Clips.robin(), PATH.subList(0, 3));
    RgbClip clip = Clips.of(Clips.robin(), PATH);
    assertThatThrownBy(() -> new TakeScorer(() -> embedder).score(clip, short_, Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3 placements");
  }

  @Test
  void aTransparentCutoutIsRefused() {
    assertThatThrownBy(() -> new Cutout(2, 2, new byte[16]))
        .hasMessageContaining("fully transparent");
  }
}
