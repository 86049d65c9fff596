package zoetrope.service.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zoetrope.media.AudioReader;
import zoetrope.media.sound.Loudness;
import zoetrope.service.TinyStudio;
import zoetrope.service.TinyStudio.Said;

/** What a render says of titles before it begins, and how loud its film is. */
class RenderFilmTest {
  @TempDir Path folder;
  private TinyStudio studio;

  @BeforeEach
  void installed() throws IOException {
    studio = new TinyStudio(folder);
  }

  private Path titled(String text) throws IOException {
    Path story = studio.story("two.yaml", "");
    return Files.writeString(
        story, Files.readString(story).replace("\"It's 100%: done\"", "\"" + text + "\""));
  }

  private Said render(Path story, String film, String... more) {
    String[] args = new String[4 + more.length];
    args[0] = "render";
    args[1] = story.toString();
    args[2] = "-o";
    args[3] = studio.file(film).toString();
    System.arraycopy(more, 0, args, 4, more.length);
    return studio.run(args);
  }

  @Test
  void charactersWithoutAFontAreNamedAndTheFilmIsWrittenAllTheSame() throws IOException {
    Said said = render(titled("Fox \\uE000 and \\uE001"), "film.mp4");
    assertThat(said.code()).as(said.err()).isZero();
    assertThat(said.err())
        .contains("warning: title 'Fox \ue000 and \ue001': no font here has", "U+E000", "U+E001");
    assertThat(studio.file("film.mp4")).exists();
  }

  @Test
  void scriptsAreWarnedInJson() throws IOException {
    Said said = render(titled("Fox \\uE000"), "film.mp4", "--json");
    JsonNode warning =
        new ObjectMapper()
            .readTree(
                said.out().lines().filter(l -> l.contains("\"warning\"")).findFirst().orElseThrow())
            .path("warning");
    assertThat(warning.path("kind").asText()).isEqualTo("missing-glyphs");
    assertThat(warning.path("characters").get(0).asText()).isEqualTo("\ue000");
  }

  @Test
  void aTitleThatFitsSaysNothing() throws IOException {
    assertThat(render(titled("word ".repeat(35).strip()), "film.mp4").err())
        .doesNotContain("warning");
  }

  @ParameterizedTest
  @CsvSource({"web, -14", "MOBILE, -16", "broadcast, -23"})
  void aFilmIsAsLoudAsItIsToBe(String target, double lufs) throws IOException {
    Said said = render(heard(0.1), "film.mkv", "--loudness", target);
    assertThat(said.code()).as(said.err()).isZero();
    assertThat(loudness("film.mkv")).isCloseTo(lufs, within(0.3));
  }

  @Test
  void aFilmWithoutATargetIsAsLoudAsItsMix() throws IOException {
    assertThat(render(heard(0.1), "film.mkv", "--loudness", "off").code()).isZero();
    assertThat(loudness("film.mkv")).isCloseTo(-20, within(0.3));
  }

  @Test
  void aLoudnessThatThereIsNotIsToldWithThoseThereAre() throws IOException {
    Said said = render(titled("Fox"), "film.mkv", "--loudness", "eleven");
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err()).contains("'eleven'", "web, mobile, broadcast, off");
    assertThat(studio.file("two.zoetrope")).doesNotExist();
  }

  /** A folder of somebody's once was found only when all takes were made. */
  @Test
  void whereTheFilmCannotBeWrittenIsToldBeforeAnythingIsRendered() throws IOException {
    Files.createDirectory(studio.file("film.mp4"));
    Said said = render(titled("Fox"), "film.mp4", "--progress");
    assertThat(said.code()).isEqualTo(3);
    assertThat(said.err()).contains("film.mp4", "this is a folder");
    assertThat(said.out()).doesNotContain("shot one");
  }

  private double loudness(String film) {
    try (AudioReader r = AudioReader.open(studio.file(film))) {
      float[] all = new float[2 * 10 * AudioReader.RATE];
      return Loudness.integrated(java.util.Arrays.copyOf(all, r.read(all)));
    }
  }

  /**
   * A story with a tone of 997 Hz; the loudness of a sine is 3 dB below its peak's, both sides' 3
   * more.
   */
  private Path heard(double level) throws IOException {
    int n = 3 * 48_000;
    ByteBuffer b = ByteBuffer.allocate(44 + 4 * n).order(ByteOrder.LITTLE_ENDIAN);
    b.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + 4 * n);
    b.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    b.putShort((short) 1).putShort((short) 2).putInt(48_000).putInt(192_000);
    b.putShort((short) 4).putShort((short) 16);
    b.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(4 * n);
    for (int i = 0; i < n; i++) {
      short v = (short) (32_767 * level * Math.sin(2 * Math.PI * 997 * i / 48_000));
      b.putShort(v).putShort(v);
    }
    Files.write(folder.resolve("tone.wav"), b.array());
    return studio.story("two.yaml", "  audio: [{file: tone.wav}]\n");
  }
}
