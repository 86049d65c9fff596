package zoetrope.diffusion.fill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import zoetrope.diffusion.sampling.Philox;

class HoleFillerTest {
  private static final int W = 128;
  private static final int H = 96;
  private static final Runnable GO_ON = () -> {};

  /** Pictures that a smooth filling does not suit. */
  enum Pattern {
    CHECKER {
      @Override
      float grey(int x, int y) {
        return (x / 6 + y / 6) % 2 == 0 ? .8f : .2f;
      }
    },
    UPRIGHT_STRIPES {
      @Override
      float grey(int x, int y) {
        return x % 10 < 5 ? .9f : .3f;
      }
    },
    SLANTING_STRIPES {
      @Override
      float grey(int x, int y) {
        return (x + y) % 14 < 7 ? .7f : .1f;
      }
    },
    WAVES {
      @Override
      float grey(int x, int y) {
        return (float) (.5 + .2 * Math.sin(x * .7) + .2 * Math.sin(x * .2 + y * .9));
      }
    };

    abstract float grey(int x, int y);

    float[] rgb() {
      float[] out = new float[3 * W * H];
      for (int i = 0; i < out.length; i++) {
        out[i] = grey(i / 3 % W, i / 3 / W) * (i % 3 == 2 ? .5f : 1);
      }
      return out;
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPatternGoesOnThroughTheHole(Pattern pattern) {
    float[] truth = pattern.rgb();
    boolean[] hole = box(45, 30, 40, 35);
    float[] filled = HoleFiller.fill(W, H, burnt(truth, hole), hole, GO_ON);
    assertThat(difference(filled, truth, hole)).as("mean difference to the truth").isLessThan(.02);
  }

  @Test
  void aHorizonAcrossTheHoleIsClosed() {
    float[] truth = new float[3 * W * H];
    float[] grain = Philox.normals(7, 0, W * H);
    for (int i = 0; i < W * H; i++) {
      float[] colour =
          i / W < 48 + i % W / 8 ? new float[] {.4f, .6f, .9f} : new float[] {.2f, .5f, .1f};
      for (int c = 0; c < 3; c++) {
        truth[3 * i + c] = colour[c] + .02f * grain[i];
      }
    }
    boolean[] hole = box(40, 30, 44, 40);
    float[] filled = HoleFiller.fill(W, H, burnt(truth, hole), hole, GO_ON);
    for (int x = 40; x < 84; x++) {
      int sky = 0;
      for (int y = 30; y < 70; y++) {
        sky += filled[3 * (y * W + x) + 2] > .5f ? 1 : 0;
      }
      assertThat(30 + sky).as("horizon at column %d", x).isCloseTo(48 + x / 8, within(3));
    }
  }

  @Test
  void theTextureInTheHoleIsAsLivelyAsAroundIt() {
    float[] truth = noise();
    boolean[] hole = box(45, 30, 40, 35);
    boolean[] around = box(29, 14, 72, 67);
    for (int i = 0; i < hole.length; i++) {
      around[i] &= !hole[i];
    }
    float[] filled = HoleFiller.fill(W, H, burnt(truth, hole), hole, GO_ON);
    assertThat(energy(filled, hole) / energy(truth, around)).isBetween(.6, 1.6);
    assertThat(energy(PushPull.fill(W, H, truth, hole), hole) / energy(truth, around))
        .as("a smooth filling, for comparison")
        .isLessThan(.1);
  }

  @Test
  void everyPatchOfTheFillResemblesSomeKnownPatch() {
    float[] truth = noise();
    boolean[] hole = box(50, 40, 24, 20);
    float[] filled = HoleFiller.fill(W, H, burnt(truth, hole), hole, GO_ON);
    double worst = 0;
    double other = 0;
    int n = 0;
    for (int y = 41; y < 59; y += 3) {
      for (int x = 51; x < 73; x += 3) {
        double[] d = nearest(filled, hole, x, y);
        worst = Math.max(worst, d[0]);
        other += d[1];
        n++;
      }
    }
    assertThat(worst)
        .as("farthest from its nearest known patch, against known patches at random")
        .isLessThan(.5 * other / n);
  }

  @Test
  void whatIsKnownStaysBitForBitAndWhatTheHoleHeldHasNoInfluence() {
    float[] truth = noise();
    boolean[] hole = box(45, 30, 40, 35);
    float[] given = burnt(truth, hole);
    float[] kept = given.clone();
    float[] filled = HoleFiller.fill(W, H, given, hole, GO_ON);
    assertThat(given).as("the argument").isEqualTo(kept);
    for (int i = 0; i < filled.length; i++) {
      if (!hole[i / 3]) {
        assertThat(Float.floatToRawIntBits(filled[i])).isEqualTo(Float.floatToRawIntBits(truth[i]));
      }
    }
    assertThat(HoleFiller.fill(W, H, truth, hole, GO_ON)).isEqualTo(filled);
  }

  @Test
  void theSameQuestionHasTheSameAnswerOnAnyNumberOfThreads() throws Exception {
    float[] truth = noise();
    boolean[] hole = box(30, 20, 60, 50);
    float[] once = HoleFiller.fill(W, H, truth, hole, GO_ON);
    for (int threads : new int[] {1, 4, 7}) {
      try (ForkJoinPool pool = new ForkJoinPool(threads)) {
        assertThat(pool.submit(() -> HoleFiller.fill(W, H, truth, hole, GO_ON)).get())
            .isEqualTo(once);
      }
    }
  }

  @Test
  void aCheckpointThatThrowsEndsTheWork() {
    boolean[] hole = box(30, 20, 60, 50);
    AtomicInteger calls = new AtomicInteger();
    HoleFiller.fill(W, H, noise(), hole, calls::incrementAndGet);
    assertThat(calls.get()).isGreaterThan(50);
    for (int last : new int[] {1, calls.get() / 2, calls.get()}) {
      AtomicInteger left = new AtomicInteger(last);
      assertThatThrownBy(
              () ->
                  HoleFiller.fill(
                      W,
                      H,
                      noise(),
                      hole,
                      () -> {
                        if (left.decrementAndGet() == 0) {
                          throw new CancellationException("enough");
                        }
                      }))
          .isInstanceOf(CancellationException.class)
          .hasMessage("enough");
      assertThat(left.get()).as("none is called after it").isZero();
    }
  }

  @Test
  void whereNothingIsKnownThePictureBecomesGrey() {
    boolean[] hole = new boolean[W * H];
    Arrays.fill(hole, true);
    assertThat(HoleFiller.fill(W, H, noise(), hole, GO_ON)).containsOnly(.5f);
  }

  @Test
  void withoutAHoleThePictureIsACopy() {
    float[] truth = noise();
    float[] filled = HoleFiller.fill(W, H, truth, new boolean[W * H], GO_ON);
    assertThat(filled).isEqualTo(truth).isNotSameAs(truth);
  }

  @Test
  void whereNoPatchIsKnownTheFillIsSmooth() {
    float[] grey = new float[3 * W * H];
    Arrays.fill(grey, .25f);
    boolean[] hole = new boolean[W * H];
    for (int i = 0; i < hole.length; i++) {
      hole[i] = i % W % 2 == 0 || i / W % 2 == 0;
    }
    assertThat(HoleFiller.fill(W, H, burnt(grey, hole), hole, GO_ON))
        .usingComparatorWithPrecision(1e-5f)
        .containsOnly(.25f);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 40, 30", // a corner
    "100, 40, 28, 56", // along two edges
    "0, 0, 128, 40", // from edge to edge
    "0, 20, 128, 76", // most of the picture
    "60, 50, 1, 1",
    "60, 0, 2, 1",
    "4, 4, 120, 88" // all but a frame too thin for patches of full size
  })
  void holesOfAnyPlaceAndSizeAreFilledWithThePattern(int x, int y, int w, int h) {
    float[] truth = Pattern.UPRIGHT_STRIPES.rgb();
    boolean[] hole = box(x, y, w, h);
    float[] filled = HoleFiller.fill(W, H, burnt(truth, hole), hole, GO_ON);
    for (int i = 0; i < filled.length; i++) {
      assertThat(filled[i]).isBetween(0f, 1f);
    }
    if (h < 88) {
      assertThat(difference(filled, truth, hole)).isLessThan(.2);
    }
  }

