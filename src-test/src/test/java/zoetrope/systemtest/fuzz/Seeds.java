package zoetrope.systemtest.fuzz;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import zoetrope.c2pa.OwnKey;
import zoetrope.c2pa.Sealer;
import zoetrope.c2pa.Statement;
import zoetrope.diffusion.checkpoint.SafetensorsWriter;
import zoetrope.media.ClipWriter;
import zoetrope.media.Encoding;
import zoetrope.media.MediaFormat;
import zoetrope.media.Tags;
import zoetrope.story.archive.StoryArchive;
import zoetrope.story.document.Shot;
import zoetrope.story.recipe.Recipe;
import zoetrope.story.recipe.RecipeText;
import zoetrope.story.store.StoryStore;
import zoetrope.story.yaml.StoryYaml;

/**
 * What mutation starts from: good files, made by the program's own writers, and the corpus, whose
 * files each were a danger once or are of a kind that the program does not write.
 */
final class Seeds {
  /** From the folder of the module. */
  private static final Path CORPUS = Path.of("corpus");

  private static final String STORY =
      """
      title: Seed
      format: {aspect: "16:9", fps: 12, height: 144}
      characters: [{id: hero, images: [hero.png]}]
      shots:
        - {id: one, prompt: a meadow, duration: 8f, characters: [{id: hero, size: 0.4}],
           motion: {regions: [{character: hero, path: [[0.2, 0.6], [0.8, 0.6]]}, {pin: {box: [0, 0, 0.5, 0.5]}}]}}
        - {id: two, prompt: 海边, negative: fog, duration: 1.5s, steps: 4, guidance: 2.5, seed: 6, first_frame: previous}
      timeline:
        transitions: [{into: two, kind: crossfade, duration: 4f}]
        titles: [{text: "It's 100%: done", at: 0s, duration: 1s}]
      """;

  private final Path folder;

  /**
   * @param folder to make them in
   */
  Seeds(Path folder) {
    this.folder = folder;
  }

  /** Good files and the corpus of a door. */
  List<byte[]> of(Door door) throws IOException {
    List<byte[]> all = new ArrayList<>(corpus(door));
    all.addAll(made(door));
    return all;
  }

  static List<byte[]> corpus(Door door) throws IOException {
    Path place = CORPUS.resolve(door.name().toLowerCase(java.util.Locale.ROOT));
    List<byte[]> all = new ArrayList<>();
    if (Files.isDirectory(place)) {
      try (Stream<Path> files = Files.list(place)) {
        for (Path file : files.sorted().toList()) {
          all.add(Files.readAllBytes(file));
        }
      }
    }
    return all;
  }

  private List<byte[]> made(Door door) throws IOException {
    return switch (door) {
      case SAFETENSORS -> List.of(safetensors());
      case GGUF -> List.of(WeightSeeds.gguf());
      case TORCH -> List.of(WeightSeeds.torch());
      case STORY_TEXT -> List.of(STORY.getBytes(StandardCharsets.UTF_8));
      case DATABASE -> List.of(Files.readAllBytes(story().resolve(StoryStore.DATABASE)));
      case ARCHIVE -> List.of(archive());
      case RECIPE -> List.of(recipe().getBytes(StandardCharsets.UTF_8));
      case PICTURE -> pictures();
      case VIDEO -> List.of(clip("mp4"), clip("mkv"), clip("webm"), clip("mov"), clip("gif"));
      case SOUND -> List.of(sound());
      case MANIFEST -> List.of(sealed("mp4"), sealed("gif"), sealed("png"));
      case MESSAGES -> List.of(messages());
      case TITLE ->
          List.of(
              "It's 100%: done".getBytes(StandardCharsets.UTF_8),
              "%{localtime}\\:'[in]\n\uD83D\uDE00 مرحبا".getBytes(StandardCharsets.UTF_8));
    };
  }

