package zoetrope.app.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zoetrope.app.PlainUi;
import zoetrope.app.TestBench;
import zoetrope.app.warp.Coverage;
import zoetrope.service.studio.Bitmap;
import zoetrope.story.MediaRef;
import zoetrope.story.document.FrameSource;
import zoetrope.story.motion.MotionTarget;
import zoetrope.story.motion.Point;
import zoetrope.story.motion.RegionArea;

/** The canvas shows what of a brushed region will move: the object under the brush. */
@Tag("ui")
class RefinedRegionTest {
  private static final int W = 640;
  private static final int H = 360;
  private static final double RADIUS = .2;
  private static final MotionTarget.Region FIRST = new MotionTarget.Region(0);

  @TempDir Path folder;
  private final PlainUi ui = new PlainUi();
  private TestBench test;
  private CanvasModel model;

  @BeforeEach
  void open() throws Exception {
    test = TestBench.withoutToolkit(folder, ui);
    model = new CanvasModel(test.bench);
    model.target().set(new MotionTarget.Nothing());
  }

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void aNewRegionIsTheObjectAndTheCanvasShowsItWhenItIsFound() throws Exception {
    begin();
    brush(.5, .26);
    ui.until(() -> moves().at(1, 1) == 0 && share(moves()) < .9 * share(drawn()));
    assertThat(area()).isInstanceOf(RegionArea.ObjectUnder.class);
    assertThat(share(moves()) / disc()).isBetween(.95, 1.05);
    assertThat(share(drawn()) / disc()).as("what is painted stays").isGreaterThan(1.5);
  }

  @Test
  void exactlyWhatIsPaintedMovesWhenTheSwitchSaysSo() throws Exception {
    begin();
    brush(.5, .26);
    ui.until(() -> moves() != drawn());
    model.motion().exact(FIRST, true);
    assertThat(model.exact(FIRST)).isTrue();
    assertThat(moves()).isSameAs(drawn());
    model.motion().exact(FIRST, false);
    assertThat(moves()).isNotSameAs(drawn());
  }

  @Test
  void theResultFollowsWhatIsErased() throws Exception {
    begin();
    brush(.5, .26);
    ui.until(() -> moves() != drawn());
    Coverage before = moves();
    assertThat(model.beginStroke(true)).isTrue();
    model.brush().set(.2);
    model.strokeTo(new Point(.65, .1), new Point(.65, .9), 1, true);
    assertThat(moves()).as("a stroke under way is shown as it is").isSameAs(drawn());
    model.endStroke();
    ui.until(() -> model.strokeRegion().isEmpty() && moves() != drawn());
    assertThat(area()).isInstanceOf(RegionArea.ObjectUnder.class);
    assertThat(share(moves())).isLessThan(.95 * share(before));
  }

  @Test
  void whatIsPaintedAfterTheObjectWasFoundBelongsToIt() throws Exception {
    begin();
    brush(.5, .26);
    ui.until(() -> moves() != drawn());
    Coverage before = moves();
    Point grass = new Point(.5, .74);
    assertThat(before.covers(grass)).isFalse();
    correct(grass, .05, false);
    assertThat(area()).isInstanceOf(RegionArea.ObjectUnder.class);
    assertThat(moves().covers(grass)).as("inside what was drawn already").isTrue();
    assertThat(moves().covers(new Point(.7, .5))).as("not the grass elsewhere").isFalse();
    Point far = new Point(.8, .5);
    correct(far, .05, false);
    assertThat(moves().covers(far)).as("beside it").isTrue();
    assertThat(moves().covers(grass)).as("what was corrected before").isTrue();
    assertThat(moves().covers(new Point(.5, .5))).as("the object that was found").isTrue();
  }

  @Test
  void whatIsErasedAfterTheObjectWasFoundDoesNotBelongToIt() throws Exception {
    begin();
    brush(.5, .26);
    ui.until(() -> moves() != drawn());
    Point hole = new Point(.5, .5);
    correct(hole, .02, true);
    assertThat(moves().covers(hole)).as("though it is as red as the rest").isFalse();
    assertThat(moves().covers(new Point(.5, .6))).isTrue();
    correct(hole, .05, false);
    assertThat(moves().covers(hole)).as("painted back").isTrue();
  }

  @Test
  void correctionsAreThereWhenTheStoryIsOpenedAgain() throws Exception {
    begin();
    brush(.5, .26);
    ui.until(() -> moves() != drawn());
    Point grass = new Point(.5, .74);
    correct(grass, .05, false);
    CanvasModel opened = new CanvasModel(test.bench);
    ui.until(() -> opened.scenery().given().isPresent() && opened.cover(0).isPresent());
    ui.until(() -> opened.moves(0).get() != opened.cover(0).get());
    assertThat(opened.moves(0).get().covers(grass)).isTrue();
    assertThat(share(opened.moves(0).get())).isEqualTo(share(moves()));
  }

  @Test
  void withoutAFirstFrameAllThatIsPaintedMoves() throws Exception {
    brush(.5, .26);
    assertThat(moves()).isSameAs(drawn());
  }

  /** A dab of a brush where the object has been found; until it is found anew. */
  private void correct(Point at, double radius, boolean erase) throws InterruptedException {
    model.brush().set(radius);
    assertThat(model.beginStroke(erase)).isTrue();
    model.strokeTo(at, at, 1, erase);
    model.endStroke();
    ui.until(() -> model.strokeRegion().isEmpty() && moves() != drawn());
  }

  private void brush(double x, double radius) throws InterruptedException {
    model.brush().set(radius);
    assertThat(model.beginStroke(false)).isTrue();
    model.strokeTo(new Point(x, .5), new Point(x, .5), 1, false);
    model.endStroke();
    ui.until(() -> model.strokeRegion().isEmpty() && model.regions() == 1);
  }

  /** A red disc on grass is the shot's first frame. */
  private void begin() throws Exception {
    int[] argb = new int[W * H];
    for (int i = 0; i < argb.length; i++) {
      boolean in = Math.hypot(i % W - W / 2.0, i / W - H / 2.0) < RADIUS * H;
      int blade = (i * 31 ^ i / W * 17) & 31;
      argb[i] = in ? 0xffd02818 : 0xff000000 | 40 + blade << 16 | 110 + blade << 8 | 40;
    }
    Path png = folder.resolve("disc.png");
    test.bench.bitmaps().write(new Bitmap(W, H, argb), png);
    MediaRef ref = test.bench.story().store().media().put(png);
    test.bench.story().editShot(s -> s.withFirstFrame(new FrameSource.FromMedia(ref)));
    ui.until(() -> model.scenery().given().isPresent());
  }

  private Coverage drawn() {
    return model.cover(0).orElseThrow();
  }

  private Coverage moves() {
    return model.moves(0).orElseThrow();
  }

  private RegionArea area() {
    return model.shot().orElseThrow().motion().regions().getFirst().area();
  }

  private static double disc() {
    return Math.PI * RADIUS * RADIUS * H / W;
  }

  /** Share of the frame that is covered. */
  private static double share(Coverage c) {
    double n = 0;
    for (int i = 0; i < c.width() * c.height(); i++) {
      n += c.at(i % c.width(), i / c.width()) / 255.0;
    }
    return n / (c.width() * c.height());
  }
}
