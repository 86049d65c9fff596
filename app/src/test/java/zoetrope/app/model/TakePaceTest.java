package zoetrope.app.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import zoetrope.diffusion.card.ModelCard;
import zoetrope.diffusion.family.UnknownFolder;
import zoetrope.service.models.InstalledModel;
import zoetrope.service.models.ModelProfile;
import zoetrope.service.models.ModelProfile.Advice;
import zoetrope.story.document.FrameSource;
import zoetrope.story.document.Seed;
import zoetrope.story.document.Shot;
import zoetrope.story.document.ShotSettings;
import zoetrope.story.motion.MotionPlan;
import zoetrope.story.timeline.FrameRate;

class TakePaceTest {
  private static final FrameRate RATE = FrameRate.of(24);
  private static final long SECOND = 1_000_000_000L;
  private final Map<String, String> kept = new HashMap<>();

  private TakePace pace() {
    return new TakePace(k -> Optional.ofNullable(kept.get(k)), kept::put);
  }

  private static ModelProfile model(String id, boolean fixed, int steps) {
    java.nio.file.Path place = java.nio.file.Path.of(id);
    InstalledModel m =
        new InstalledModel(
            id,
            id,
            InstalledModel.Origin.IMPORTED,
            new UnknownFolder(new ModelCard("", place, "", "", List.of(), List.of())));
    return new ModelProfile(m, Map.of(), new Advice(12, steps, 3, fixed, false), List.of());
  }

  private static Shot shot(int frames, int steps) {
    return new Shot(
        "s",
        "S",
        "a meadow",
        "",
        frames,
        new FrameSource.None(),
        new FrameSource.None(),
        List.of(),
        MotionPlan.NONE,
        new ShotSettings("m", new Seed(1, false), steps, 0, 1, 1, 1));
  }

  @Test
  void ofAModelThatMadeNothingHereNothingIsSaid() {
    assertThat(pace().estimate(shot(48, 8), 1, model("m", false, 24), RATE)).isEmpty();
  }

  @Test
  void timeGrowsWithFramesStepsAndTakesAndSurvivesTheProgram() {
    ModelProfile m = model("m", false, 24);
    TakePace first = pace();
    first.begun("job", shot(48, 8), 2, m, RATE, 0);
    first.done("job", 40 * SECOND);
    assertThat(pace().estimate(shot(48, 8), 2, m, RATE)).contains(Duration.ofSeconds(40));
    assertThat(pace().estimate(shot(96, 8), 2, m, RATE)).contains(Duration.ofSeconds(80));
    assertThat(pace().estimate(shot(48, 8), 1, m, RATE)).contains(Duration.ofSeconds(20));
    assertThat(pace().estimate(shot(48, 0), 1, m, RATE))
        .as("steps as advised")
        .contains(Duration.ofSeconds(60));
    assertThat(pace().estimate(shot(48, 8), 1, model("other", false, 24), RATE)).isEmpty();
  }

  @Test
  void aDistilledModelRunsItsOwnSteps() {
    kept.put("pace.take.m", "100");
    assertThat(pace().estimate(shot(48, 50), 1, model("m", true, 4), RATE))
        .contains(Duration.ofMillis(24 * 4 * 100));
  }

  @Test
  void newerTakesCountMoreAndDamagedMemoryCountsNothing() {
    ModelProfile m = model("m", false, 24);
    kept.put("pace.take.m", "much");
    assertThat(pace().estimate(shot(48, 8), 1, m, RATE)).isEmpty();
    kept.put("pace.take.m", "100");
    TakePace p = pace();
    p.begun("job", shot(48, 8), 1, m, RATE, 0);
    p.done("job", 2 * 19_200_000_000L);
    assertThat(Double.parseDouble(kept.get("pace.take.m"))).isBetween(159.0, 161.0);
  }
}
