package zoetrope.service.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zoetrope.media.MediaFormat;
import zoetrope.service.TinyStudio;
import zoetrope.service.models.ModelLibrary;
import zoetrope.service.reading.ShotReading.Unpainted;
import zoetrope.story.document.Story;
import zoetrope.story.yaml.StoryYaml;

/** Shots of a story are read as their models would read them, without a picture being opened. */
@Tag("slow")
class ModelShotReaderTest {
  @TempDir Path folder;
  private ShotReader reader;
  private TinyStudio studio;

  @BeforeEach
  void open() throws IOException {
    studio = new TinyStudio(folder);
    reader =
        ModelShotReader.open(
            studio.home(), new ModelLibrary(studio.home(), folder.resolve("models")));
  }

  @AfterEach
  void close() {
    reader.close();
  }

  private Story story(String shots) throws IOException {
    Path text =
        Files.writeString(
            folder.resolve("s.yaml"),
            """
            title: S
            format: {aspect: "16:9", fps: 12, height: 144}
            characters: [{id: pip, name: Pip, images: [hero.png], description: a little penguin}]
            shots:
            """
                + shots);
    return new StoryYaml(MediaFormat::media).read(text).story();
  }

  private ShotReading read(Story story) {
    return reader.read(story, story.shots().getFirst()).orElseThrow();
  }

  private static List<String> unpainted(ShotReading r) {
    return r.unpainted().stream().map(u -> u.words().text() + " " + u.reason()).toList();
  }

  @Test
  void aCharacterOfTheShotIsUnderstoodByNameAndByDescription() throws IOException {
    ShotReading r =
        read(
            story(
                "  - {id: a, prompt: '@pip meets a penguin on the beach', duration: 1s, characters:"
                    + " [{id: pip}]}\n"));
    assertThat(unpainted(r)).containsExactly("meets unknown");
  }

  @Test
  void aCharacterThatIsNotInTheShotIsToldByTheNameAsItWasWritten() throws IOException {
    Story story = story("  - {id: a, prompt: 'fog, @pip on the beach', duration: 1s}\n");
    Unpainted only = read(story).unpainted().getFirst();
    assertThat(only.words().text()).isEqualTo("@pip");
    assertThat(only.reason()).isEqualTo("no-character");
    assertThat(ShotReading.reasons()).contains(only.reason());
  }

  @Test
  void whatTheSettingsDecideIsReadFromTheShot() throws IOException {
    String shot = "  - {id: a, prompt: 'the beach, zoom in', duration: 1s";
    assertThat(unpainted(read(story(shot + "}\n")))).isEmpty();
    assertThat(unpainted(read(story(shot + ", motion: {camera: {zoom: 1.5}}}\n"))))
        .containsExactly("zoom in settings-decide");
    assertThat(unpainted(read(story(shot + ", motion_strength: 0}\n"))))
        .containsExactly("zoom in settings-decide");
    assertThat(unpainted(read(story(shot + ", first_frame: hero.png}\n"))))
        .containsExactly("beach first-frame-decides");
  }

  @Test
  void aModelThatIsNotHereHasNothingToSay() throws IOException {
    Story story = story("  - {id: a, model: sora, prompt: a lake, duration: 1s}\n");
    assertThat(reader.read(story, story.shots().getFirst())).isEqualTo(Optional.empty());
  }

  @Test
  void aDamagedModelHasNothingToSayUntilItIsUsed() throws IOException {
    Path weights = TinyStudio.weights(studio.home()).resolve("base.safetensors");
    byte[] all = Files.readAllBytes(weights);
    Files.write(weights, java.util.Arrays.copyOf(all, all.length / 2));
    Story story = story("  - {id: a, prompt: a lake, duration: 1s}\n");
    assertThat(reader.read(story, story.shots().getFirst())).isEqualTo(Optional.empty());
  }
}
