package zoetrope.service.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import zoetrope.service.studio.ExportPreset.Frame;
import zoetrope.story.document.Aspect;
import zoetrope.story.document.StoryFormat;
import zoetrope.story.timeline.FrameRate;

class ExportPresetsTest {
  private static final StoryFormat WIDE = new StoryFormat(Aspect.WIDE, 720, FrameRate.of(24));

  private static ExportPreset preset(String name) {
    return ExportPresets.named(name).orElseThrow();
  }

  @Test
  void framesAreTheirOwnOrTheStorysAndAlwaysEven() {
    assertThat(preset("youtube").frame(WIDE)).isEqualTo(new Frame(1920, 1080));
    assertThat(preset("vertical").frame(WIDE)).isEqualTo(new Frame(1080, 1920));
    assertThat(preset("square").frame(WIDE)).isEqualTo(new Frame(1080, 1080));
    assertThat(preset("prores").frame(WIDE)).isEqualTo(new Frame(1280, 720));
    assertThat(preset("gif").frame(WIDE)).isEqualTo(new Frame(640, 360));
    StoryFormat tall = new StoryFormat(Aspect.TALL, 1000, FrameRate.of(24));
    assertThat(preset("gif").frame(tall)).isEqualTo(new Frame(360, 640));
  }

  @Test
  void namesAreUniqueAndFound() {
    assertThat(ExportPresets.all())
        .hasSize(8)
        .extracting(ExportPreset::name)
        .doesNotHaveDuplicates();
    assertThat(ExportPresets.named("betamax")).isEmpty();
    assertThat(preset("png").folder()).isTrue();
    assertThat(preset("lossless").extension()).isEqualTo("mkv");
  }

  @Test
  void aLabelTravelsInTheName() {
    ExportPreset labelled = preset("youtube").labelled("AI 生成");
    assertThat(ExportPresets.named(labelled.name())).contains(labelled);
    assertThat(labelled.label()).contains("AI 生成");
    assertThat(preset("youtube").label()).isEmpty();
    assertThat(ExportPresets.named("betamax+label:x")).isEmpty();
  }

  @Test
  void estimatesGrowWithTheLengthAndBarsCostLittle() {
    Duration ten = Duration.ofSeconds(10);
    for (ExportPreset p : ExportPresets.all()) {
      assertThat(p.bytes(ten, WIDE)).isPositive();
      assertThat(p.bytes(ten.multipliedBy(2), WIDE)).isGreaterThan(p.bytes(ten, WIDE));
    }
    assertThat(preset("vertical").bytes(ten, WIDE)).isLessThan(preset("youtube").bytes(ten, WIDE));
  }
}
