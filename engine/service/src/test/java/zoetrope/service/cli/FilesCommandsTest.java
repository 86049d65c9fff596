package zoetrope.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zoetrope.media.VideoReader;
import zoetrope.service.TinyStudio;
import zoetrope.service.TinyStudio.Said;
import zoetrope.service.provenance.Recipes;
import zoetrope.service.provenance.Reuse;
import zoetrope.story.document.Shot;
import zoetrope.story.recipe.Recipe;
import zoetrope.story.store.StoryStore;

/** What a finished film says of itself, from the command line. */
@Tag("slow")
class FilesCommandsTest {
  @TempDir static Path folder;
  private static TinyStudio studio;

  /** Signed, with its story beside it; both are only read. */
  private static Path signed;

  /** The same film in a file that carries no signature. */
  private static Path loose;

  @BeforeAll
  static void rendered() throws IOException {
    studio = new TinyStudio(folder);
    signed = film("film.mp4");
    loose = film("film.mkv");
  }

  private static Path film(String name, String... more) throws IOException {
    Path story = studio.story("two.yaml", "");
    String[] command = new String[4 + more.length];
    command[0] = "render";
    command[1] = story.toString();
    command[2] = "-o";
    command[3] = studio.file(name).toString();
    System.arraycopy(more, 0, command, 4, more.length);
    Said said = studio.run(command);
    assertThat(said.code()).as(said.err()).isZero();
    return studio.file(name);
  }

  @Test
  void aRenderedFilmIsSignedAndCarriesItsSettings() throws IOException {
    Path film = signed;
    Said verdict = studio.run("verify", film.toString(), "--json");
    assertThat(verdict.code()).as(verdict.out()).isZero();
    JsonNode json = new ObjectMapper().readTree(verdict.out());
    assertThat(json.path("state").asText()).isEqualTo("valid");
    assertThat(json.path("ai_generated").asBoolean()).isTrue();
    assertThat(json.path("signer").path("trusted").asBoolean()).isTrue();
    Said settings = studio.run("settings", film.toString());
    assertThat(settings.code()).isZero();
    assertThat(settings.out())
        .contains("a meadow", "海边的日落", "seed       5", "model      starter", "base.safetensors");
    Recipe recipe = Recipes.in(film).orElseThrow();
    try (StoryStore store = StoryStore.open(studio.file("two.zoetrope"))) {
      assertThat(recipe.shots()).extracting(Recipe.Made::shot).isEqualTo(store.story().shots());
      assertThat(recipe.characters()).isEqualTo(store.story().characters());
      String pick = store.story().pick("one").orElseThrow();
      Path take = store.takeFiles().locate(store.take(pick).orElseThrow().files().get("clip"));
      assertThat(Recipes.in(take).orElseThrow().shots())
          .as("a take carries its own")
          .containsExactly(new Recipe.Made(store.story().shots().getFirst(), 5));
    }
  }

  @Test
  void aFilmThatWasChangedOrConvertedIsToldApart() throws IOException {
    byte[] bytes = Files.readAllBytes(signed);
    bytes[bytes.length - 9] ^= 4;
    Path changed = Files.write(studio.file("changed.mp4"), bytes);
    Said said = studio.run("verify", changed.toString());
    assertThat(said.code()).isEqualTo(4);
    assertThat(said.out()).contains("CHANGED", "pictures or sound (mdat)");
    Path plain = film("plain.mp4", "--unsigned");
    assertThat(studio.run("verify", plain.toString()).code()).isEqualTo(5);
    assertThat(studio.run("verify", studio.file("nowhere.mp4").toString()).code()).isEqualTo(3);
    assertThat(studio.run("settings", studio.file("hero.png").toString()).code()).isEqualTo(3);
  }

