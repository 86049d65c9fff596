package zoetrope.story.edit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import zoetrope.core.motion.Ease;
import zoetrope.story.MediaRef;
import zoetrope.story.document.Shot;
import zoetrope.story.motion.CameraMove;
import zoetrope.story.motion.MotionTarget;
import zoetrope.story.motion.PathPoint;
import zoetrope.story.motion.Point;
import zoetrope.story.motion.RegionArea;

class MotionEditsTest {
  private static final MotionTarget PIP = new MotionTarget.Character("pip");
  private static final MotionTarget FIRST = new MotionTarget.Region(0);
  private static final MediaRef MASK = new MediaRef("1".repeat(64), "png");
  private static final Point MIDDLE = new Point(.5, .5);

  private final Shot shot = EditStories.shot("a", 48);
  private final Shot walking =
      MotionEdits.draw(
          shot, PIP, List.of(new Point(.2, .6), new Point(.4, .6), new Point(.8, .6)), MIDDLE);

  private static List<PathPoint> path(Shot s, MotionTarget t) {
    return s.motion().path(t).orElseThrow().points();
  }

  @Test
  void aDrawnPathIsGoneAtAnEvenSpeedAndTheCharacterStandsAtItsStart() {
    assertThat(path(walking, PIP)).extracting(PathPoint::t).containsExactly(0.0, 1.0 / 3, 1.0);
    assertThat(walking.cast().getFirst().at()).isEqualTo(new Point(.2, .6));
  }

  @Test
  void aRegionsPathStartsAtTheRegion() {
    Shot brushed = MotionEdits.brush(shot, 0, MASK, MIDDLE);
    assertThat(brushed.motion().path(FIRST)).as("it stands still").isEmpty();
    Shot drawn =
        MotionEdits.draw(brushed, FIRST, List.of(new Point(0, 0), new Point(.25, 0)), MIDDLE);
    assertThat(path(drawn, FIRST).getFirst()).isEqualTo(new PathPoint(.5, .5, 0));
    assertThat(path(drawn, FIRST).getLast()).isEqualTo(new PathPoint(.75, .5, 1));
  }

  @Test
  void brushingARegionAgainKeepsItsPath() {
    Shot drawn =
        MotionEdits.draw(
            MotionEdits.brush(shot, 0, MASK, MIDDLE),
            FIRST,
            List.of(MIDDLE, new Point(.9, .5)),
            MIDDLE);
    Shot again = MotionEdits.brush(drawn, 0, new MediaRef("2".repeat(64), "png"), MIDDLE);
    assertThat(path(again, FIRST)).isEqualTo(path(drawn, FIRST));
  }

  @Test
  void aNewRegionIsTheObjectUnderTheBrushAndCanBeMadeExactlyWhatIsPaintedAndBack() {
    RegionArea.Mask painted = new RegionArea.Mask(MASK);
    Shot brushed = MotionEdits.brush(shot, 0, MASK, MIDDLE);
    assertThat(area(brushed)).isEqualTo(new RegionArea.ObjectUnder(painted));
    Shot exact = MotionEdits.exact(brushed, 0, true);
    assertThat(area(exact)).isEqualTo(painted);
    assertThat(MotionEdits.exact(exact, 0, false)).isEqualTo(brushed);
  }

  @Test
  void paintingMoreLeavesARegionWhatItIsTakenFor() {
    MediaRef more = new MediaRef("2".repeat(64), "png");
    Shot brushed = MotionEdits.brush(shot, 0, MASK, MIDDLE);
    assertThat(area(MotionEdits.brush(brushed, 0, more, MIDDLE)))
        .isEqualTo(new RegionArea.ObjectUnder(new RegionArea.Mask(more)));
    Shot exact = MotionEdits.exact(brushed, 0, true);
    assertThat(area(MotionEdits.brush(exact, 0, more, MIDDLE)))
        .as("as regions of earlier stories are")
        .isEqualTo(new RegionArea.Mask(more));
  }

  private static RegionArea area(Shot s) {
    return s.motion().regions().getFirst().area();
  }

  @Test
  void aCharacterTakesItsPathAlong() {
    Shot put = MotionEdits.place(walking, "pip", new Point(.3, .5));
    assertThat(put.stand("pip")).contains(new Point(.3, .5));
    assertThat(path(put, PIP).getLast().x())
        .isCloseTo(.9, org.assertj.core.data.Offset.offset(1e-9));
    assertThat(path(put, PIP)).extracting(PathPoint::t).containsExactly(0.0, 1.0 / 3, 1.0);
  }

