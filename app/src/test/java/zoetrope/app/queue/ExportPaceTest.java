package zoetrope.app.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import zoetrope.service.export.ExportEstimate;
import zoetrope.service.export.ExportPresets;
import zoetrope.service.export.ExportSettings;
import zoetrope.story.document.Aspect;
import zoetrope.story.document.StoryFormat;
import zoetrope.story.timeline.FrameRate;

class ExportPaceTest {
  private static final StoryFormat WIDE = new StoryFormat(Aspect.WIDE, 720, FrameRate.of(24));
  private static final Duration TEN = Duration.ofSeconds(10);

  private final Map<String, String> kept = new HashMap<>();

  private ExportPace pace() {
    return new ExportPace(k -> Optional.ofNullable(kept.get(k)), kept::put);
  }

  @Test
  void estimatesLearnFromExportsOfThisMachineAndSurviveTheProgram() {
    ExportSettings p = ExportPresets.all().getFirst().settings();
    long reference = new ExportEstimate(p, TEN, WIDE).reference().toMillis();
    assertThat(pace().estimate(p, TEN, WIDE).toMillis()).isEqualTo(reference);
    ExportPace slow = pace();
    slow.begun("job", p, TEN, WIDE, 0);
    slow.done("job", reference * 3 * 1_000_000L);
    assertThat((double) pace().estimate(p, TEN, WIDE).toMillis())
        .isCloseTo(3.0 * reference, within(5.0));
    ExportSettings other = ExportPresets.all().getLast().settings();
    assertThat(pace().estimate(other, TEN, WIDE))
        .isEqualTo(new ExportEstimate(other, TEN, WIDE).reference());
  }

  @Test
  void anUnknownJobTeachesNothing() {
    pace().done("job", 5);
    assertThat(kept).isEmpty();
  }
}
