package zoetrope.film.picture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import zoetrope.story.timeline.TimeRange;
import zoetrope.story.timeline.Title;

class TitleCardTest {
  @Test
  void aCardIsCutToWhatShows() {
    int see = 0x80ffffff;
    TitleCard c = TitleCard.visible(new int[] {0, 0, 0, 0, 0, see, 1 << 24, 0, 0, 0, see, 0}, 4);
    assertThat(c.x()).isEqualTo(1);
    assertThat(c.y()).isEqualTo(1);
    assertThat(c.width()).isEqualTo(2);
    assertThat(c.height()).isEqualTo(2);
    assertThat(c.argb()).containsExactly(see, 1 << 24, 0, see);
  }

  @Test
  void anEmptyCardCoversNothing() {
    assertThat(TitleCard.visible(new int[4], 2).argb()).isEmpty();
  }

  @Test
  void aTitleBelowLiesInTheLowerHalfOfTheFrame() {
    TitleCard c = painted(Title.Position.BOTTOM, Title.Style.HEADLINE);
    assertThat(c.y()).isGreaterThan(270);
    assertThat(c.y() + c.height()).isLessThanOrEqualTo(540);
    assertThat(c.width()).isBetween(60, 900);
  }

  @ParameterizedTest
  @EnumSource
  void everyStyleLooksDifferent(Title.Style style) {
    for (Title.Style other : Title.Style.values()) {
      boolean same =
          java.util.Arrays.equals(
              painted(Title.Position.CENTER, style).argb(),
              painted(Title.Position.CENTER, other).argb());
      assertThat(same).as(style + " and " + other).isEqualTo(style == other);
    }
  }

  private static TitleCard painted(Title.Position position, Title.Style style) {
    return new TitlePainter(960, 540)
        .paint(new Title("t", "Morning", new TimeRange(0, 1), position, style));
  }
}