  @Test
  void severalHolesAreFilledEachByItself() {
    float[] truth = Pattern.CHECKER.rgb();
    boolean[] hole = new boolean[W * H];
    for (int[] b : new int[][] {{10, 10}, {50, 12}, {100, 14}, {30, 60}, {80, 62}}) {
      boolean[] one = box(b[0], b[1], 14, 16);
      for (int i = 0; i < hole.length; i++) {
        hole[i] |= one[i];
      }
    }
    float[] filled = HoleFiller.fill(W, H, burnt(truth, hole), hole, GO_ON);
    assertThat(difference(filled, truth, hole)).isLessThan(.02);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 60", "60, 1", "2, 60", "60, 3", "5, 200", "3, 4000", "7, 7"})
  void thinPicturesAreFilledToo(int width, int height) {
    float[] rgb = new float[3 * width * height];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (i / 3 % width + i / 3 / width) % 2 == 0 ? .75f : .25f;
    }
    boolean[] hole = new boolean[width * height];
    for (int i = hole.length / 3; i < 2 * hole.length / 3 + 1; i++) {
      hole[Math.min(i, hole.length - 1)] = true;
    }
    float[] filled = HoleFiller.fill(width, height, rgb, hole, GO_ON);
    for (int i = 0; i < filled.length; i++) {
      if (hole[i / 3]) {
        assertThat(filled[i]).isBetween(0f, 1f);
      } else {
        assertThat(filled[i]).isEqualTo(rgb[i]);
      }
    }
  }

