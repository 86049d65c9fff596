package zoetrope.diffusion.text.lexicon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Known words are found whole, in as few phrases as cover a text, and negation is understood. */
class LexiconTest {
  private final Lexicon lexicon = new Lexicon(Map.of((int) '鏡', (int) '镜', (int) '頭', (int) '头'));

  @BeforeEach
  void words() {
    add("camera", "pan left", "zoom in", "close-up", "推近", "镜头推近");
    add("weather", "rain", "snow", "fog", "雨", "雪");
    add(
        "place",
        "in space",
        "space station",
        "station",
        "beach",
        "city street",
        "city",
        "cherry tree",
        "wolf den",
        "海滩");
    add("light", "night", "夜");
    add("not", "no", "not", "without", "don't", "不", "不要", "没有");
    add("glue", "a", "the", "slowly", "的", "缓缓");
    add("stop", "at", "on", "of", "shot of", "wide", "in");
    add("framing", "wide shot");
    lexicon.add("or", new Meaning("join", "or", false));
    lexicon.add("and", new Meaning("join", "and", false));
    lexicon.add("和", new Meaning("join", "and", false));
  }

  private void add(String kind, String... phrases) {
    for (String p : phrases) {
      lexicon.add(p, new Meaning(kind, p, false));
    }
  }

  /** A text's phrases: known ones as they are listed, unknown ones in brackets, negated after -. */
  private List<String> read(String text) {
    return lexicon.mentions(text).stream()
        .map(
            m ->
                (m.negated() ? "-" : "")
                    + (m.known()
                        ? m.meanings().getFirst().value()
                        : "[" + text.substring(m.start(), m.end()) + "]"))
        .toList();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "pancakes at night, [pancakes] night",
        "a Spanish company, [Spanish] [company]",
        "rainbow on the beach, [rainbow] beach",
        "the city street, city street",
        "cities, city",
        "two cherry trees, [two] cherry tree",
        "the wolves' den, wolf den",
        "CLOSE UP of rain, close-up rain",
        "closeup, [closeup]",
        "slowly zoom slowly in, zoom in",
        "in a space station, space station",
        "in the space, in space",
        "zoom, [zoom]",
        "wide shot of the beach, wide shot beach",
        "ｚｏｏｍ　ｉｎ, zoom in",
        "golden_hour, [golden] [hour]",
        "鏡頭缓缓推近, 镜头推近",
        "红色跑车在海滩, [红色跑车在] 海滩",
        "夜的海滩, 夜 海滩",
      })
  void wholeWordsAreFoundInBothLanguages(String text, String phrases) {
    assertThat(read(text)).containsExactly(pieces(phrases));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "no rain at night, -rain night",
        "without rain or snow at night, -rain -snow night",
        "without rain and snow, -rain -snow",
        "no rain and the beach, -rain beach",
        "don't zoom in or pan left, -zoom in|-pan left",
        "don't zoom in and pan left, -zoom in|pan left",
        "\"no, at night\", night",
        "not on the beach, -beach",
        "no heavy rain at night, -rain night",
        "without shoes on the beach, [without shoes] beach",
        "rain, rain",
        "不要推近, -推近",
        "没有雨和雪的海滩, -雨 -雪 海滩",
        "不锈钢在海滩, [不锈钢在] 海滩",
      })
  void whatIsNegatedIsNotTakenForAWish(String text, String phrases) {
    assertThat(read(text)).containsExactly(pieces(phrases));
  }

  /** Pieces that hold a space are parted by a bar. */
  private static String[] pieces(String phrases) {
    List<String> twoWords =
        List.of(
            "space station",
            "in space",
            "zoom in",
            "city street",
            "cherry tree",
            "wolf den",
            "wide shot",
            "pan left");
    String marked = phrases.replace("[without shoes]", "[without_shoes]");
    for (String w : twoWords) {
      marked = marked.replace(w, w.replace(' ', '_'));
    }
    return Stream.of(marked.split("[ |]")).map(p -> p.replace('_', ' ')).toArray(String[]::new);
  }

  @Test
  void aPhraseKnowsWhereItStandsInTheText() {
    String text = "Über the BEACH, 🐱 at Night";
    List<Mention> found = lexicon.mentions(text);
    assertThat(found)
        .extracting(m -> text.substring(m.start(), m.end()))
        .containsExactly("Über", "BEACH", "🐱", "Night");
  }

  @Test
  void aPhraseOfSeveralMeaningsHasThemAll() {
    lexicon.add("雨夜", new Meaning("weather", "rain", false));
    lexicon.add("雨夜", new Meaning("light", "night", false));
    assertThat(lexicon.mentions("雨夜").getFirst().meanings())
        .extracting(Meaning::value)
        .containsExactly("rain", "night");
  }
}