  @Test
  void aPathThatWouldLeaveTheStoryIsHeldAtItsEdge() {
    Shot put = MotionEdits.place(walking, "pip", new Point(1.9, .5));
    assertThat(path(put, PIP).getLast().x()).isEqualTo(2);
  }

  @Test
  void movingTheFirstPointMovesTheCharacter() {
    Shot moved = MotionEdits.movePoint(walking, PIP, 0, new Point(.1, .1));
    assertThat(moved.cast().getFirst().at()).isEqualTo(new Point(.1, .1));
    Shot other = MotionEdits.movePoint(walking, PIP, 1, new Point(.1, .1));
    assertThat(other.cast().getFirst().at()).isEqualTo(new Point(.2, .6));
    assertThat(path(other, PIP).get(1)).isEqualTo(new PathPoint(.1, .1, 1.0 / 3));
  }

  @Test
  void anInsertedPointIsPassedMidwayAndCanBeRemovedAgain() {
    Shot more = MotionEdits.insertPoint(walking, PIP, 2, new Point(.6, .9));
    assertThat(path(more, PIP).get(2).t()).isEqualTo((1.0 / 3 + 1) / 2);
    assertThat(MotionEdits.removePoint(more, PIP, 2)).isEqualTo(walking);
    assertThat(MotionEdits.removePoint(walking, PIP, 0)).isEqualTo(walking);
  }

  @Test
  void aPathKeepsTwoPoints() {
    Shot two = MotionEdits.removePoint(walking, PIP, 1);
    assertThat(path(two, PIP)).hasSize(2);
    assertThat(MotionEdits.removePoint(two, PIP, 1)).isEqualTo(two);
  }

  @Test
  void aPointIsPassedBetweenItsNeighbours() {
    assertThat(path(MotionEdits.retime(walking, PIP, 1, .6), PIP).get(1).t()).isEqualTo(.6);
    assertThat(path(MotionEdits.retime(walking, PIP, 1, 5), PIP).get(1).t()).isEqualTo(.99);
    assertThat(path(MotionEdits.retime(walking, PIP, 1, -5), PIP).get(1).t()).isEqualTo(.01);
    assertThat(path(MotionEdits.retime(walking, PIP, 2, .5), PIP).get(2).t()).isEqualTo(.5);
  }

  @Test
  void easePinAndSizeChangeNothingElse() {
    Shot eased = MotionEdits.ease(walking, PIP, Ease.LINEAR);
    assertThat(eased.motion().path(PIP).orElseThrow().ease()).isEqualTo(Ease.LINEAR);
    assertThat(path(eased, PIP)).isEqualTo(path(walking, PIP));
    Shot brushed = MotionEdits.brush(shot, 0, MASK, MIDDLE);
    Shot pinned = MotionEdits.pin(brushed, 0, true, MIDDLE);
    assertThat(pinned.motion().pinned(FIRST)).isTrue();
    assertThat(MotionEdits.pin(pinned, 0, false, MIDDLE)).isEqualTo(brushed);
    assertThat(MotionEdits.size(walking, "pip", .9).motion()).isEqualTo(walking.motion());
  }

  @Test
  void theCameraEasesAsAPathDoes() {
    MotionTarget camera = new MotionTarget.Camera();
    assertThat(shot.motion().ease(camera)).as("it stands").isEmpty();
    Shot panned = MotionEdits.camera(shot, new CameraMove(.2, 0, 1, 0));
    assertThat(panned.motion().ease(camera)).contains(Ease.LINEAR);
    Shot eased = MotionEdits.ease(panned, camera, Ease.IN_OUT);
    assertThat(eased.motion().camera()).isEqualTo(new CameraMove(.2, 0, 1, 0, Ease.IN_OUT));
    assertThat(eased.motion().camera().withZoom(2).ease()).isEqualTo(Ease.IN_OUT);
  }

  @Test
  void whatIsRemovedIsGone() {
    assertThat(MotionEdits.remove(walking, PIP).motion().regions()).isEmpty();
    Shot panned = MotionEdits.camera(shot, new CameraMove(.2, 0, 1, 0));
    assertThat(MotionEdits.remove(panned, new MotionTarget.Camera())).isEqualTo(shot);
    assertThat(MotionEdits.remove(shot, new MotionTarget.Nothing())).isEqualTo(shot);
  }
}
