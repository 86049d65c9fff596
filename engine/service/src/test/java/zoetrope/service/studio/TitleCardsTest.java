package zoetrope.service.studio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import zoetrope.story.timeline.TimeRange;
import zoetrope.story.timeline.Title;

class TitleCardsTest {
  @Test
  void aCardIsCutToWhatShows() {
    int see = 0x80ffffff;
    Bitmap b = new Bitmap(4, 3, new int[] {0, 0, 0, 0, 0, see, 1 << 24, 0, 0, 0, see, 0});
    TitleCards.Card c = TitleCards.visible(b);
    assertThat(c.x()).isEqualTo(1);
    assertThat(c.y()).isEqualTo(1);
    assertThat(c.picture().width()).isEqualTo(2);
    assertThat(c.picture().argb()).containsExactly(see, 1 << 24, 0, see);
  }

  @Test
  void anEmptyCardIsOneClearPixel() {
    assertThat(TitleCards.visible(new Bitmap(2, 2, new int[4])).picture().argb())
        .containsExactly(0);
  }

  @Test
  void aTitleBelowLiesInTheLowerHalfOfTheFrame() {
    Title t =
        new Title("t", "Morning", new TimeRange(0, 1), Title.Position.BOTTOM, Title.Style.HEADLINE);
    TitleCards.Card c = TitleCards.paint(t, 960, 540);
    assertThat(c.y()).isGreaterThan(270);
    assertThat(c.y() + c.picture().height()).isLessThanOrEqualTo(540);
    assertThat(c.picture().width()).isBetween(60, 900);
  }
}