  @Test
  void aHoleTooLargeToBeSearchedTakesOverWhatWasFoundAtHalfItsSize() {
    float[] truth = Pattern.UPRIGHT_STRIPES.rgb();
    boolean[] hole = box(45, 30, 40, 35);
    float[] filled = HoleFiller.fill(W, H, burnt(truth, hole), hole, GO_ON, 40 * 35 - 1);
    assertThat(difference(filled, truth, hole)).isLessThan(.05);
  }

  @Test
  void arraysThatDoNotFitThePictureAreRefused() {
    assertThatThrownBy(() -> HoleFiller.fill(4, 4, new float[48], new boolean[15], GO_ON))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("48 colours and 15 hole pixels do not fit a picture of 4x4");
  }

  private static float[] noise() {
    float[] grain = Philox.normals(3, 0, 3 * W * H);
    for (int i = 0; i < grain.length; i++) {
      grain[i] = Math.clamp(.5f + .15f * grain[i], 0, 1);
    }
    return grain;
  }

  private static boolean[] box(int x, int y, int w, int h) {
    boolean[] out = new boolean[W * H];
    for (int i = 0; i < out.length; i++) {
      out[i] = i % W >= x && i % W < x + w && i / W >= y && i / W < y + h;
    }
    return out;
  }

  /** The picture with something in the hole that must not be seen. */
  private static float[] burnt(float[] rgb, boolean[] hole) {
    float[] out = rgb.clone();
    for (int i = 0; i < out.length; i++) {
      out[i] = hole[i / 3] ? Float.NaN : out[i];
    }
    return out;
  }

  private static double difference(float[] a, float[] b, boolean[] where) {
    double sum = 0;
    int n = 0;
    for (int i = 0; i < a.length; i++) {
      if (where[i / 3]) {
        sum += Math.abs(a[i] - b[i]);
        n++;
      }
    }
    return sum / n;
  }

  /** The variance of the Laplacian of green. */
  private static double energy(float[] rgb, boolean[] where) {
    double sum = 0;
    double squares = 0;
    int n = 0;
    for (int i = W + 1; i < where.length - W - 1; i++) {
      if (where[i]) {
        double l =
            4 * rgb[3 * i + 1]
                - rgb[3 * i - 2]
                - rgb[3 * i + 4]
                - rgb[3 * (i - W) + 1]
                - rgb[3 * (i + W) + 1];
        sum += l;
        squares += l * l;
        n++;
      }
    }
    return squares / n - sum / n * (sum / n);
  }

  /** Squared distance of a 3x3 patch to the known one nearest to it, and to the mean known one. */
  private static double[] nearest(float[] rgb, boolean[] hole, int x, int y) {
    double least = Double.MAX_VALUE;
    double sum = 0;
    int n = 0;
    for (int v = 1; v < H - 1; v++) {
      for (int u = 1; u < W - 1; u++) {
        double d = 0;
        boolean known = true;
        for (int k = 0; k < 9 && known; k++) {
          int q = (v + k / 3 - 1) * W + u + k % 3 - 1;
          int p = (y + k / 3 - 1) * W + x + k % 3 - 1;
          known = !hole[q];
          for (int c = 0; c < 3; c++) {
            d += Math.pow(rgb[3 * p + c] - rgb[3 * q + c], 2);
          }
        }
        if (known) {
          least = Math.min(least, d);
          sum += d;
          n++;
        }
      }
    }
    return new double[] {least, sum / n};
  }
}
