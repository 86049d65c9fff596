package zoetrope.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zoetrope.service.TinyStudio;
import zoetrope.service.TinyStudio.Said;

class EvalCommandTest {
  @TempDir Path folder;

  @Test
  @Tag("process")
  @Tag("slow")
  void aFolderOfPhotosIsMeasuredOnTheFilmsThatRenderMakesAndOddFilesAreNamed() throws IOException {
    TinyStudio studio = new TinyStudio(folder);
    Path photos = Files.createDirectories(studio.file("photos/deep"));
    drawing(photos.resolve("a drawing.png"));
    Files.write(
        photos.resolve("torn.png"), new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10});
    Files.writeString(photos.resolve("notes.txt"), "none");
    Path objects = Files.createDirectories(studio.file("objects"));
    Files.copy(studio.file("hero.png"), objects.resolve("hero.png"));
    Said said =
        studio.run(
            "eval",
            "--photos",
            studio.file("photos").toString(),
            "--characters",
            objects.toString(),
            "--count",
            "1",
            "--steps",
            "1",
            "--json");
    assertThat(said.code()).as(said.err()).isZero();
    String[] lines = said.out().strip().split("\n");
    JsonNode all = new ObjectMapper().readTree(lines[lines.length - 1]);
    assertThat(all.get("no pictures").asInt()).isEqualTo(1);
    assertThat(all.get("left out")).singleElement().asString().contains("torn.png");
    assertThat(all.get("photos")).hasSize(1);
    JsonNode drawing = all.get("photos").get(0);
    assertThat(drawing.get("photo").asText()).isEqualTo("a drawing.png");
    // What stands still comes from the photo and not from the model, which paints noise here.
    assertThat(drawing.get("still").asDouble()).isGreaterThan(40);
    assertThat(drawing.get("ssim").asDouble()).isBetween(-1.0, 1.0);
    assertThat(drawing.get("iou").asDouble()).isBetween(.3, 1.0);
    assertThat(all.get("missed")).isNotEmpty();
  }

  @Test
  void evalWantsToKnowWhatOf() throws IOException {
    Said said = new TinyStudio(folder).run("eval");
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err()).contains("name --characters DIR or --photos DIR");
  }

  @Test
  void aFolderWithoutPhotosIsToldBeforeAnythingIsOpened() throws IOException {
    TinyStudio studio = new TinyStudio(folder);
    Path empty = Files.createDirectories(studio.file("empty"));
    Said said = studio.run("eval", "--photos", empty.toString());
    assertThat(said.code()).isEqualTo(3);
    assertThat(said.err()).contains("empty: there is no picture that can be read in it");
  }

  private static void drawing(Path file) throws IOException {
    BufferedImage image = new BufferedImage(1280, 800, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    for (int i = 0; i < 64; i++) {
      g.setColor(new Color(40 + 3 * i, 90, 200 - 2 * i));
      g.fillRect(20 * i, 0, 20, 800);
    }
    g.dispose();
    ImageIO.write(image, "png", file.toFile());
  }
}
