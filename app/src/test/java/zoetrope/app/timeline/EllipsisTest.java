package zoetrope.app.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.text.Font;
import javafx.scene.text.Text;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import zoetrope.app.TestBench;

@Tag("ui")
class EllipsisTest {
  private static final Font FONT = Font.font(11);

  private static double width(String words) {
    Text t = new Text(words);
    t.setFont(FONT);
    return t.getLayoutBounds().getWidth();
  }

  private static String fitted(String words, double room) {
    TestBench.startToolkit();
    return TestBench.onFx(() -> new Ellipsis().of(words, FONT, room));
  }

  @Test
  void wordsThatFitStayAsTheyAre() {
    assertThat(fitted("Meadow", 200)).isEqualTo("Meadow");
  }

  @Test
  void longWordsEndInDotsAndFillTheRoom() {
    String shown = fitted("A penguin walks over a wide green meadow", 80);
    assertThat(shown).startsWith("A pen").endsWith("…");
    assertThat(TestBench.onFx(() -> width(shown))).isBetween(60.0, 80.0);
  }

  @Test
  void whereNoLetterFitsNothingIsShown() {
    assertThat(fitted("Wide", 3)).isEmpty();
  }
}
