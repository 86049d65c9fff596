package zoetrope.service.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import zoetrope.service.export.FrameSize.Pixels;
import zoetrope.story.document.Aspect;
import zoetrope.story.document.StoryFormat;
import zoetrope.story.timeline.FrameRate;

class ExportPresetsTest {
  private static final StoryFormat WIDE = new StoryFormat(Aspect.WIDE, 720, FrameRate.of(24));

  private static ExportSettings preset(String name) {
    return ExportPresets.named(name).orElseThrow().settings();
  }

  private static long bytes(String name, Duration length) {
    return new ExportEstimate(preset(name), length, WIDE).bytes();
  }

  @Test
  void framesAreTheirOwnOrTheStorysAndAlwaysEven() {
    assertThat(preset("youtube").frame(WIDE)).isEqualTo(new Pixels(1920, 1080));
    assertThat(preset("vertical").frame(WIDE)).isEqualTo(new Pixels(1080, 1920));
    assertThat(preset("square").frame(WIDE)).isEqualTo(new Pixels(1080, 1080));
    assertThat(preset("prores").frame(WIDE)).isEqualTo(new Pixels(1280, 720));
    assertThat(preset("gif").frame(WIDE)).isEqualTo(new Pixels(640, 360));
    StoryFormat tall = new StoryFormat(Aspect.TALL, 1000, FrameRate.of(24));
    assertThat(preset("gif").frame(tall)).isEqualTo(new Pixels(360, 640));
  }

  @Test
  void namesAreUniqueWordsForACommandLineAndFound() {
    assertThat(ExportPresets.all())
        .hasSizeGreaterThanOrEqualTo(8)
        .extracting(ExportPreset::name)
        .doesNotHaveDuplicates()
        .allMatch(name -> name.matches("[a-z0-9]+"));
    assertThat(ExportPresets.named("betamax")).isEmpty();
    assertThat(preset("png").folder()).isTrue();
    assertThat(preset("lossless").encoding().extension()).isEqualTo("mkv");
  }

  @Test
  void everyPresetSaysItsLimits() {
    assertThat(ExportPresets.all()).noneMatch(p -> p.settings().limits().isEmpty());
    assertThat(preset("youtube").limits())
        .containsExactly(ExportLimit.COARSE_COLOUR, ExportLimit.BARS);
    assertThat(preset("gif").limits())
        .containsExactly(
            ExportLimit.SILENT,
            ExportLimit.FEW_COLOURS,
            ExportLimit.ROUNDED_TIMES,
            ExportLimit.SMALLER);
  }

  @Test
  void estimatesGrowWithTheLengthAndBarsCostLittle() {
    Duration ten = Duration.ofSeconds(10);
    for (ExportPreset p : ExportPresets.all()) {
      assertThat(bytes(p.name(), ten)).isPositive();
      assertThat(bytes(p.name(), ten.multipliedBy(2))).isGreaterThan(bytes(p.name(), ten));
    }
    assertThat(bytes("vertical", ten)).isLessThan(bytes("youtube", ten));
  }
}
