package zoetrope.story.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zoetrope.story.StoryException;
import zoetrope.story.document.Aspect;
import zoetrope.story.document.Story;
import zoetrope.story.document.StoryDraft;
import zoetrope.story.document.StoryFormat;
import zoetrope.story.store.StoryStore;
import zoetrope.story.timeline.FrameRate;

class StoryArchiveTest {
  @TempDir Path folder;
  private Path story;
  private Path packed;

  @BeforeEach
  void aPackedStory() throws IOException {
    story = folder.resolve("Mine.zoetrope");
    StoryFormat format = new StoryFormat(Aspect.WIDE, 144, FrameRate.of(12));
    try (StoryStore store =
        StoryStore.create(story, new StoryDraft(Story.empty("Mine", format), Map.of()))) {
      store.media().put(Files.writeString(folder.resolve("note.txt"), "a picture, say"));
    }
    packed = folder.resolve("Mine.zoetropez");
    StoryArchive.pack(story, packed);
  }

  @Test
  void whatIsPackedComesBackAndTheSameStoryPacksToTheSameBytes() throws IOException {
    Path back = folder.resolve("Back.zoetrope");
    StoryArchive.unpack(packed, back, Limits.USUAL);
    try (StoryStore a = StoryStore.open(story);
        StoryStore b = StoryStore.open(back)) {
      assertThat(b.story()).isEqualTo(a.story());
    }
    Path again = folder.resolve("Again.zoetropez");
    StoryArchive.pack(story, again);
    assertThat(again).hasSameBinaryContentAs(packed);
    assertThatThrownBy(() -> StoryArchive.pack(story, again))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("something already");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../evil",
        "media/../../evil",
        "/etc/evil",
        "C:\\evil",
        "media\\0000000000000000000000000000000000000000000000000000000000000000",
        "media/0000000000000000000000000000000000000000000000000000000000000000/x",
        "media/evil.png",
        "takes/",
        "story.db-wal",
        "story.db/",
        "\u202egnp.evil",
        ""
      })
  void aNameThatIsNoContentOfAStoryIsRefused(String name) throws IOException {
    refused(zip(name, "x"), "does not belong");
  }

  @Test
  void aFileThatIsNotWhatItsNameSaysIsRefused() throws IOException {
    refused(zip("media/" + "0".repeat(64) + ".png", "x"), "damaged");
  }

  @Test
  void theSameNameTwiceIsRefused() throws IOException {
    byte[] bytes = Files.readAllBytes(zip("story.dc", "x"));
    for (int i = 0; i < bytes.length - 8; i++) {
      if (new String(bytes, i, 8, StandardCharsets.ISO_8859_1).equals("story.dc")) {
        bytes[i + 7] = 'b';
      }
    }
    refused(Files.write(folder.resolve("twice.zip"), bytes), "twice");
  }

  @Test
  void aZipBombIsRefusedBeforeItFillsTheDisk() throws IOException {
    Path bomb = folder.resolve("bomb.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(bomb))) {
      mark(zip);
      zip.putNextEntry(new ZipEntry("story.db"));
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 64; i++) {
        zip.write(zeros);
      }
      zip.closeEntry();
    }
    assertThat(Files.size(bomb)).isLessThan(100_000);
    refused(bomb, "far more");
    assertThatThrownBy(
            () -> StoryArchive.unpack(packed, folder.resolve("x"), new Limits(9, 1000, 200)))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("far more");
    assertThatThrownBy(
            () -> StoryArchive.unpack(packed, folder.resolve("x"), new Limits(1, 1 << 30, 200)))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("too many");
  }

  @Test
  void whatIsNoPackedStoryIsRefused() throws IOException {
    refused(Files.writeString(folder.resolve("text.zip"), "no zip"), "no packed story");
    refused(Files.write(folder.resolve("empty.zip"), new byte[0]), "no packed story");
    byte[] half = java.util.Arrays.copyOf(Files.readAllBytes(packed), (int) Files.size(packed) / 2);
    refused(Files.write(folder.resolve("half.zip"), half), "");
  }

  /** Triggers would run with every edit. */
  @Test
  void aDatabaseWithMoreInItThanAStoryIsRefused() throws IOException, SQLException {
    Path database = story.resolve(StoryStore.DATABASE);
    try (Connection c = DriverManager.getConnection("jdbc:sqlite:" + database);
        Statement s = c.createStatement()) {
      s.execute("CREATE TRIGGER evil AFTER INSERT ON part BEGIN DELETE FROM part; END");
    }
    assertThatThrownBy(() -> StoryStore.open(story))
        .isInstanceOf(StoryException.class)
        .hasMessageContaining("more in it than a story");
  }

  private void refused(Path zip, String words) throws IOException {
    Path target = folder.resolve("target.zoetrope");
    assertThatThrownBy(() -> StoryArchive.unpack(zip, target, Limits.USUAL))
        .isInstanceOf(StoryException.class)
        .hasMessageContaining(words);
    assertThat(target).as("nothing is left behind").doesNotExist();
    try (var all = Files.list(folder)) {
      assertThat(all.map(f -> f.getFileName().toString()))
          .noneMatch(n -> n.contains("evil") || n.endsWith(".part"));
    }
    assertThat(folder.resolveSibling("evil")).doesNotExist();
  }

  /** A packed story with one more entry after its database. */
  private Path zip(String name, String content) throws IOException {
    Path file = folder.resolve("made.zip");
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      mark(zip);
      zip.putNextEntry(new ZipEntry("story.db"));
      zip.write(Files.readAllBytes(story.resolve(StoryStore.DATABASE)));
      zip.closeEntry();
      zip.putNextEntry(new ZipEntry(name));
      zip.write(content.getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
    }
    return file;
  }

  private static void mark(ZipOutputStream zip) throws IOException {
    zip.putNextEntry(new ZipEntry(StoryArchive.MARK));
    zip.write(StoryArchive.VERSION.getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }
}
