package zoetrope.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TagsTest {
  private static final String LONG = "{\"日落\": \"it's 100%; a=b\\n#c\"} ".repeat(4000);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"a.mp4", "a.webm", "a.gif", "a.mkv", "a.mov"})
  void wordsOfAnyLengthComeBackFromEachKindOfFile(String name) {
    Path file = write(name, new Tags("日落 Sunset", LONG));
    assertThat(Tags.read(file).comment()).isEqualTo(LONG);
    if (!name.endsWith("gif")) {
      assertThat(Tags.read(file).title()).isEqualTo("日落 Sunset");
    }
    try (VideoReader reader = VideoReader.open(file)) {
      assertThat(reader.next()).isPresent();
    }
  }

  @Test
  void picturesOfASequenceCarryThemToo() {
    Path frames = write("frames", new Tags("", "made so: 日落"));
    assertThat(Tags.read(frames.resolve("00002.png")).comment()).isEqualTo("made so: 日落");
    assertThat(Images.read(frames.resolve("00002.png")).width()).isEqualTo(16);
  }

  @Test
  void aFileWithoutWordsHasNone() throws Exception {
    assertThat(Tags.read(write("plain.mp4", Tags.NONE))).isEqualTo(Tags.NONE);
    Path text = Files.writeString(folder.resolve("a.txt"), "no video");
    assertThatThrownBy(() -> Tags.read(text)).isInstanceOf(MediaException.class);
  }

  private Path write(String name, Tags tags) {
    Path file = folder.resolve(name);
    byte[] rgb = new byte[16 * 16 * 3 * 3];
    java.util.Arrays.fill(rgb, (byte) 90);
    ClipWriter.write(file, Encoding.of(file), 16, 16, 12, rgb, tags);
    return file;
  }
}
