package zoetrope.app.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import zoetrope.app.text.Texts;
import zoetrope.app.text.Texts.Language;
import zoetrope.service.process.Ending;
import zoetrope.service.process.Ending.Cause;
import zoetrope.service.process.Ending.Fault;

/** Every end of the engine in both languages. */
@Tag("ui")
class EngineEndingsTest {
  private static String words(Language language, Cause cause, Optional<String> device) {
    Ending ending =
        new Ending(cause, 300L << 20, device, Optional.of(Path.of("crashes", "engine-7.log")));
    return new EngineEndings(new Texts(language)).apply(ending);
  }

  @Test
  void aCrashSaysWhatHappenedWhatIsKeptAndWhatToTry() {
    Cause crash = new Cause.Crashed(Fault.ABORT, "signal 6", Optional.of("Assertion '0' failed"));
    assertThat(words(Language.ENGLISH, crash, Optional.empty()))
        .startsWith(
            "The engine crashed while using 300 MB because of an error in a native library"
                + " (aborted, signal 6): Assertion '0' failed. Finished takes and saved latents"
                + " are kept.\n")
        .contains("another precision (zoetrope render --precision fp32)")
        .endsWith("Crash report: " + Path.of("crashes", "engine-7.log"));
    assertThat(words(Language.CHINESE, crash, Optional.of("cuda:1")))
        .contains("原生库出错", "异常中止", "signal 6", "300 MB", "Assertion '0' failed")
        .contains("已完成的版本和已保存的潜变量都会保留")
        .contains("去掉 ZOETROPE_DEVICE=cuda:1", "更新显卡驱动", "engine-7.log");
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void noEndLeavesAPlaceEmptyOrItsKeyInItsWords(Language language) {
    for (Cause cause :
        new Cause[] {
          new Cause.Silent(Duration.ofSeconds(31)),
          new Cause.OutOfMemory(Optional.of("1500m")),
          new Cause.OutOfMemory(Optional.empty()),
          new Cause.Killed(),
          new Cause.Stopped("signal 15"),
          new Cause.Exited(Optional.of(3), Optional.of("bye")),
          new Cause.Exited(Optional.empty(), Optional.empty()),
        }) {
      assertThat(words(language, cause, Optional.empty()))
          .contains("300 MB")
          .doesNotContain("{", "queue.", "''", "null");
    }
    for (Fault fault : Fault.values()) {
      assertThat(words(language, new Cause.Crashed(fault, "x", Optional.empty()), Optional.empty()))
          .doesNotContain("{", "queue.", "''", "null", fault.name());
    }
  }
}
