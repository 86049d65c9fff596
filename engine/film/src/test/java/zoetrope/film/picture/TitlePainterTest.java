package zoetrope.film.picture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import zoetrope.story.timeline.TimeRange;
import zoetrope.story.timeline.Title;

class TitlePainterTest {
  /** 190 characters, of which the upper lines once lay above the frame. */
  private static final String LONG =
      "FIRST one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
          + " fifteen sixteen seventeen eighteen nineteen twenty twenty-one twenty-two twenty-three"
          + " LAST";

  private static Title title(String text, Title.Position position, Title.Style style) {
    return new Title("t", text, new TimeRange(0, 1), position, style);
  }

  private static Title headline(String text) {
    return title(text, Title.Position.BOTTOM, Title.Style.HEADLINE);
  }

  @ParameterizedTest
  @CsvSource({"256, 144", "1280, 720", "144, 256", "144, 144", "1080, 1920"})
  void allOfATitleStaysInsideTheFrame(int width, int height) {
    TitlePainter painter = new TitlePainter(width, height);
    for (String text :
        new String[] {
          LONG, "W".repeat(200), "\u5c71".repeat(200), "a\n".repeat(99), "one two ".repeat(24)
        }) {
      for (Title.Position position : Title.Position.values()) {
        for (Title.Style style : Title.Style.values()) {
          TitleCard card = painter.paint(title(text, position, style));
          boolean band = style == Title.Style.BAND;
          assertThat(card.y()).as(style + " " + text).isGreaterThan(height / 50);
          assertThat(card.y() + card.height()).isLessThan(height - height / 50);
          if (!band) {
            assertThat(card.x()).isGreaterThan(0);
            assertThat(card.x() + card.width()).isLessThan(width);
          }
        }
      }
    }
  }

  /** No word is lost: the shadowless ink of all lines together grows with the text. */
  @Test
  void aTitleThatFitsKeepsItsSizeAndALongerOneIsSetSmaller() {
    TitleFonts fonts = TitleFonts.load();
    TitleLines small = TitleLines.of("Morning walk", fonts, 18.4, 230, 121, 0);
    assertThat(small.size()).isEqualTo(18.4);
    assertThat(small.lines()).hasSize(1);
    TitleLines all = TitleLines.of(LONG, fonts, 18.4, 230, 121, 0);
    assertThat(all.size()).isBetween(11.0, 18.3);
    assertThat(all.lines().stream().mapToInt(l -> l.getCharacterCount()).sum())
        .isEqualTo(LONG.length());
    assertThat(all.illegible()).isFalse();
  }

  @Test
  void aWordIsSetSmallerBeforeItIsBroken() {
    TitleFonts fonts = TitleFonts.load();
    TitleLines one = TitleLines.of("Donaudampfschiffahrt", fonts, 18.4, 160, 121, 0);
    assertThat(one.lines()).hasSize(1);
    assertThat(one.size()).isBetween(11.0, 18.3);
    assertThat(TitleLines.of("W".repeat(60), fonts, 18.4, 160, 121, 0).lines().size())
        .isGreaterThan(1);
  }

  @Test
  void whatIsTooLongToBeReadIsTold() {
    TitlePainter painter = new TitlePainter(256, 144);
    assertThat(painter.problems(headline(LONG))).isEmpty();
    assertThat(painter.problems(headline("a\n".repeat(99))))
        .hasSize(1)
        .allMatch(p -> p instanceof TitleProblem.TooLong);
  }

  /** U+10A00, Kharoshthi: a font for it is on no machine that builds this, or it shows. */
  @Test
  void charactersWithoutAFontAreNamedOnceEach() {
    TitlePainter painter = new TitlePainter(256, 144);
    String rare = "\ud802\ude00";
    assertThat(painter.problems(headline("Fox & fuchs, caf\u00e9"))).isEmpty();
    assertThat(painter.problems(headline("Fox \ue000 fox \ue001\ue000")))
        .containsExactly(
            new TitleProblem.MissingGlyphs(
                headline("Fox \ue000 fox \ue001\ue000"), java.util.List.of("\ue000", "\ue001")));
    for (TitleProblem p : painter.problems(headline("Fox " + rare))) {
      assertThat(p).isEqualTo(new TitleProblem.MissingGlyphs(p.title(), java.util.List.of(rare)));
    }
  }

  /** One missing sign once set the whole line in another font. */
  @ParameterizedTest
  @ValueSource(strings = {"\ue000", "\u0e44", "\u5c71"})
  void aSignThatLatoLacksLeavesTheOthersInLato(String sign) {
    TitleFonts fonts = TitleFonts.load();
    TitleLines plain = TitleLines.of("Fox", fonts, 40, 600, 300, 0);
    TitleLines mixed = TitleLines.of("Fox" + sign, fonts, 40, 600, 300, 0);
    float before = plain.lines().getFirst().getAdvance();
    float upTo = mixed.lines().getFirst().getCaretInfo(java.awt.font.TextHitInfo.leading(3))[0];
    assertThat(upTo).isEqualTo(before);
  }

  /** A joiner or a variation selector is no character that wants a picture. */
  @Test
  void whatIsNotSeenIsNotMissing() {
    TitlePainter painter = new TitlePainter(256, 144);
    assertThat(painter.problems(headline("a\u200db \u00a0c\u200e d\ufe0f e\n\tf"))).isEmpty();
  }
}
