package zoetrope.app.canvas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import zoetrope.app.motion.PathShape;
import zoetrope.app.warp.Coverage;
import zoetrope.app.warp.MotionPreview;
import zoetrope.core.motion.Ease;
import zoetrope.service.studio.Bitmap;
import zoetrope.service.studio.Bitmaps;
import zoetrope.story.motion.CameraMove;
import zoetrope.story.motion.PathGeometry;
import zoetrope.story.motion.PathPoint;
import zoetrope.story.motion.Point;
import zoetrope.story.motion.RegionMotion;

class DrawingTest {
  private static final int W = 64;
  private static final int H = 36;

  @Test
  void aStrokeCoversItsWayAndAnotherErasesIt() {
    Coverage c = new Coverage(W, H);
    c.stroke(new Point(.25, .5), new Point(.75, .5), .1, false);
    assertThat(c.covers(new Point(.5, .5))).isTrue();
    assertThat(c.covers(new Point(.5, .1))).isFalse();
    assertThat(c.centre().x()).isCloseTo(.5, within(.01));
    c.stroke(new Point(.25, .5), new Point(.75, .5), .2, true);
    assertThat(c.empty()).isTrue();
  }

  @Test
  void whatIsWrittenIsReadAgain() {
    Coverage c = new Coverage(W, H);
    c.stroke(new Point(.2, .3), new Point(.4, .8), .15, false);
    Coverage again = Coverage.of(c.bitmap(), W, H);
    for (int i = 0; i < W * H; i++) {
      assertThat(again.at(i % W, i / W)).isEqualTo(c.at(i % W, i / W));
    }
  }

  @Test
  void aDrawnLineBecomesFewPointsThatStayNearIt() {
    List<Point> drawn =
        new ArrayList<>(
            IntStream.range(0, 200)
                .mapToObj(i -> new Point(.1 + i / 250.0, .5 + .2 * Math.sin(i / 20.0)))
                .toList());
    List<Point> few = PathShape.of(drawn, 16 / 9.0);
    assertThat(few).hasSizeBetween(4, 24);
    for (Point p : drawn.subList(5, 195)) {
      double least =
          IntStream.range(1, few.size())
              .mapToDouble(i -> PathShape.beside(p, few.get(i - 1), few.get(i), 16 / 9.0))
              .min()
              .orElseThrow();
      assertThat(least).isLessThan(.03);
    }
  }

  @Test
  void aHandThatHardlyMovesMeansAPlace() {
    assertThat(PathShape.of(List.of(new Point(.5, .5), new Point(.505, .5)), 1)).hasSize(1);
  }

  @Test
  void thePreviewCarriesTheRegionAndFillsBehindIt() {
    int[] argb = new int[W * H];
    Arrays.fill(argb, 0xff2060a0);
    Coverage c = new Coverage(W, H);
    c.stroke(new Point(.25, .5), new Point(.25, .5), .15, false);
    for (int i = 0; i < argb.length; i++) {
      if (c.at(i % W, i / W) > 0) {
        argb[i] = 0xffff0000;
      }
    }
    List<Point> way = List.of(new Point(.25, .5), new Point(.5, .5), new Point(.75, .5));
    MotionPreview p =
        new MotionPreview(
            new Bitmap(W, H, argb),
            W,
            H,
            List.of(new MotionPreview.Lifted(c, way)),
            List.of(),
            List.of(),
            CameraMove.STILL);
    Bitmap last = p.frames(3, new Bitmaps()::filled).getLast();
    assertThat(last.argb()[H / 2 * W + 3 * W / 4])
        .as("the red thing has come")
        .isEqualTo(0xffff0000);
    int behind = last.argb()[H / 2 * W + W / 4];
    assertThat(behind >> 16 & 255).as("and left no red").isLessThan(0x50);
    assertThat(behind & 255).isGreaterThan(0x80);
  }

  @Test
  void marksStandWhereThePathPassesUnderEveryEase() {
    for (Ease ease : Ease.values()) {
      for (double t = 0; t <= 1; t += .125) {
        assertThat(PathGeometry.share(ease, PathGeometry.moment(ease, t)))
            .isCloseTo(t, within(1e-6));
      }
      List<PathPoint> p =
          List.of(new PathPoint(.1, .5, 0), new PathPoint(.3, .5, .6), new PathPoint(.9, .5, 1));
      int at = (int) Math.round(PathGeometry.moment(ease, .6) * 100);
      Point there = PathGeometry.positions(new RegionMotion.Along(p, ease), 101).get(at);
      assertThat(there.x()).as(ease.name()).isCloseTo(.3, within(.02));
    }
  }

  @Test
  void handlesLieInTheMiddleOfEachStretch() {
    List<PathPoint> p =
        List.of(new PathPoint(.1, .2, 0), new PathPoint(.5, .2, .9), new PathPoint(.9, .2, 1));
    List<Point> middles = PathGeometry.middles(new RegionMotion.Along(p, Ease.IN));
    assertThat(middles).hasSize(2);
    assertThat(middles.getFirst().x()).isCloseTo(.3, within(.01));
    assertThat(middles.getLast().x()).isCloseTo(.7, within(.01));
  }

  @Test
  void thePreviewPaintsOverAFigureThatIsInThePictureAlready() {
    int[] argb = new int[W * H];
    Arrays.fill(argb, 0xff2060a0);
    Coverage figure = new Coverage(W, H);
    figure.stroke(new Point(.5, .5), new Point(.5, .5), .15, false);
    for (int i = 0; i < argb.length; i++) {
      if (figure.at(i % W, i / W) > 0) {
        argb[i] = 0xffff0000;
      }
    }
    Bitmap shown =
        new MotionPreview(
                new Bitmap(W, H, argb),
                W,
                H,
                List.of(),
                List.of(figure),
                List.of(),
                CameraMove.STILL)
            .frames(1, new Bitmaps()::filled)
            .getFirst();
    assertThat(shown.argb()[H / 2 * W + W / 2] >> 16 & 255).isLessThan(0x50);
  }

  @Test
  void theViewportFindsThePointThatItShows() {
    Viewport v = Viewport.fit(800, 600, 16 / 9.0).zoomed(2.5, 300, 200).moved(10, -20);
    Point p = v.point(v.x(.3), v.y(.8));
    assertThat(p.x()).isCloseTo(.3, within(1e-9));
    assertThat(p.y()).isCloseTo(.8, within(1e-9));
  }
}
