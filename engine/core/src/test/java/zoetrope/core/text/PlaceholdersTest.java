package zoetrope.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PlaceholdersTest {
  @Test
  void everyPlaceIsFilledByItsFactAndOthersStay() {
    assertThat(Placeholders.filled("{1} of {0}, {0} ({2})", List.of("ten", "two")))
        .isEqualTo("two of ten, ten ({2})");
  }
}
