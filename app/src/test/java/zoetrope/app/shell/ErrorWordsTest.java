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
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import zoetrope.app.text.Texts;
import zoetrope.diffusion.Limit;
import zoetrope.diffusion.UnfitShotException;
import zoetrope.media.AudioReader;
import zoetrope.media.Images;
import zoetrope.media.MediaException;
import zoetrope.media.MediaProblem;
import zoetrope.media.MediaRemedy;
import zoetrope.media.VideoReader;
import zoetrope.story.StoryException;
import zoetrope.story.StoryProblem;
import zoetrope.story.archive.Limits;
import zoetrope.story.archive.StoryArchive;
import zoetrope.story.store.StoryStore;

/** Errors of files, as the studio tells them. */
class ErrorWordsTest {
  @TempDir Path folder;

  private final Texts texts = new Texts(Texts.Language.ENGLISH);
  private final ErrorWords words = new ErrorWords(texts);

  static Stream<RuntimeException> everyProblem() {
    Path file = Path.of("a.png");
    Object[] facts = {1, 2, 3};
    return Stream.of(
            Arrays.stream(MediaProblem.values())
                .map(p -> new MediaException(file, p, MediaRemedy.CHECK_PATH, facts)),
            Arrays.stream(MediaRemedy.values())
                .map(r -> new MediaException(file, MediaProblem.EMPTY, r)),
            Arrays.stream(StoryProblem.values()).map(p -> new StoryException(null, file, p, facts)))
        .flatMap(s -> s);
  }

  @ParameterizedTest
  @MethodSource("everyProblem")
  void inEnglishTheyAreThoseOfTheCommandLine(RuntimeException error) {
    assertThat(words.of(error)).isEqualTo(error.getMessage());
  }

  @ParameterizedTest
  @MethodSource("everyProblem")
  void inChineseNothingIsLeftInEnglish(RuntimeException error) {
    texts.language().set(Texts.Language.CHINESE);
    assertThat(words.of(error))
        .contains("a.png")
        .doesNotContain("problem.")
        .doesNotContainPattern("[a-z]{3,} [a-z]{3,} [a-z]{3,}")
        .containsPattern("\\p{IsHan}{4}");
  }

  @Test
  void aStoryThatCannotBeOpenedIsToldInChinese() throws Exception {
    texts.language().set(Texts.Language.CHINESE);
    assertThat(told(() -> StoryStore.open(folder).close())).contains("不是故事", "story.db");
    Path packed = Files.writeString(folder.resolve("a.zstory"), "no archive");
    assertThat(told(() -> StoryArchive.unpack(packed, folder.resolve("to"), Limits.USUAL)))
        .contains("a.zstory", "打包");
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

  @ParameterizedTest
  @EnumSource(Limit.class)
  void whatAModelCannotDoIsToldAsTheInspectorSaysIt(Limit limit) {
    texts.language().set(Texts.Language.CHINESE);
    assertThat(words.of(new UnfitShotException("wan", limit)))
        .startsWith("所选模型无法生成此镜头。")
        .doesNotContain("inspector.limit", limit.remedy());
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
