package zoetrope.diffusion.fill;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What may be copied into a hole: nothing that would stand out from all that is beside it. */
class SurroundingsTest {
  private static final int W = 96;
  private static final int H = 64;
  private static final int PLAIN = 10;
  private static final int SHARP = 68;
  private static final int SUN = 85;

  @Test
  void whatIsLikeTheSurroundingsMayBeCopied() {
    assertThat(level().source()[32 * W + PLAIN]).isTrue();
  }

  @Test
  void whatIsFarLivelierMayNotHoweverWellItsColoursFit() {
    assertThat(level().source()[32 * W + SHARP]).isFalse();
    assertThat(level().halved().source()[16 * W / 2 + SHARP / 2]).isFalse();
  }

  @Test
  void aColourThatIsNowhereBesideTheHoleMayNot() {
    assertThat(level().source()[32 * W + SUN]).isFalse();
  }

  @Test
  void whereHardlyAnythingFitsEverythingMay() {
    boolean[] hole = new boolean[W * H];
    float[] rgb = new float[3 * W * H];
    for (int i = 0; i < hole.length; i++) {
      hole[i] = i % W >= 30 && i % W < 60;
      boolean beside = i % W >= 12 && i % W < 78;
      java.util.Arrays.fill(rgb, 3 * i, 3 * i + 3, beside ? (i % 7) / 10f : 1);
    }
    Level level = Level.of(W, H, rgb, hole, 3);
    assertThat(level.sources()).isNotEmpty();
    boolean[] most = hole.clone();
    for (int i = 0; i < most.length; i++) {
      most[i] = i % W >= 12 && i % W < 96;
    }
    assertThat(Level.of(W, H, rgb, most, 3).source()[32 * W + 5])
        .as("the only whole patches there are")
        .isTrue();
  }

  @Test
  void aPictureThatIsAllHoleHasNone() {
    boolean[] hole = new boolean[W * H];
    java.util.Arrays.fill(hole, true);
    assertThat(Level.of(W, H, new float[3 * W * H], hole, 3).sources()).isEmpty();
  }

  /** Soft waves with a hole at 24 to 40; from 62 on a fine pattern, from 76 on plain white. */
  private static Level level() {
    float[] rgb = new float[3 * W * H];
    boolean[] hole = new boolean[W * H];
    for (int i = 0; i < W * H; i++) {
      int x = i % W;
      int y = i / W;
      double soft = .4 + .1 * Math.sin(x / 5.0) * Math.cos(y / 6.0);
      double value = x < 62 ? soft : x < 76 ? .4 + ((x + y) % 2 == 0 ? .09 : -.09) : 1;
      java.util.Arrays.fill(rgb, 3 * i, 3 * i + 3, (float) value);
      hole[i] = x >= 24 && x < 40 && y >= 20 && y < 44;
    }
    return Level.of(W, H, rgb, hole, 3);
  }
}