  @Test
  void settingsOfAFilmGoOntoAShotOfAnotherStory() throws IOException {
    Recipe recipe = Recipes.in(loose).orElseThrow();
    Path other = studio.file("other.zoetrope");
    String text = Files.readString(studio.file("two.yaml")).replace("a meadow", "a desert");
    Path changed = Files.writeString(studio.file("other.yaml"), text);
    assertThat(studio.run("import", changed.toString(), other.toString()).code()).isZero();
    try (StoryStore store = StoryStore.open(other)) {
      Shot before = store.story().shots().getFirst();
      Reuse reuse =
          Reuse.of(
              recipe, recipe.shots().getFirst(), store.story(), before, store.media()::contains);
      assertThat(reuse.missing()).isEmpty();
      assertThat(reuse.shot().prompt()).isEqualTo("a meadow");
      assertThat(reuse.shot().id()).isEqualTo(before.id());
      assertThat(reuse.shot().settings().seed().locked()).isTrue();
      assertThat(reuse.shot().motion()).isEqualTo(recipe.shots().getFirst().shot().motion());
    }
    assertThat(studio.run("new", studio.file("empty.zoetrope").toString()).code()).isZero();
    try (StoryStore store = StoryStore.open(studio.file("empty.zoetrope"))) {
      Recipe.Made made = recipe.shots().getFirst();
      Reuse reuse = Reuse.of(recipe, made, store.story(), made.shot(), store.media()::contains);
      assertThat(reuse.missing()).containsExactly(new Reuse.Missing.Character("hero"));
      assertThat(reuse.shot().cast()).isEmpty();
      assertThat(reuse.shot().motion().regions()).isEmpty();
    }
  }

  @Test
  void aLabelIsBurntIntoItsCornerAndNowhereElse() throws IOException {
    Path labelled = film("labelled.mkv", "--label", "zh", "--label-corner", "top_left");
    byte[] a = frame(loose);
    byte[] b = frame(labelled);
    int width = 256;
    int changed = 0;
    for (int i = 0; i < a.length / 3; i++) {
      boolean differs = a[3 * i] != b[3 * i] || a[3 * i + 1] != b[3 * i + 1];
      if (differs) {
        changed++;
        assertThat(i % width).as("in the left").isLessThan(width / 2);
        assertThat(i / width).as("in the top").isLessThan(72);
      }
    }
    assertThat(changed).isGreaterThan(200);
  }

  private static byte[] frame(Path film) {
    try (VideoReader reader = VideoReader.open(film)) {
      for (int i = 0; i < 20; i++) {
        reader.next();
      }
      Optional<byte[]> frame = reader.next();
      return frame.orElseThrow();
    }
  }

  @Test
  void aFolderOfPicturesIsSignedPictureByPicture() throws IOException {
    Path frames = film("frames");
    Path third = frames.resolve("00003.png");
    assertThat(studio.run("verify", third.toString()).code()).isZero();
    assertThat(Recipes.in(frames)).isPresent();
    byte[] png = Files.readAllBytes(third);
    png[png.length - 20] ^= 1;
    Files.write(third, png);
    assertThat(studio.run("verify", third.toString()).code()).isEqualTo(4);
  }

  @Test
  void aStoryIsPackedAndUnpackedWithItsTakes() throws IOException {
    Path packed = studio.file("two.zoetropez");
    Said said = studio.run("pack", studio.file("two.zoetrope").toString(), packed.toString());
    assertThat(said.code()).as(said.err()).isZero();
    Path there = studio.file("there.zoetrope");
    assertThat(studio.run("unpack", packed.toString(), there.toString()).code()).isZero();
    try (StoryStore from = StoryStore.open(studio.file("two.zoetrope"));
        StoryStore to = StoryStore.open(there)) {
      assertThat(to.story()).isEqualTo(from.story());
      assertThat(to.takes("one")).isEqualTo(from.takes("one"));
      to.takes("one")
          .getFirst()
          .files()
          .values()
          .forEach(f -> assertThat(to.takeFiles().contains(f)).isTrue());
    }
    assertThat(studio.run("unpack", packed.toString(), there.toString()).code())
        .as("nothing is written over")
        .isEqualTo(3);
  }
}
