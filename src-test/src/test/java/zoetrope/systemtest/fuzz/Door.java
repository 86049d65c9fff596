package zoetrope.systemtest.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.Logger;
import zoetrope.c2pa.Trust;
import zoetrope.c2pa.Verifier;
import zoetrope.diffusion.checkpoint.Checkpoint;
import zoetrope.diffusion.checkpoint.SafetensorsHeader;
import zoetrope.film.picture.TitlePainter;
import zoetrope.media.AudioReader;
import zoetrope.media.Images;
import zoetrope.media.MediaFormat;
import zoetrope.media.Tags;
import zoetrope.media.VideoReader;
import zoetrope.service.Installation;
import zoetrope.service.process.server.EngineServer;
import zoetrope.service.render.Failures;
import zoetrope.story.archive.Limits;
import zoetrope.story.archive.StoryArchive;
import zoetrope.story.recipe.RecipeText;
import zoetrope.story.store.StoryStore;
import zoetrope.story.timeline.TimeRange;
import zoetrope.story.timeline.Title;
import zoetrope.story.yaml.StoryYaml;

/** Where files and words of strangers come in. */
enum Door {
  SAFETENSORS("safetensors"),
  GGUF("gguf"),
  TORCH("pth"),
  STORY_TEXT("yaml"),
  DATABASE("db"),
  ARCHIVE("zoetropez"),
  RECIPE("json"),
  PICTURE("png"),
  VIDEO("mp4"),
  SOUND("wav"),
  MANIFEST("mp4"),
  MESSAGES("rpc"),
  TITLE("txt");

  /** Frames and chunks that are looked at; a file can hold any number. */
  private static final int SOME = 12;

  private static final RecipeText RECIPES = new RecipeText();

  private static final Limits SMALL = new Limits(1000, 64 << 20, 200);

  private final String ending;

  Door(String ending) {
    this.ending = ending;
  }

  String ending() {
    return ending;
  }

  /** Whether decoders of other people's in native code are behind it. */
  boolean slow() {
    return this == MESSAGES
        || this == DATABASE
        || this == ARCHIVE
        || this == VIDEO
        || this == SOUND;
  }

  /**
   * Puts a file in. Comes back normally where it was taken or refused in words; throws where it was
   * not.
   *
   * @param folder may be written to; holds the file
   */
  void open(Path file, Path folder) throws IOException {
    try {
      enter(file, folder);
    } catch (RuntimeException e) {
      if (!Failures.expected(e)) {
        throw e;
      }
      requireWords(e);
    }
  }

  private static void requireWords(RuntimeException e) {
    if (e.getMessage() == null || e.getMessage().isBlank()) {
      throw new AssertionError("an error without words", e);
    }
  }

  private void enter(Path file, Path folder) throws IOException {
    switch (this) {
      case SAFETENSORS -> SafetensorsHeader.read(file);
      case GGUF, TORCH -> weights(file);
      case STORY_TEXT -> new StoryYaml(MediaFormat::media).read(file);
      case DATABASE -> database(file, folder);
      case ARCHIVE -> archive(file, folder);
      case RECIPE -> RECIPES.read(Files.readString(file, StandardCharsets.ISO_8859_1));
      case PICTURE -> {
        Images.read(file);
        Tags.read(file);
      }
      case VIDEO -> video(file);
      case SOUND -> sound(file);
      case MANIFEST -> new Verifier(Trust.NONE, Clock.systemUTC()).verify(file);
      case MESSAGES -> messages(file, folder);
      case TITLE -> title(Files.readString(file, StandardCharsets.ISO_8859_1));
    }
  }

  private static void weights(Path file) {
    try (Checkpoint c = Checkpoint.open(file)) {
      for (String name : c.names()) {
        if (c.info(name).dtype().readable()) {
          c.floats(name);
        }
      }
    }
  }

  private static void database(Path file, Path folder) throws IOException {
    Path story = folder.resolve("Story.zoetrope");
    Files.createDirectories(story);
    for (String left : new String[] {"story.db-wal", "story.db-shm"}) {
      Files.deleteIfExists(story.resolve(left));
    }
    Files.copy(
        file,
        story.resolve(StoryStore.DATABASE),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    try (StoryStore store = StoryStore.open(story)) {
      store.story().shots().forEach(s -> store.takes(s.id()));
      store.undo();
    }
  }

  private static void archive(Path file, Path folder) throws IOException {
    Path story = folder.resolve("Unpacked.zoetrope");
    StoryArchive.unpack(file, story, SMALL);
    try (var all = Files.walk(story)) {
      for (Path p : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(p);
      }
    }
  }

  private static void video(Path file) {
    try (VideoReader reader = VideoReader.open(file, 64, 48)) {
      Optional<byte[]> frame = reader.next();
      for (int i = 0; i < SOME && frame.isPresent(); i++) {
        frame = reader.next();
      }
    }
    Tags.read(file);
  }

  private static void sound(Path file) {
    try (AudioReader reader = AudioReader.open(file)) {
      float[] some = new float[8192];
      for (int i = 0; i < SOME && reader.read(some) == some.length; i++) {
        // Reading is what is tried.
      }
    }
  }

  /** What stands in for the studio's end of the pipe to the engine's process; then it closes. */
  private static void messages(Path file, Path folder) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      new EngineServer(new Installation(folder), folder).serve(in, OutputStream.nullOutputStream());
    } finally {
      Logger root = Logger.getLogger("");
      for (Handler handler : root.getHandlers()) {
        root.removeHandler(handler);
      }
    }
  }

  private static void title(String words) {
    if (words.isBlank() || words.codePointCount(0, words.length()) > 200) {
      return; // the document refuses it before
    }
    TimeRange place = new TimeRange(0, 12);
    new TitlePainter(128, 72)
        .paint(new Title("title", words, place, Title.Position.CENTER, Title.Style.CAPTION));
  }
}
