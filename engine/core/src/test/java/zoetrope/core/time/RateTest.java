package zoetrope.core.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateTest {
  @Test
  void aRateIsInLowestTerms() {
    assertThat(new Rate(48_000, 2_000)).isEqualTo(Rate.of(24));
    assertThat(new Rate(60_000, 1001)).isNotEqualTo(Rate.of(60));
    assertThat(new Rate(Integer.MAX_VALUE, Integer.MAX_VALUE)).isEqualTo(Rate.of(1));
  }

  @Test
  void anHourOfNtscIsAsLongAsItsFramesAre() {
    Rate ntsc = new Rate(30_000, 1001);
    assertThat(ntsc.seconds(107_892)).isEqualTo(107_892 * 1001 / 30_000.0);
    assertThat(ntsc.perSecond()).isEqualTo(30_000 / 1001.0);
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "1, 0", "-24, 1", "24, -1"})
  void whatIsNoRateIsRefused(int numerator, int denominator) {
    assertThatThrownBy(() -> new Rate(numerator, denominator))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
