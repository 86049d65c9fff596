package zoetrope.service.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zoetrope.film.picture.CornerLabel;
import zoetrope.media.Encoding;
import zoetrope.media.sound.LoudnessTarget;
import zoetrope.service.export.ExportSettings;
import zoetrope.service.export.FrameSize;

class WorkJsonTest {
  private final WorkJson json = new WorkJson();

  @Test
  void takesKeepShotCountAndSeed() throws Exception {
    for (long seed : new long[] {0, -1, Integer.MAX_VALUE + 1L, Long.MIN_VALUE, Long.MAX_VALUE}) {
      Work takes = new Work.Generate("雨 \"1\" \\ {", 64, seed);
      assertThat(json.read(json.write(takes))).isEqualTo(takes);
    }
    assertThat(new ObjectMapper().readTree(json.write(new Work.Generate("city", 2, 7))))
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    {"kind": "take", "version": 1, "shot": "city", "takes": 2, "seed": 7}
                    """));
  }

  @Test
  void exportsKeepEverySetting() {
    for (Encoding encoding : Encoding.values()) {
      for (FrameSize size :
          List.of(FrameSize.STORY, new FrameSize.OfStory(640), new FrameSize.Fixed(1080, 1920))) {
        for (CornerLabel.Corner corner : CornerLabel.Corner.values()) {
          Work plain =
              new Work.Export(
                  Path.of(" film +label: {\"x\"}.mp4 "), new ExportSettings(encoding, size));
          Work labelled =
              new Work.Export(
                  Path.of("/films/夜.mp4"),
                  new ExportSettings(encoding, size)
                      .labelled(Optional.of(new CornerLabel("AI 生成\n\"", corner)))
                      .loud(LoudnessTarget.BROADCAST));
          assertThat(json.read(json.write(plain))).isEqualTo(plain);
          assertThat(json.read(json.write(labelled))).isEqualTo(labelled);
        }
      }
    }
  }

  @Test
  void anExportsFileStaysTheSameInAnotherFolder() {
    Work.Export work =
        new Work.Export(Path.of("film.gif"), new ExportSettings(Encoding.GIF, FrameSize.STORY));
    assertThat(work.file()).isAbsolute();
  }

  /** Later kinds, later forms, later settings, and what is ignored where it is not looked for. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"kind\":\"narration\",\"version\":1,\"shot\":\"city\",\"words\":\"Es war einmal\"}",
        "{ \"kind\" : \"take\", \"version\":2, \"shot\":\"city\",\"takes\":2,\"seed\":7}",
        "{\"kind\":\"take\",\"version\":1,\"shot\":\"city\",\"takes\":2,\"seed\":7,\"steps\":20}",
        "{\"kind\":\"take\",\"version\":1,\"shot\":\"city\",\"takes\":2}",
        "{\"kind\":\"take\",\"version\":1,\"shot\":\"city\",\"takes\":2.5,\"seed\":7}",
        "{\"kind\":\"take\",\"version\":1,\"shot\":\"city\",\"takes\":\"2\",\"seed\":7}",
        "{\"kind\":\"take\",\"version\":1,\"shot\":null,\"takes\":2,\"seed\":7}",
        "{\"kind\":\"take\",\"shot\":\"city\",\"takes\":2,\"seed\":7}",
        "{\"kind\":\"Unknown\",\"version\":1}",
        "{\"kind\":\"export\",\"version\":1,\"file\":\"/f.mp4\",\"preset\":\"betamax\"}",
        "{\"kind\":\"export\",\"version\":1,\"file\":\"/f.mp4\",\"settings\":"
            + "{\"encoding\":\"AV1\",\"size\":\"story\"}}",
        "{\"kind\":\"export\",\"version\":1,\"file\":\"/f.mp4\",\"settings\":"
            + "{\"encoding\":\"MP4\",\"size\":\"story\",\"loudness\":-23}}",
        "{\"kind\":\"export\",\"version\":1,\"file\":\"/f.mp4\",\"settings\":"
            + "{\"encoding\":\"MP4\",\"size\":{\"width\":1921,\"height\":1080}}}",
        "{\"kind\":\"export\",\"version\":1,\"file\":\"/f.mp4\",\"settings\":"
            + "{\"encoding\":\"MP4\",\"size\":\"story\",\"label\":{\"text\":\"x\",\"corner\":\"MIDDLE\"}}}",
        "{\"kind\":\"export\",\"version\":1,\"file\":\"/\\u0000\",\"settings\":"
            + "{\"encoding\":\"MP4\",\"size\":\"story\"}}"
      })
  void whatThisVersionDoesNotKnowWhollyIsKeptToTheLetter(String text) throws Exception {
    Work work = json.read(text);
    String kind = new ObjectMapper().readTree(text).path("kind").asText();
    assertThat(work).isEqualTo(new Work.Unknown(kind, text));
    assertThat(work.device()).isEmpty();
    assertThat(json.write(work)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "{}", "{\"kind\":7}", "youtube", "{\"kind\":\"take\""})
  void whatNoVersionWroteIsRefused(String text) {
    assertThatThrownBy(() -> json.read(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void everyKindThatCanRunHasANameOfItsOwn() {
    List<Class<?>> runs =
        Arrays.stream(Work.class.getPermittedSubclasses())
            .filter(t -> t != Work.Unknown.class)
            .toList();
    assertThat(runs).allMatch(t -> t.isAnnotationPresent(Work.Kind.class));
    assertThat(runs)
        .extracting(t -> t.getAnnotation(Work.Kind.class).name())
        .doesNotHaveDuplicates();
  }
}
