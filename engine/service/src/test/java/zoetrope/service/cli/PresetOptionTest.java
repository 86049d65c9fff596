package zoetrope.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import zoetrope.media.VideoReader;
import zoetrope.service.TinyStudio;
import zoetrope.service.TinyStudio.Said;
import zoetrope.service.export.ExportPreset;
import zoetrope.service.export.ExportPresets;

/** {@code --preset} on the command line. */
@Tag("slow")
class PresetOptionTest {
  @TempDir Path folder;
  private TinyStudio studio;
  private Path story;

  @BeforeEach
  void installed() throws IOException {
    studio = new TinyStudio(folder);
    story = studio.story("two.yaml", "");
  }

  private Said render(String film, String... more) {
    List<String> args =
        new ArrayList<>(List.of("render", story.toString(), "-o", studio.file(film).toString()));
    args.addAll(List.of(more));
    return studio.run(args.toArray(String[]::new));
  }

  /** Wrong usage, told before a story folder is made. */
  private void refused(Said said, String... words) throws IOException {
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err()).contains(words);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .containsExactlyInAnyOrder("home", "hero.png", "two.yaml");
    }
  }

  @Test
  void anUnknownPresetIsToldWithThoseThereAre() throws IOException {
    refused(
        render("film.mp4", "--preset", "betamax"),
        "'betamax'",
        "choose one of youtube, vertical, square, webm, prores, lossless, gif, png");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "youtube | film.gif | writes .mp4, but -o names film.gif; use -o | film.mp4, or one of the"
            + " presets gif",
        "gif | film.mp4 | writes .gif, but -o names film.mp4; use -o | film.gif, or one of the"
            + " presets youtube, vertical, square",
        "prores | film | writes .mov, but -o names film; use -o | film.mov",
        "webm | film.xyz | writes .webm, but -o names film.xyz; use -o | film.webm",
        "png | film.MKV | writes a folder, but -o names film.MKV; use -o | film, or one of the"
            + " presets lossless"
      })
  void aNameOfAnotherKindOfFileIsToldWithTheRemedy(
      String preset, String film, String problem, String remedy) throws IOException {
    refused(
        render(film, "--preset", preset),
        "--preset " + preset + " " + problem,
        studio.file(remedy).toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"--preset=gif", "--label=en"})
  void howAFilmIsWrittenWithoutAFilmIsWrongUsage(String option) throws IOException {
    refused(studio.run("render", story.toString(), "--shot", "1", option), "-o FILE");
  }

  @Test
  void theFrameIsThePresetsAndALabelGoesWithIt() {
    assertThat(render("plain.mp4", "--preset", "square").code()).isZero();
    Said said = render("label.mp4", "--preset", "square", "--label", "zh");
    assertThat(said.code()).as(said.err()).isZero();
    try (VideoReader plain = VideoReader.open(studio.file("plain.mp4"));
        VideoReader label = VideoReader.open(studio.file("label.mp4"))) {
      assertThat(plain.width()).isEqualTo(1080);
      assertThat(plain.height()).isEqualTo(1080);
      assertThat(label.next()).isPresent();
    }
    assertThat(studio.file("label.mp4"))
        .satisfies(f -> assertThat(Files.mismatch(f, studio.file("plain.mp4"))).isNotNegative());
  }

  @Test
  void aShotByItselfIsWrittenWithAPresetToo() {
    Said said = render("shot.gif", "--shot", "1", "--preset", "gif");
    assertThat(said.code()).as(said.err()).isZero();
    said = render("shot.mp4", "--shot", "1", "--preset", "vertical");
    assertThat(said.code()).as(said.err()).isZero();
    try (VideoReader clip = VideoReader.open(studio.file("shot.mp4"))) {
      assertThat(clip.width()).isEqualTo(1080);
      assertThat(clip.height()).isEqualTo(1920);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"render", "farm submit", "farm export", "demo"})
  void helpListsThePresetsAndTheirLimits(String command) {
    Said said = studio.run((command + " --help").split(" "));
    assertThat(said.out()).contains("--preset=NAME", "Presets:");
    for (ExportPreset p : ExportPresets.all()) {
      assertThat(said.out()).containsPattern("\\R  " + p.name() + " +\\S.+, .+\\R      \\S.+\\R");
    }
    assertThat(said.out())
        .containsPattern("gif +\\.gif, the story's frame up to 640 pixels a side");
    assertThat(said.out()).contains("no sound", "256 colours", "black bars");
  }
}