  private static byte[] messages() {
    StringBuilder all = new StringBuilder();
    for (String json :
        new String[] {
          "{\"jsonrpc\":\"2.0\",\"id\":\"1\",\"method\":\"hello\",\"params\":{\"protocol\":1,\"build\":\"x\"}}",
          "{\"jsonrpc\":\"2.0\",\"id\":\"2\",\"method\":\"ping\",\"params\":{\"number\":7}}",
          "{\"jsonrpc\":\"2.0\",\"method\":\"cancel\",\"params\":{\"attempt\":7}}",
          "{\"jsonrpc\":\"2.0\",\"id\":\"3\",\"method\":\"generate\",\"params\":{\"attempt\":1,\"story\":\"/x\",\"shot\":\"{}\",\"seed\":5,\"folder\":\"/x\"}}"
        }) {
      all.append("Content-Length: ").append(json.length()).append("\r\n\r\n").append(json);
    }
    return all.toString().getBytes(StandardCharsets.UTF_8);
  }

  private byte[] safetensors() throws IOException {
    Path file = folder.resolve("seed.safetensors");
    SafetensorsWriter.write(
        file,
        Map.of(
            "a", new SafetensorsWriter.Entry(List.of(2L, 3L), new float[6]),
            "b.weight", new SafetensorsWriter.Entry(List.of(4L), new float[4])),
        Map.of("format", "seed"));
    return Files.readAllBytes(file);
  }

  private Path story() throws IOException {
    Path story = folder.resolve("Seed" + StoryStore.FOLDER_SUFFIX);
    if (!Files.exists(story)) {
      ImageIO.write(picture(), "png", folder.resolve("hero.png").toFile());
      Path text = Files.writeString(folder.resolve("seed.yaml"), STORY);
      StoryStore.create(story, new StoryYaml(MediaFormat::media).read(text)).close();
    }
    return story;
  }

  private byte[] archive() throws IOException {
    Path file = folder.resolve("seed" + StoryArchive.ENDING);
    if (!Files.exists(file)) {
      StoryArchive.pack(story(), file);
    }
    return Files.readAllBytes(file);
  }

  private String recipe() throws IOException {
    try (StoryStore store = StoryStore.open(story())) {
      List<Shot> shots = store.story().shots();
      return new RecipeText()
          .write(
              new Recipe(
                  "seed",
                  "Seed",
                  store.story().format(),
                  Map.of("base", "00"),
                  Map.of("starter", "EasyCache"),
                  store.story().characters(),
                  shots.stream().map(s -> new Recipe.Made(s, 5)).toList()));
    }
  }

  private static BufferedImage picture() {
    BufferedImage image = new BufferedImage(20, 12, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 240; i++) {
      image.setRGB(i % 20, i / 20, i * 0x030507);
    }
    return image;
  }

  private List<byte[]> pictures() throws IOException {
    List<byte[]> all = new ArrayList<>();
    for (String kind : new String[] {"png", "jpg", "gif", "bmp"}) {
      Path file = folder.resolve("seed." + kind);
      ImageIO.write(picture(), kind, file.toFile());
      all.add(Files.readAllBytes(file));
    }
    return all;
  }

  private Path video(String kind) {
    Path file = folder.resolve("seed-video." + kind);
    byte[] rgb = new byte[32 * 32 * 3 * 4];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) (i / 13);
    }
    ClipWriter.write(file, Encoding.of(file), 32, 32, 12, rgb, new Tags("Seed", "a comment"));
    return file;
  }

  private byte[] clip(String kind) throws IOException {
    return Files.readAllBytes(video(kind));
  }

  private static byte[] sound() {
    ByteBuffer b = ByteBuffer.allocate(44 + 2000).order(ByteOrder.LITTLE_ENDIAN);
    b.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + 2000);
    b.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    b.putShort((short) 1).putShort((short) 1).putInt(8000).putInt(16_000);
    b.putShort((short) 2).putShort((short) 16);
    b.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(2000);
    return b.array();
  }

  private byte[] sealed(String kind) throws IOException {
    Path file;
    if (kind.equals("png")) {
      file = folder.resolve("sealed.png");
      ImageIO.write(picture(), "png", file.toFile());
    } else {
      file = video(kind);
    }
    new Sealer(new OwnKey(folder).get()).seal(file, new Statement("Seed", "0", "starter"));
    return Files.readAllBytes(file);
  }
}
