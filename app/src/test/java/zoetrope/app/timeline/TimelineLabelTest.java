package zoetrope.app.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zoetrope.app.PlainUi;
import zoetrope.app.TestBench;
import zoetrope.story.document.Take;
import zoetrope.story.edit.Edit;
import zoetrope.story.timeline.Clip;
import zoetrope.story.timeline.Speed;

@Tag("ui")
class TimelineLabelTest {
  @TempDir Path folder;

  @Test
  void aClipWhosePictureIsStillBeingReadIsNotCalledWithoutATake() throws Exception {
    try (TestBench b = TestBench.withoutToolkit(folder, new PlainUi())) {
      TimelineModel model = new TimelineModel(b.bench);
      Clip clip = model.pictures().clip("c1").orElseThrow();
      assertThat(model.label(clip)).startsWith("Meadow").isNotEqualTo("Meadow");
      var shot = b.bench.story().shot().get().orElseThrow();
      b.bench
          .story()
          .store()
          .addTake(new Take("t", "one", 1, shot, Map.of(), Map.of(), Instant.EPOCH, false));
      b.bench.story().apply(new Edit.PickTake("one", "t"));
      assertThat(model.poster("one")).as("its picture is not there").isEmpty();
      assertThat(model.label(clip)).isEqualTo("Meadow");
      assertThat(model.label(clip.with(Speed.of(2)))).isEqualTo("Meadow  ·  200 %");
      assertThat(model.label(clip.with(new Speed(.5, 1)))).isEqualTo("Meadow  ·  50–100 %");
    }
  }
}
