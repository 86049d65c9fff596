package zoetrope.diffusion.text.lexicon;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Slips of the pen are counted as Damerau does. */
class SpellingTest {
  @ParameterizedTest
  @CsvSource({
    "night, night, 0",
    "nihgt, night, 1",
    "forrest, forest, 1",
    "fores, forest, 1",
    "forust, forest, 1",
    "undrewatter, underwater, 2",
    "beach, forest, 6"
  })
  void slipsAreCounted(String a, String b, int slips) {
    assertThat(Spelling.slips(a, b)).isEqualTo(slips).isEqualTo(Spelling.slips(b, a));
  }

  @Test
  void theNearestWordsAreTheOnesThatWereMeant() {
    Spelling s = new Spelling();
    s.add("forest");
    s.add("harvest");
    s.add("sea");
    assertThat(s.similar("forrest")).containsExactly("forest");
    assertThat(s.similar("forests")).containsExactly("forest");
    assertThat(s.similar("castle")).isEmpty();
    assertThat(s.similar("see")).isEmpty();
  }
}
