package zoetrope.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zoetrope.app.inspector.RecipeReuse;
import zoetrope.app.model.StoryModel;
import zoetrope.story.document.Shot;
import zoetrope.story.recipe.Recipe;
import zoetrope.story.recipe.RecipeText;

@Tag("ui")
class ReusingTest {
  /** A PNG's signature and its head chunk. */
  private static final int HEAD = 33;

  @TempDir Path folder;

  @Test
  void aPicturesSettingsGoOntoTheSelectedShotAndOneUndoTakesThemBack() throws Exception {
    try (TestBench b = new TestBench(folder)) {
      StoryModel story = b.bench.story();
      Shot one = story.shot().get().orElseThrow();
      Shot two = story.story().get().shot("two").orElseThrow();
      Recipe recipe =
          new Recipe(
              "Zoetrope",
              "Test",
              story.story().get().format(),
              Map.of(),
              Map.of(),
              story.story().get().characters(),
              List.of(new Recipe.Made(two, 77)));
      new RecipeReuse(b.bench).from(picture("frame.png", new RecipeText().write(recipe)));
      said(b, 1);
      Shot now = story.story().get().shot("one").orElseThrow();
      assertThat(now.prompt()).isEqualTo(two.prompt());
      assertThat(now.name()).as("the name stays").isEqualTo(one.name());
      assertThat(now.settings().seed().value()).isEqualTo(77);
      assertThat(b.notices).containsExactly("Settings applied to this shot.");
      TestBench.fx(story::undo);
      assertThat(story.story().get().shot("one")).contains(one);
    }
  }

  @Test
  void aFileWithoutSettingsIsSaidAndChangesNothing() throws Exception {
    try (TestBench b = new TestBench(folder)) {
      Shot one = b.bench.story().shot().get().orElseThrow();
      new RecipeReuse(b.bench).from(picture("plain.png", "a holiday"));
      new RecipeReuse(b.bench).from(Files.writeString(folder.resolve("note.txt"), "no film"));
      said(b, 2);
      assertThat(b.notices).anyMatch(n -> n.contains("plain.png"));
      assertThat(b.bench.story().shot().get()).contains(one);
    }
  }

  /** A PNG with a comment, as the program writes them for a sequence of frames. */
  private Path picture(String name, String comment) throws IOException {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB), "png", png);
    byte[] chunk = ("iTXtComment\0\0\0\0\0" + comment).getBytes(StandardCharsets.UTF_8);
    CRC32 crc = new CRC32();
    crc.update(chunk);
    ByteBuffer all = ByteBuffer.allocate(png.size() + chunk.length + 8);
    all.put(png.toByteArray(), 0, HEAD).putInt(chunk.length - 4).put(chunk);
    all.putInt((int) crc.getValue()).put(png.toByteArray(), HEAD, png.size() - HEAD);
    return Files.write(folder.resolve(name), all.array());
  }

  private static void said(TestBench b, int count) {
    for (int i = 0; i < 200 && TestBench.onFx(() -> b.notices.size()) < count; i++) {
      TestBench.settle();
    }
    assertThat(b.notices).hasSize(count);
  }
}
