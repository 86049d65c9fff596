package zoetrope.diffusion.text.umt5;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Prompts are cleaned as Wan2.1's code cleans them; expected values are those of ftfy 6.3 and
 * Python 3.11.
 */
class PromptCleanerTest {

  @ParameterizedTest
  @CsvSource({
    "schÃ¶n âœ” ok, schön ✔ ok", // Windows-1252
    "PÅ™Ã\u00ADliÅ¡ Å¾luÅ¥, Příliš žluť",
    "РџСЂРёРІРµС‚, Привет", // Windows-1251
    "ΞΞ΅ΟƒΞΊ, ΞΡσκ", // Windows-1253, with a byte that it leaves out
    "‚Äúmac‚Äù, '\"mac\"'", // the Macintosh's
    "├⌐t├⌐, été", // the first PC's
    "ÃƒÂ©t, ét", // garbled twice
    "l’humanitÃ©, 'l''humanité'", // beside a sign that is right
    "â€œlossyâ€\uFFFD, '\"lossy\uFFFD'" // a byte was lost
  })
  void textReadInAWrongEncodingIsRepaired(String garbled, String repaired) {
    assertThat(PromptCleaner.repair(garbled)).isEqualTo(repaired);
  }

  @ParameterizedTest
  @CsvSource({"'voilÃ le travail, Ã la mode', 'voilà le travail, à la mode'", "'Ã Ã©', 'à é'"})
  void aBlankThatWasPartOfALetterIsPutBack(String garbled, String repaired) {
    assertThat(PromptCleaner.repair(garbled)).isEqualTo(repaired);
  }

  @ParameterizedTest
  @CsvSource({"'naïve façade, Å alone, 0° x²'", "RÉSUMÉ — «ok»", "¯_(ツ)_/¯ ö_Ö", "ä½ å¥½"})
  void whatMayBeMeantStays(String text) {
    assertThat(PromptCleaner.repair(text)).isEqualTo(text);
  }

  @Test
  void controlCharactersOfWindowsBecomeItsSigns() {
    assertThat(PromptCleaner.repair("\u0091a\u0092 \u0080")).isEqualTo("'a' €");
  }

  @Test
  void onlyWholeReferencesAreRepairedAndNoneInHtml() {
    assertThat(PromptCleaner.repair("&EACUTE; &eacute; &amp;lt; &notit; &#x9f; &#xD800; &#1;x"))
        .isEqualTo("É é < &notit; Ÿ \uFFFD x");
    assertThat(PromptCleaner.repair("<b>&eacute;</b>")).isEqualTo("<b>&eacute;</b>");
  }

  @ParameterizedTest
  @CsvSource({
    "&amp &lt &copy &notit; &notin;, & < © ¬it; ∉",
    "&#128;&#129;&#0;&#x110000;&#xFFFFFFFFFF;, €\u0081\uFFFD\uFFFD\uFFFD",
    "a&#1;&#11;&#xFDD0;b, ab",
    "&NotEqualTilde;&fjlig;, ≂\u0338fj",
    "&bogus;&;&#;&#x;, &bogus;&;&#;&#x;",
    "&ampamp;, &amp;",
    "'&#233 &#xe9g', 'é ég'"
  })
  void referencesAreReadAsBrowsersRead(String text, String plain) {
    assertThat(HtmlEntities.unescaped(text)).isEqualTo(plain);
  }

  @Test
  void aPromptIsUnescapedTwiceAndItsBlanksJoined() {
    assertThat(PromptCleaner.WHITESPACE.clean("  fish &amp;amp;\n chips\u3000ＯＫ！ "))
        .isEqualTo("fish & chips OK!");
  }
}
