package zoetrope.story;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import zoetrope.story.document.StoryDraft;
import zoetrope.story.yaml.StoryYaml;

/** Stories for tests. */
public final class Samples {
  /** Uses every field of the text form. */
  public static final String FULL =
      """
      title: The fox and the sea
      format: {aspect: "16:9", fps: 12, height: 256}
      characters:
        - id: fox
          name: Fox
          images: [fox.png]
          description: a small orange fox
      shots:
        - id: beach
          name: At the beach
          prompt: a beach at dawn, calm waves
          negative: people
          duration: 2s
          characters: [{id: fox, size: 0.4, at: [0.2, 0.7]}]
          motion:
            regions:
              - {character: fox, path: [[0.25, 0.7], [0.5, 0.7], [0.75, 0.7]], ease: in-out}
              - {mask: mask.png, path: [{x: 0.5, y: 0.1, t: 0}, {x: 0.6, y: 0.1, t: 1}]}
              - {pin: {box: [0, 0.8, 1, 0.2]}}
            camera: {pan: [0.1, 0], zoom: 1.2, roll: -3, ease: in}
          seed: 7
          steps: 20
          guidance: 2.5
          identity: 0.9
          motion_strength: 0.8
          takes: 3
          model: starter
        - id: hill
          prompt: a green hill
          duration: 30
          first_frame: previous
          last_frame: fox.png
          motion:
            regions:
              - {box: [0.1, 0.1, 0.2, 0.2], path: [[0.5, 0.5]]}
              - {mask: mask.png, edge: object, path: [[0.5, 0.5]]}
              - {box: [0.4, 0.4, 0.2, 0.2], edge: drawn, path: [[0.5, 0.5]]}
              - {pin: {box: [0.1, 0.1, 0.2, 0.2], edge: object}}
        - {id: night, prompt: "a starry night", duration: 1500ms, first_frame: fox.png}
      timeline:
        transitions:
          - {into: hill, kind: crossfade, duration: 500ms}
          - {into: night, kind: dip-to-black, duration: 6f}
        titles:
          - {text: "Fox", at: 0.5s, duration: 2s, position: center, style: headline}
        audio:
          - {file: music.ogg, at: 0, gain_db: -6, fade_in: 500ms, fade_out: 1s}
      """;

  private Samples() {}

  /** Writes a text and the files that {@link #FULL} names into a folder. */
  public static Path write(Path folder, String yaml) throws IOException {
    Files.write(folder.resolve("fox.png"), new byte[] {1, 2, 3});
    Files.write(folder.resolve("mask.png"), new byte[] {4, 5});
    Files.write(folder.resolve("music.ogg"), new byte[] {6});
    return Files.writeString(folder.resolve("story.yaml"), yaml);
  }

  /** The story of {@link #FULL}. */
  public static StoryDraft full(Path folder) throws IOException {
    return new StoryYaml(Samples::media).read(write(folder, FULL));
  }

  /** Whether a story may name a file: enough of a table for tests. */
  public static boolean media(Path file) {
    return file.toString().matches(".*\\.(png|webp|jpg|mp4|ogg|wav|flac)");
  }
}
