package zoetrope.diffusion.model.starter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import zoetrope.diffusion.text.lexicon.Lexicon;
import zoetrope.diffusion.text.lexicon.Mention;

/** Words that look like a scene's and mean something else are not taken for it. */
class LookalikesTest {
  private static final Set<String> SCENE =
      Set.of("place", "light", "weather", "season", "part", "camera", "framing");

  private final Lexicon lexicon = StarterReader.lexicon();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "snow globe",
        "mountain bike",
        "night school",
        "beach ball",
        "rain dance",
        "candy bar",
        "sea urchin",
        "wave function",
        "garden gnome",
        "花瓶",
        "雪糕",
        "雾化",
        "马上",
        "冰箱",
        "冬瓜",
        "春联",
        "星期",
        "夜总会",
        "云南",
        "河南",
        "湖北",
        "花生",
        "雪茄",
        "風水"
      })
  void aCompoundIsNotWhatItsPartsAre(String words) {
    assertThat(lexicon.mentions(words))
        .as(words)
        .noneMatch(m -> SCENE.stream().anyMatch(m::is))
        .hasSizeLessThan(2);
  }

  @ParameterizedTest
  @CsvSource({
    "a snowy city street, place",
    "heavy rain on a rooftop, weather",
    "海边日落, place",
    "雪夜, light",
    "秋雨, weather",
    "花海, place",
    "雪景, weather",
    "夜幕降临, light",
  })
  void aSceneOfTwoWordsIsStillOne(String words, String kind) {
    assertThat(lexicon.mentions(words)).anyMatch(m -> m.is(kind)).allMatch(Mention::known);
  }

  @ParameterizedTest
  @CsvSource({
    "forrest, forest",
    "nihgt, night",
    "mountian, mountain",
    "undrewater, underwater",
    "ocaen, ocean"
  })
  void aMisspeltWordIsToldWithWhatMayBeMeant(String word, String meant) {
    assertThat(lexicon.similar(word)).contains(meant);
  }

  @Test
  void wordsThatAreSpeltRightAreNotAskedFor() {
    for (String word : List.of("dust", "heat", "wedding", "mood", "dining", "melting", "sofas")) {
      Mention m = lexicon.mentions(word).getFirst();
      assertThat(m.known() || lexicon.similar(word).isEmpty()).as(word).isTrue();
    }
  }
}
