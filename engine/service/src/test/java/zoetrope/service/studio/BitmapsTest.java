package zoetrope.service.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class BitmapsTest {
  private static final int W = 64;
  private static final int H = 36;

  @Test
  void aHoleIsFilledWithThePatternAroundItAndNothingElseChanges() {
    Bitmap picture = stripes();
    BitSet hole = new BitSet();
    for (int i = 0; i < W * H; i++) {
      hole.set(i, i % W >= 24 && i % W < 44 && i / W >= 10 && i / W < 26);
    }
    Bitmap torn = stripes();
    hole.stream().forEach(i -> torn.argb()[i] = 0x00123456);
    Bitmap filled = new Bitmaps().filled(torn, hole);
    long missed = 0;
    for (int i = 0; i < W * H; i++) {
      if (hole.get(i)) {
        missed += Math.abs((filled.argb()[i] >> 8 & 255) - (picture.argb()[i] >> 8 & 255));
        assertThat(filled.argb()[i] >>> 24).isEqualTo(255);
      } else {
        assertThat(filled.argb()[i]).isEqualTo(picture.argb()[i]);
      }
    }
    assertThat(missed / hole.cardinality()).isLessThan(10);
    Bitmap smooth = new Bitmaps().smoothlyFilled(torn, hole);
    assertThat(smooth.argb()[18 * W + 34] >> 8 & 255).isBetween(80, 180);
  }

  @Test
  void fillingStopsWhenItsThreadIsInterrupted() {
    BitSet hole = new BitSet();
    hole.set(10 * W, 20 * W);
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> new Bitmaps().filled(stripes(), hole))
          .isInstanceOf(CancellationException.class);
    } finally {
      assertThat(Thread.interrupted()).as("still said to be interrupted").isTrue();
    }
  }

  /** Half-transparent, to see that what is known keeps its alpha. */
  private static Bitmap stripes() {
    int[] argb = new int[W * H];
    for (int i = 0; i < argb.length; i++) {
      argb[i] = i % W % 8 < 4 ? 0x80e0e0e0 : 0x80202020;
    }
    return new Bitmap(W, H, argb);
  }
}
