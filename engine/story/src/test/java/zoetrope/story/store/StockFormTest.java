package zoetrope.story.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import zoetrope.story.document.FrameSource;
import zoetrope.story.document.Seed;
import zoetrope.story.document.Shot;
import zoetrope.story.document.ShotSettings;
import zoetrope.story.document.StockCast;
import zoetrope.story.edit.ShotEdits;
import zoetrope.story.motion.MotionPlan;

/** Shots of before there was a stock are read as they were, and still written so. */
class StockFormTest {
  private static final String EARLIER =
      "{\"id\":\"a\",\"name\":\"a\",\"prompt\":\"a car\",\"negative\":\"\",\"frames\":24,"
          + "\"firstFrame\":{\"is\":\"none\"},\"lastFrame\":{\"is\":\"none\"},\"cast\":[],"
          + "\"motion\":{\"regions\":[],\"camera\":{\"panX\":0.0,\"panY\":0.0,\"zoom\":1.0,\"roll\":0.0}},"
          + "\"settings\":{\"model\":\"starter\",\"seed\":{\"value\":5,\"locked\":false},\"steps\":16,"
          + "\"guidance\":2.0,\"identity\":1.0,\"motion\":1.0,\"takes\":1}}";

  private static Shot shot() {
    return new Shot(
        "a",
        "a",
        "a car",
        "",
        24,
        new FrameSource.None(),
        new FrameSource.None(),
        List.of(),
        MotionPlan.NONE,
        ShotSettings.defaults("a").withSeed(new Seed(5, false)));
  }

  @Test
  void aShotOfAnEarlierVersionCastsNobody() {
    assertThat(StoryJson.shot(EARLIER)).isEqualTo(shot());
    assertThat(StoryJson.shot(EARLIER).stock()).isEqualTo(StockCast.OFF);
    assertThat(StoryJson.of(shot())).isEqualTo(EARLIER);
  }

  @Test
  void whatWasTakenOutOfAShotIsKept() {
    Shot cast = ShotEdits.withoutStock(ShotEdits.stock(shot(), true), "1f697");
    assertThat(StoryJson.shot(StoryJson.of(cast))).isEqualTo(cast);
    assertThat(cast.stock()).isEqualTo(new StockCast(true, List.of("1f697")));
    assertThat(ShotEdits.withoutStock(cast, "1f697")).isEqualTo(cast);
    assertThat(ShotEdits.stock(ShotEdits.stock(cast, false), true).stock()).isEqualTo(StockCast.ON);
  }

  @Test
  void editsOfOtherThingsKeepTheChoice() {
    Shot cast = shot().withStock(StockCast.ON);
    assertThat(ShotEdits.copy(cast, "b", "b").stock()).isEqualTo(StockCast.ON);
    assertThat(ShotEdits.cast(cast, List.of()).stock()).isEqualTo(StockCast.ON);
    assertThat(cast.withPrompt("x").withFrames(3).withMotion(MotionPlan.NONE).stock())
        .isEqualTo(StockCast.ON);
    assertThat(cast.withSettings(ShotSettings.defaults("a")).stock()).isEqualTo(StockCast.ON);
  }
}
