package zoetrope.service.studio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FilmScreenTest {
  private static TakeFrames.Clip clip(int width, int height, int... rgb) {
    byte[] bytes = new byte[rgb.length * 3];
    for (int i = 0; i < rgb.length; i++) {
      bytes[3 * i] = (byte) (rgb[i] >> 16);
      bytes[3 * i + 1] = (byte) (rgb[i] >> 8);
      bytes[3 * i + 2] = (byte) rgb[i];
    }
    return new TakeFrames.Clip(width, height, 12, rgb.length / (width * height), bytes);
  }

  @Test
  void aFrameOfTheScreensSizeIsShownAsItIs() {
    FilmScreen s = new FilmScreen(2, 2);
    s.draw(clip(2, 2, 0x102030, 0xffffff, 0x000000, 0xff8001), 0, 1);
    assertThat(s.pixels()).containsExactly(0xff102030, 0xffffffff, 0xff000000, 0xffff8001);
  }

  @Test
  void framesPastTheEndsAreTheFirstAndLast() {
    FilmScreen s = new FilmScreen(1, 1);
    TakeFrames.Clip two = clip(1, 1, 0x111111, 0x222222);
    s.draw(two, 9, 1);
    assertThat(s.pixels()).containsExactly(0xff222222);
    s.draw(two, -1, 1);
    assertThat(s.pixels()).containsExactly(0xff111111);
  }

  @Test
  void enlargingGoesEvenlyFromPixelToPixel() {
    FilmScreen s = new FilmScreen(8, 8);
    s.draw(clip(2, 2, 0, 0x80, 0, 0x80), 0, 1);
    int[] row = java.util.Arrays.copyOfRange(s.pixels(), 0, 8);
    assertThat(row)
        .containsExactly(
            0xff000000,
            0xff000000,
            0xff000010,
            0xff000030,
            0xff000050,
            0xff000070,
            0xff000080,
            0xff000080);
  }

  @Test
  void rowsAreMixedAsColumnsAre() {
    FilmScreen s = new FilmScreen(8, 8);
    s.draw(clip(2, 2, 0, 0, 0x80, 0x80), 0, 1);
    for (int y = 0; y < 8; y++) {
      int wanted = 0xff000000 | new int[] {0, 0, 0x10, 0x30, 0x50, 0x70, 0x80, 0x80}[y];
      assertThat(s.pixels()[8 * y + 3]).as("row " + y).isEqualTo(wanted);
    }
  }

  @Test
  void anotherShapeIsLetterboxed() {
    FilmScreen s = new FilmScreen(4, 12);
    s.draw(clip(1, 1, 0xffffff), 0, 1);
    for (int y = 0; y < 12; y++) {
      int wanted = y >= 4 && y < 8 ? 0xffffffff : 0xff000000;
      assertThat(s.pixels()[4 * y + 1]).as("row " + y).isEqualTo(wanted);
    }
  }

  @Test
  void aFadeMixesTwoFramesAndADipTakesLightAway() {
    FilmScreen s = new FilmScreen(1, 1);
    s.draw(clip(1, 1, 0x004080), 0, 1);
    s.draw(clip(1, 1, 0x804000), 0, .5);
    assertThat(s.pixels()).containsExactly(0xff404040);
    s.darken(.5);
    assertThat(s.pixels()).containsExactly(0xff202020);
    s.darken(1);
    assertThat(s.pixels()).containsExactly(0xff000000);
  }
}
