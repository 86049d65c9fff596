package zoetrope.service.eval.photo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import zoetrope.core.image.RgbaImage;

/** Objects on photos, and strokes over them. */
class CompositeTest {
  private static final int W = 320;
  private static final int H = 180;

  @Test
  void anObjectLiesWhereItIsSaidToLieWhateverThePhotosShape() {
    for (int[] size : new int[][] {{640, 360}, {640, 500}, {900, 360}, {100, 80}}) {
      RgbaImage photo = TrueViewTest.waves(size[0], size[1]);
      Composite c = Composite.of(photo, red(50, 50), .4, .6, .5, W, H);
      assertThat(Pixels.count(c.object())).isCloseTo(90 * 90, within(500));
      Frame shown = TrueView.whole(c.picture(), W, H);
      int middle = (int) (.6 * H) * W + (int) (.4 * W);
      assertThat(shown.rgb()[3 * middle]).isCloseTo(255, within(2f));
      assertThat(shown.rgb()[3 * middle + 1]).isCloseTo(0, within(2f));
    }
  }

  @Test
  void thePhotoIsLeftAsItIsBesideTheObject() {
    RgbaImage photo = TrueViewTest.waves(W, H);
    Composite c = Composite.of(photo, red(20, 40), .5, .5, .3, W, H);
    Frame shown = TrueView.whole(c.picture(), W, H);
    boolean[] aside = Pixels.not(Pixels.grown(c.object(), W, 3));
    assertThat(Meters.psnr(shown, TrueView.whole(photo, W, H), aside))
        .isEqualTo(Meters.MOST_DECIBELS);
    assertThat(Meters.psnr(shown, TrueView.whole(photo, W, H), c.object())).isLessThan(15);
  }

  @Test
  void aSloppyStrokeGoesOverTheOutlineAndMissesSomeOfTheObject() {
    Composite c = Composite.of(TrueViewTest.waves(W, H), red(60, 40), .5, .5, .4, W, H);
    boolean[] stroke = Stroke.sloppy(c.object(), W, 3);
    assertThat(Pixels.count(Pixels.without(stroke, c.object()))).isGreaterThan(300);
    assertThat(Pixels.count(Pixels.without(c.object(), stroke))).isPositive();
    assertThat(Meters.overlap(stroke, c.object())).isBetween(.4, .85);
    assertThat(Stroke.sloppy(c.object(), W, 3)).as("the same again").isEqualTo(stroke);
    assertThat(Stroke.sloppy(c.object(), W, 4)).isNotEqualTo(stroke);
  }

  @Test
  void aStrokeAroundAnObjectHasSoMuchToSpare() {
    boolean[] dot = new boolean[W * H];
    dot[90 * W + 160] = true;
    boolean[] stroke = Stroke.around(dot, W, 5);
    assertThat(stroke[90 * W + 165]).isTrue();
    assertThat(stroke[90 * W + 166]).isFalse();
    assertThat(stroke[95 * W + 160]).isTrue();
  }

  private static RgbaImage red(int width, int height) {
    byte[] rgba = new byte[4 * width * height];
    for (int i = 0; i < rgba.length; i += 4) {
      rgba[i] = -1;
      rgba[i + 3] = -1;
    }
    return new RgbaImage(width, height, rgba);
  }
}
