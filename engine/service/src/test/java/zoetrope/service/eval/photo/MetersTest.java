package zoetrope.service.eval.photo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.function.IntBinaryOperator;
import org.junit.jupiter.api.Test;

/** That each meter tells good from bad. */
class MetersTest {
  private static final int W = 96;
  private static final int H = 64;

  @Test
  void theSamePictureIsAsNearAsCanBe() {
    Frame photo = texture(1);
    assertThat(Meters.psnr(photo, photo, all())).isEqualTo(Meters.MOST_DECIBELS);
    assertThat(Meters.ssim(photo, photo, all())).isCloseTo(1, within(1e-6));
  }

  @Test
  void decibelsAreThoseOfTheMeanSquaredError() {
    Frame off = grey((x, y) -> 100);
    assertThat(Meters.psnr(grey((x, y) -> 110), off, all())).isCloseTo(28.13, within(.01));
  }

  @Test
  void whatLiesOutsideOfTheMeasuredPartDoesNotCount() {
    boolean[] left = part(x -> x < W / 2);
    Frame photo = texture(1);
    Frame half = grey((x, y) -> x < W / 2 ? value(photo, x, y) : 0);
    assertThat(Meters.psnr(half, grey((x, y) -> value(photo, x, y)), left))
        .isEqualTo(Meters.MOST_DECIBELS);
    assertThat(Meters.psnr(half, photo, all())).isLessThan(15);
  }

  @Test
  void aPictureThatIsOffByOnePixelMissesTheBarOfTheStill() {
    Frame photo = texture(1);
    Frame moved = grey((x, y) -> value(photo, Math.max(0, x - 1), y));
    assertThat(Meters.psnr(moved, photo, all())).isLessThan(40);
  }

  @Test
  void blurLosesSharpness() {
    Frame photo = texture(1);
    double ratio = Meters.sharpness(blurred(photo), all()) / Meters.sharpness(photo, all());
    assertThat(ratio).isLessThan(.5);
  }

  @Test
  void anotherTextureOfTheSameKindIsNotTheSameStructure() {
    Frame photo = texture(1);
    assertThat(Meters.ssim(texture(2), photo, all())).isLessThan(.3);
    assertThat(Meters.ssim(blurred(photo), photo, all())).isBetween(.3, .95);
    assertThat(Meters.sharpness(texture(2), all()) / Meters.sharpness(photo, all()))
        .isBetween(.6, 1.6);
  }

  @Test
  void aSmearHasNoTexture() {
    assertThat(Meters.sharpness(grey((x, y) -> x), all())).isCloseTo(0, within(1e-6));
  }

  @Test
  void overlapIsTheShareOfWhatEitherCovers() {
    assertThat(Meters.overlap(part(x -> x < 40), part(x -> x >= 20 && x < 60)))
        .isCloseTo(20 / 60.0, within(1e-9));
    assertThat(Meters.overlap(part(x -> x < 40), part(x -> x >= 40))).isZero();
    assertThat(Meters.overlap(new boolean[W * H], new boolean[W * H])).isZero();
  }

  static Frame texture(int seed) {
    Random random = new Random(seed);
    int[] noise = random.ints((long) W * H, 40, 200).toArray();
    return blurred(grey((x, y) -> noise[y * W + x]));
  }

  private static Frame blurred(Frame f) {
    return grey(
        (x, y) -> {
          int sum = 4;
          for (int k = 0; k < 9; k++) {
            sum +=
                value(f, Math.clamp(x + k % 3 - 1, 0, W - 1), Math.clamp(y + k / 3 - 1, 0, H - 1));
          }
          return sum / 9;
        });
  }

  private static int value(Frame f, int x, int y) {
    return Math.round(f.rgb()[3 * (y * f.width() + x)]);
  }

  private static Frame grey(IntBinaryOperator value) {
    float[] v = new float[3 * W * H];
    for (int i = 0; i < v.length; i++) {
      v[i] = value.applyAsInt(i / 3 % W, i / 3 / W);
    }
    return new Frame(W, H, v);
  }

  private static boolean[] all() {
    return part(x -> true);
  }

  private static boolean[] part(java.util.function.IntPredicate column) {
    boolean[] out = new boolean[W * H];
    for (int i = 0; i < out.length; i++) {
      out[i] = column.test(i % W);
    }
    return out;
  }
}
