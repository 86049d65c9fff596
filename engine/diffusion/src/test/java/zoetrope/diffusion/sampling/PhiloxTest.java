package zoetrope.diffusion.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The noise is the published generator's, the same wherever it is asked for, and normal. */
class PhiloxTest {

  /** Known answers of philox4x32-10 from Random123's kat_vectors. */
  @Test
  void blocksAgreeWithThePublishedVectors() {
    assertThat(Philox.block(0, 0, 0, 0, 0, 0))
        .containsExactly(0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8);
    assertThat(Philox.block(-1, -1, -1, -1, -1, -1))
        .containsExactly(0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd);
    assertThat(Philox.block(0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0xa4093822, 0x299f31d0))
        .containsExactly(0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1);
  }

  /** The hash was computed by an independent Python program on another mathematical library. */
  @Test
  void normalsHaveTheSameBitsEverywhere() {
    assertThat(Arrays.hashCode(Philox.normals(2026, 1, 4096))).isEqualTo(1194733645);
  }

  @Test
  void aShorterRunIsTheBeginningOfALongerOne() {
    float[] all = Philox.normals(42, 3, 4096);
    for (int n : new int[] {0, 1, 2, 3, 5, 4095}) {
      assertThat(Philox.normals(42, 3, n)).containsExactly(Arrays.copyOf(all, n));
    }
  }

  @Test
  void seedsAndStreamsAreUnrelated() {
    int n = 100_000;
    float[] a = Philox.normals(7, 0, n);
    for (float[] b :
        new float[][] {
          Philox.normals(8, 0, n), Philox.normals(7, 1, n), Philox.normals(7L << 32, 0, n)
        }) {
      double dot = 0;
      for (int i = 0; i < n; i++) {
        dot += a[i] * b[i];
      }
      assertThat(dot / n).isBetween(-0.015, 0.015);
    }
  }

  @Test
  void valuesAreStandardNormal() {
    int n = 400_000;
    double[] moment = new double[5];
    for (float v : Philox.normals(-5, 9, n)) {
      for (int k = 1; k <= 4; k++) {
        moment[k] += Math.pow(v, k) / n;
      }
    }
    assertThat(moment[1]).isBetween(-0.008, 0.008);
    assertThat(moment[2]).isBetween(0.99, 1.01);
    assertThat(moment[3]).isBetween(-0.02, 0.02);
    assertThat(moment[4]).isBetween(2.95, 3.05);
  }
}
