package zoetrope.app.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zoetrope.app.TestBench;
import zoetrope.story.timeline.Timeline;

@Tag("ui")
class SnappingTest {
  private static final long S = Timeline.TICKS_PER_SECOND;

  @TempDir Path folder;

  @Test
  void whatIsDraggedSnapsByEitherEndAndTrimmedClipsToWhatStays() throws Exception {
    try (TestBench t = new TestBench(folder)) {
      TimelineModel m = TestBench.onFx(() -> new TimelineModel(t.bench));
      TestBench.fx(
          () -> {
            assertThat(m.snapping().begin(S * 195 / 100, S / 2, Set.of()))
                .as("its begin")
                .isEqualTo(2 * S);
            assertThat(m.snapping().begin(S * 148 / 100, S / 2, Set.of()))
                .as("its end")
                .isEqualTo(S * 3 / 2);
            assertThat(m.snapping().at().get()).contains(2 * S);
            assertThat(m.snapping().begin(S, S / 2, Set.of())).as("nothing near").isEqualTo(S);
            assertThat(m.snapping().at().get()).isEmpty();
            m.story().playhead().set(S);
            assertThat(m.snapping().trim(S * 105 / 100)).as("the play head stays").isEqualTo(S);
            long moving = m.snapping().trim(S * 205 / 100);
            assertThat(moving).as("clips behind move along").isNotEqualTo(2 * S);
            m.snapping().on().set(false);
            assertThat(m.snapping().begin(S * 195 / 100, S / 2, Set.of())).isNotEqualTo(2 * S);
            assertThat(m.snapping().at().get()).isEqualTo(Optional.empty());
          });
    }
  }
}
