package zoetrope.app.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import zoetrope.app.text.Texts;
import zoetrope.media.AudioReader;
import zoetrope.media.Images;
import zoetrope.media.MediaException;
import zoetrope.media.MediaProblem;
import zoetrope.media.MediaRemedy;
import zoetrope.media.VideoReader;

/** Errors of files, as the studio tells them. */
class ErrorWordsTest {
  @TempDir Path folder;

  private final Texts texts = new Texts(Texts.Language.ENGLISH);
  private final ErrorWords words = new ErrorWords(texts);

  static Stream<MediaException> everyProblem() {
    Object[] facts = {1, 2, 3};
    return Stream.concat(
        Arrays.stream(MediaProblem.values())
            .map(p -> new MediaException(Path.of("a.png"), p, MediaRemedy.CHECK_PATH, facts)),
        Arrays.stream(MediaRemedy.values())
            .map(r -> new MediaException(Path.of("a.png"), MediaProblem.EMPTY, r)));
  }

  @ParameterizedTest
  @MethodSource("everyProblem")
  void inEnglishTheyAreThoseOfTheCommandLine(MediaException error) {
    assertThat(words.of(error)).isEqualTo(error.getMessage());
  }

  @ParameterizedTest
  @MethodSource("everyProblem")
  void inChineseNothingIsLeftInEnglish(MediaException error) {
    texts.language().set(Texts.Language.CHINESE);
    assertThat(words.of(error))
        .contains("a.png")
        .doesNotContain(error.remedy().pattern(), "problem.")
        .doesNotContainPattern("[a-z]{3,} [a-z]{3,} [a-z]{3,}");
  }

  @Test
  void damagedMissingAndForeignFilesAreToldInChinese() throws Exception {
    texts.language().set(Texts.Language.CHINESE);
    Path gone = folder.resolve("gone.png");
    assertThat(told(() -> Images.read(gone))).contains("gone.png", "没有这个文件", "请检查路径");
    Path empty = Files.createFile(folder.resolve("empty.png"));
    assertThat(told(() -> Images.read(empty))).contains("empty.png", "文件是空的");
    Path text = Files.writeString(folder.resolve("text.mp4"), "no film at all");
    assertThat(told(() -> VideoReader.open(text).close())).contains("text.mp4", "请使用");
    assertThat(told(() -> AudioReader.open(folder).close())).contains("这是文件夹，不是文件");
  }

  @Test
  void whatIsTheProgramsOwnFaultIsSaidToBe() {
    texts.language().set(Texts.Language.CHINESE);
    assertThat(words.of(new IllegalStateException("x"))).contains("程序", "IllegalStateException: x");
    assertThat(words.of(new OutOfMemoryError())).contains("内存");
  }

  private String told(org.assertj.core.api.ThrowableAssert.ThrowingCallable reading) {
    return words.of(catchThrowable(reading));
  }
}
