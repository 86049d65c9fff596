package zoetrope.film.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import zoetrope.film.evaluate.FilmFrame;
import zoetrope.film.evaluate.Layer;
import zoetrope.film.evaluate.Shape;
import zoetrope.story.timeline.Clip;
import zoetrope.story.timeline.TimeRange;
import zoetrope.story.timeline.Transition;

/** A red clip in a shape over a blue one. */
class ShapesTest {
  private static final int W = 64;
  private static final int H = 36;
  private static final int RED = 0xffff0000;
  private static final int BLUE = 0xff0000ff;

  private static final PixelRows BLUES = (y, out, at) -> Arrays.fill(out, at, at + W, BLUE);

  /** Red, and green at its right half, so that it is seen where it lies. */
  private static final PixelRows REDS =
      (y, out, at) -> {
        Arrays.fill(out, at, at + W / 2, RED);
        Arrays.fill(out, at + W / 2, at + W, 0xff00ff00);
      };

  private static Layer layer(String id, double brightness, boolean white, Shape shape) {
    Clip clip = new Clip(id, "shot", new TimeRange(0, 1), Transition.CUT, 0);
    return new Layer(clip, 0, 1, brightness, white, shape);
  }

  private static int[] drawn(PixelRows above, Layer... layers) {
    Canvas canvas = new Canvas(W, H);
    Compositor.draw(
        new FilmFrame(List.of(layers), List.of()),
        l -> Optional.of(l.clip().id().equals("over") ? above : BLUES),
        t -> Optional.empty(),
        canvas);
    return canvas.pixels();
  }

  private static int[] over(Shape shape) {
    return drawn(REDS, layer("under", 1, false, Shape.WHOLE), layer("over", 1, false, shape));
  }

  private static int at(int[] pixels, double x, double y) {
    return pixels[(int) (y * H) * W + (int) (x * W)];
  }

  @Test
  void aWipeCoversWhatItsEdgeHasPassedAndIsSoftThere() {
    int[] half = over(new Shape.Wiped(false, .25));
    assertThat(at(half, .1, .5)).isEqualTo(RED);
    assertThat(at(half, .3, .5)).isEqualTo(BLUE);
    assertThat(at(half, .22, .5) & 0xff).isBetween(20, 235);
    int[] down = over(new Shape.Wiped(true, .5));
    assertThat(at(down, .2, .2)).isEqualTo(RED);
    assertThat(at(down, .2, .8)).isEqualTo(BLUE);
  }

  @Test
  void aSlideShowsTheLeftOfThePictureThatComesFromTheRight() {
    int[] pixels = over(new Shape.Shifted(.75));
    assertThat(at(pixels, .7, .5)).isEqualTo(BLUE);
    assertThat(at(pixels, .76, .5)).isEqualTo(RED);
    assertThat(at(pixels, .99, .5)).isEqualTo(RED);
    int[] gone = over(new Shape.Shifted(-.75));
    assertThat(at(gone, .1, .5)).as("its right quarter").isEqualTo(0xff00ff00);
    assertThat(at(gone, .3, .5)).isEqualTo(BLUE);
  }

  @Test
  void anIrisOpensFromTheMiddle() {
    int[] pixels = over(new Shape.Circle(.4));
    assertThat(at(pixels, .45, .5)).isEqualTo(RED);
    assertThat(at(pixels, .02, .05)).isEqualTo(BLUE);
  }

  @Test
  void aMagnifiedPictureKeepsItsMiddle() {
    PixelRows stripe =
        (y, out, at) -> {
          Arrays.fill(out, at, at + W, BLUE);
          Arrays.fill(out, at + 28, at + 36, RED);
        };
    int[] pixels = drawn(stripe, layer("over", 1, false, new Shape.Magnified(2)));
    assertThat(Arrays.stream(pixels, 0, W).filter(p -> p == RED).count()).isCloseTo(16, within(2L));
    assertThat(at(pixels, .5, .5)).isEqualTo(RED);
    assertThat(at(pixels, .3, .5)).isEqualTo(BLUE);
  }

  @Test
  void shapesOfNothingAndOfAllAreThePicturesThemselves() {
    int[] under = over(new Shape.Shifted(1));
    assertThat(over(new Shape.Wiped(false, 0))).isEqualTo(under);
    assertThat(over(new Shape.Circle(0))).isEqualTo(under);
    assertThat(over(new Shape.Shifted(-1))).isEqualTo(under);
    int[] all = over(Shape.WHOLE);
    assertThat(over(new Shape.Wiped(true, 1))).isEqualTo(all);
    assertThat(over(new Shape.Circle(1))).isEqualTo(all);
    assertThat(over(new Shape.Shifted(0))).isEqualTo(all);
    assertThat(over(new Shape.Magnified(1))).isEqualTo(all);
  }

  @Test
  void aDipGoesThroughItsColour() {
    assertThat(at(drawn(BLUES, layer("over", .5, false, Shape.WHOLE)), .5, .5))
        .isEqualTo(0xff000080);
    assertThat(at(drawn(BLUES, layer("over", .5, true, Shape.WHOLE)), .5, .5))
        .isEqualTo(0xff8080ff);
    assertThat(at(drawn(BLUES, layer("over", 0, true, Shape.WHOLE)), .5, .5)).isEqualTo(0xffffffff);
  }
}
