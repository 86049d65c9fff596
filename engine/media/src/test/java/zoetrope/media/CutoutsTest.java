package zoetrope.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import zoetrope.core.image.RgbaImage;

class CutoutsTest {
  @TempDir Path folder;

  enum Figure {
    BALL,
    BIRD,
    OFF_CENTRE;

    Area shape() {
      return switch (this) {
        case BALL -> new Area(new Ellipse2D.Double(60, 40, 120, 120));
        case OFF_CENTRE -> new Area(new Ellipse2D.Double(20, 70, 70, 100));
        case BIRD -> {
          Area a = new Area(new Ellipse2D.Double(70, 80, 110, 70));
          a.add(new Area(new Ellipse2D.Double(150, 50, 55, 55)));
          Path2D wing = new Path2D.Double();
          wing.moveTo(90, 100);
          wing.lineTo(50, 40);
          wing.lineTo(150, 95);
          wing.closePath();
          a.add(new Area(wing));
          yield a;
        }
      };
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFigureOnAPlainGroundIsFound(Figure figure) {
    Area shape = figure.shape();
    assertOverlap(scene(shape, false), shape);
  }

  @ParameterizedTest
  @EnumSource
  void aFigureOnAShadedNoisyGroundIsFound(Figure figure) {
    Area shape = figure.shape();
    assertOverlap(scene(shape, true), shape);
  }

  @Test
  void aPictureWithAlphaKeepsItAndIsOnlyTrimmed() {
    RgbaImage cut = Cutouts.of(Images.of(glass()));
    assertThat(new int[] {cut.width(), cut.height()}).containsExactly(30, 40);
    assertThat(cut.rgba()).containsSequence(30, 90, (byte) 200, (byte) 130);
  }

  @Test
  void theSamePictureIsCutTheSameWay() {
    RgbaImage p = scene(Figure.BIRD.shape(), true);
    assertThat(Cutouts.of(p).rgba()).isEqualTo(Cutouts.of(p).rgba());
  }

  @Test
  void aCutOutIsReadAsItWasWrittenWithTheAlphaOfItsSource() {
    RgbaImage glass = Images.of(glass());
    byte[] source = new byte[100 * 80];
    for (int i = 0; i < source.length; i++) {
      source[i] = (byte) Math.min(255, (glass.rgba()[4 * i + 3] & 255) + i % 90);
    }
    Path file = folder.resolve("cut.png");
    Cutouts.write(new Cutout(glass, source), file);
    Cutout read = Cutouts.read(file);
    assertThat(read.picture().rgba()).isEqualTo(glass.rgba());
    assertThat(read.sourceAlpha()).isEqualTo(source);
    assertThat(Images.read(file).rgba()).as("for any program").isEqualTo(glass.rgba());
  }

  @Test
  void aPictureThatIsAllFigureStaysSoWhenItIsReadAgain() {
    RgbaImage scene = scene(Figure.BALL.shape(), false);
    byte[] opaque = new byte[scene.width() * scene.height()];
    Arrays.fill(opaque, (byte) 255);
    Path file = folder.resolve("all.png");
    Cutouts.write(new Cutout(scene, opaque), file);
    assertThat(Cutouts.read(file).picture().rgba()).isEqualTo(scene.rgba());
  }

  @Test
  void theSourceOfATransparentPictureIsThePictureAndOfAnOpaqueOneAllOfIt() throws IOException {
    Path glass = folder.resolve("glass.png");
    ImageIO.write(glass(), "png", glass.toFile());
    Cutout own = Cutouts.read(glass);
    for (int i = 0; i < own.sourceAlpha().length; i++) {
      assertThat(own.sourceAlpha()[i]).isEqualTo(own.picture().rgba()[4 * i + 3]);
    }
    Path scene = folder.resolve("scene.png");
    Images.writePng(scene(Figure.BIRD.shape(), true), scene);
    assertThat(Cutouts.read(scene).sourceAlpha()).containsOnly((byte) 255);
  }

  @Test
  void whatLiesAroundTheFigureIsKeptAsFarAsAsked() {
    byte[] opaque = new byte[100 * 80];
    Arrays.fill(opaque, (byte) 255);
    Cutout cut = new Cutout(Images.of(glass()), opaque).around(.5);
    assertThat(new int[] {cut.picture().width(), cut.picture().height()})
        .as("30 x 40 at 20, 10; 20 more on each side that has them")
        .containsExactly(70, 70);
    assertThat(cut.sourceAlpha()).hasSize(70 * 70);
    Cutout alone = Cutout.of(Images.of(glass())).around(.5);
    assertThat(new int[] {alone.picture().width(), alone.picture().height()})
        .as("a picture that shows nothing around it")
        .containsExactly(30, 40);
  }

  @Test
  void aDamagedSourceAlphaIsNamedAndOtherDamagedChunksDoNoHarm() throws IOException {
    RgbaImage glass = Images.of(glass());
    Path file = folder.resolve("cut.png");
    Cutouts.write(new Cutout(glass, new byte[100 * 80]), file);
    byte[] png = Files.readAllBytes(file);
    int at = new String(png, StandardCharsets.ISO_8859_1).indexOf("zoAL");
    png[at + 6] ^= 0x55;
    Files.write(file, png);
    assertThatThrownBy(() -> Cutouts.read(file))
        .isInstanceOf(MediaException.class)
        .hasMessageContaining("cut.png")
        .hasMessageContaining("cut-out in it is damaged")
        .hasMessageContaining("again");
    png[at] = 'x';
    Files.write(file, png);
    assertThat(Cutouts.read(file).picture().rgba()).isEqualTo(glass.rgba());
  }

  private static BufferedImage glass() {
    BufferedImage image = new BufferedImage(100, 80, BufferedImage.TYPE_INT_ARGB);
    for (int i = 0; i < 30 * 40; i++) {
      image.setRGB(20 + i % 30, 10 + i / 30, new Color(30, 90, 200, 130).getRGB());
    }
    return image;
  }

  private static RgbaImage scene(Shape shape, boolean noisy) {
    BufferedImage image =
        Samples.painted(240, 200, BufferedImage.TYPE_INT_ARGB, g -> paint(g, shape));
    Random random = new Random(3);
    for (int y = 0; y < 200 && noisy; y++) {
      for (int x = 0; x < 240; x++) {
        int shade = random.nextInt(-9, 10) + (shape.contains(x + 0.5, y + 0.5) ? 0 : y / 8);
        Color c = new Color(image.getRGB(x, y));
        image.setRGB(
            x,
            y,
            new Color(
                    level(c.getRed() + shade),
                    level(c.getGreen() + shade),
                    level(c.getBlue() + shade))
                .getRGB());
      }
    }
    return Images.of(image);
  }

  private static int level(int v) {
    return Math.clamp(v, 0, 255);
  }

  private static void paint(Graphics2D g, Shape shape) {
    g.setColor(new Color(150, 190, 170));
    g.fillRect(0, 0, 240, 200);
    g.setColor(new Color(200, 60, 40));
    g.fill(shape);
  }

  /** The cut is trimmed, so its place is the figure's own box, give or take the softened edge. */
  private static void assertOverlap(RgbaImage scene, Area shape) {
    RgbaImage cut = Cutouts.of(scene);
    java.awt.Rectangle box = shape.getBounds();
    assertThat(cut.width()).isBetween(box.width - 6, box.width + 6);
    assertThat(cut.height()).isBetween(box.height - 6, box.height + 6);
    int both = 0;
    int either = 0;
    for (int y = 0; y < cut.height(); y++) {
      for (int x = 0; x < cut.width(); x++) {
        double sx = box.x + box.width / 2.0 + x + 0.5 - cut.width() / 2.0;
        double sy = box.y + box.height / 2.0 + y + 0.5 - cut.height() / 2.0;
        boolean in = shape.contains(sx, sy);
        boolean found = (cut.rgba()[4 * (y * cut.width() + x) + 3] & 255) > 127;
        both += in && found ? 1 : 0;
        either += in || found ? 1 : 0;
      }
    }
    assertThat((double) both / either).isGreaterThanOrEqualTo(0.9);
  }
}
