package zoetrope.film.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import zoetrope.film.evaluate.FilmFrame;
import zoetrope.film.evaluate.Layer;
import zoetrope.film.evaluate.Shape;
import zoetrope.film.evaluate.TitleLayer;
import zoetrope.story.timeline.Clip;
import zoetrope.story.timeline.TimeRange;
import zoetrope.story.timeline.Title;
import zoetrope.story.timeline.Transition;

class CompositorTest {
  private static final Title TITLE =
      new Title("t", "Fox", new TimeRange(0, 1), Title.Position.TOP, Title.Style.BAND);

  /** A picture with the part of it that shows. */
  private record Drawn(int width, double opacity, double brightness, int... rgb) {}

  private static Drawn picture(int width, int... rgb) {
    return new Drawn(width, 1, 1, rgb);
  }

  private static byte[] bytes(int... rgb) {
    byte[] bytes = new byte[rgb.length * 3];
    for (int i = 0; i < rgb.length; i++) {
      bytes[3 * i] = (byte) (rgb[i] >> 16);
      bytes[3 * i + 1] = (byte) (rgb[i] >> 8);
      bytes[3 * i + 2] = (byte) rgb[i];
    }
    return bytes;
  }

  private static Layer layer(int number, Drawn d) {
    Clip clip = new Clip("c" + number, "shot", new TimeRange(0, 1), Transition.CUT, 0);
    return new Layer(clip, 0, d.opacity(), d.brightness(), false, Shape.WHOLE);
  }

  private static int[] composed(int width, int height, Drawn... drawn) {
    return composed(width, height, List.of(), Optional.empty(), drawn);
  }

  private static int[] composed(
      int width, int height, List<TitleLayer> titles, Optional<TitleCard> card, Drawn... drawn) {
    Canvas canvas = new Canvas(width, height);
    Arrays.fill(canvas.pixels(), 0xff123456); // what the frame before left
    List<Layer> layers = new ArrayList<>();
    for (int i = 0; i < drawn.length; i++) {
      layers.add(layer(i, drawn[i]));
    }
    Compositor.draw(
        new FilmFrame(layers, titles),
        l -> Optional.of(rows(drawn[layers.indexOf(l)], width, height)),
        t -> card,
        canvas);
    return canvas.pixels();
  }

  private static PixelRows rows(Drawn d, int width, int height) {
    byte[] rgb = bytes(d.rgb());
    return new ScaledRows(rgb, 0, d.width(), d.rgb().length / d.width(), width, height);
  }

  @Test
  void aFrameOfTheCanvassSizeIsShownAsItIs() {
    assertThat(composed(2, 2, picture(2, 0x102030, 0xffffff, 0x000000, 0xff8001)))
        .containsExactly(0xff102030, 0xffffffff, 0xff000000, 0xffff8001);
  }

  @Test
  void whatIsPackedAndWhatIsScaledToTheSameSizeAreTheSame() {
    int[] rgb = {0x102030, 0xfffefd, 0x000102, 0xff8001};
    Canvas canvas = new Canvas(2, 2);
    Layer whole = layer(0, picture(2, rgb));
    Compositor.draw(
        new FilmFrame(List.of(whole), List.of()),
        l -> Optional.of(PixelRows.packed(bytes(rgb), 2)),
        t -> Optional.empty(),
        canvas);
    assertThat(canvas.pixels()).isEqualTo(composed(2, 2, picture(2, rgb)));
    assertThat(canvas.rgb()).isEqualTo(bytes(rgb));
  }

  @Test
  void enlargingGoesEvenlyFromPixelToPixel() {
    int[] row = Arrays.copyOfRange(composed(8, 8, picture(2, 0, 0x80, 0, 0x80)), 0, 8);
    assertThat(row)
        .containsExactly(
            0xff000000,
            0xff000000,
            0xff000010,
            0xff000030,
            0xff000050,
            0xff000070,
            0xff000080,
            0xff000080);
  }

  @Test
  void rowsAreMixedAsColumnsAre() {
    int[] pixels = composed(8, 8, picture(2, 0, 0, 0x80, 0x80));
    for (int y = 0; y < 8; y++) {
      int wanted = 0xff000000 | new int[] {0, 0, 0x10, 0x30, 0x50, 0x70, 0x80, 0x80}[y];
      assertThat(pixels[8 * y + 3]).as("row " + y).isEqualTo(wanted);
    }
  }

  @Test
  void anotherShapeIsLetterboxedWithBlackEvenOverAnotherPicture() {
    int[] pixels = composed(4, 12, picture(4, new int[48]), picture(1, 0xffffff));
    int[] pillars = composed(12, 4, picture(12, new int[48]), picture(1, 0xffffff));
    for (int i = 0; i < 12; i++) {
      int wanted = i >= 4 && i < 8 ? 0xffffffff : 0xff000000;
      assertThat(pixels[4 * i + 1]).as("row " + i).isEqualTo(wanted);
      assertThat(pillars[12 + i]).as("column " + i).isEqualTo(wanted);
    }
  }

  @Test
  void aFadeMixesTwoFramesAndADipTakesLightAway() {
    Drawn below = picture(1, 0x004080);
    assertThat(composed(1, 1, below, new Drawn(1, .5, 1, 0x804000))).containsExactly(0xff404040);
    assertThat(composed(1, 1, new Drawn(1, 1, .5, 0x804020))).containsExactly(0xff402010);
    assertThat(composed(1, 1, new Drawn(1, 1, 0, 0xffffff))).containsExactly(0xff000000);
    assertThat(composed(1, 1, new Drawn(1, .5, 1, 0x808080))).containsExactly(0xff404040);
  }

  @Test
  void aTitleCoversAsMuchAsItsOpacityAndItsOwn() {
    TitleCard card = new TitleCard(1, 0, 2, 1, new int[] {0xffffffff, 0x80ffffff});
    Drawn black = picture(3, 0, 0, 0);
    assertThat(composed(3, 1, List.of(new TitleLayer(TITLE, 1)), Optional.of(card), black))
        .containsExactly(0xff000000, 0xffffffff, 0xff808080);
    assertThat(composed(3, 1, List.of(new TitleLayer(TITLE, .5)), Optional.of(card), black))
        .containsExactly(0xff000000, 0xff808080, 0xff404040);
    assertThat(composed(3, 1, List.of(new TitleLayer(TITLE, 1)), Optional.of(card)))
        .as("on nothing but black")
        .containsExactly(0xff000000, 0xffffffff, 0xff808080);
  }

  @Test
  void whatIsNotThereYetIsLeftOut() {
    Canvas canvas = new Canvas(1, 1);
    canvas.pixels()[0] = 0xff123456;
    Compositor.draw(
        new FilmFrame(List.of(layer(0, picture(1, 0))), List.of(new TitleLayer(TITLE, 1))),
        l -> Optional.empty(),
        t -> Optional.empty(),
        canvas);
    assertThat(canvas.pixels()).containsExactly(0xff000000);
  }
}
