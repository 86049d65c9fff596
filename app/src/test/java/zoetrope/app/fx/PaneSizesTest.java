package zoetrope.app.fx;

import static org.assertj.core.api.Assertions.assertThat;
import static zoetrope.app.fx.PaneSizes.Asked.BEFORE;
import static zoetrope.app.fx.PaneSizes.Asked.BEHIND;
import static zoetrope.app.fx.PaneSizes.Asked.NEITHER;

import org.junit.jupiter.api.Test;
import zoetrope.app.fx.PaneSizes.Asked;
import zoetrope.app.fx.PaneSizes.Middle;
import zoetrope.app.fx.PaneSizes.Pane;

class PaneSizesTest {
  private static final Middle CANVAS = new Middle(340, 480);
  private static final Pane LIBRARY = new Pane(180, 345, true);
  private static final Pane INSPECTOR = new Pane(250, 480, true);

  private static PaneSizes at(double length, Asked asked) {
    return PaneSizes.of(length, CANVAS, LIBRARY, INSPECTOR, asked);
  }

  @Test
  void withRoomEachPaneIsAsItsUserLeftIt() {
    assertThat(at(1908, NEITHER)).isEqualTo(new PaneSizes(345, 480));
  }

  @Test
  void theInspectorYieldsFirstThenTheLibraryThenTheCanvas() {
    assertThat(at(1268, NEITHER)).isEqualTo(new PaneSizes(345, 443));
    assertThat(at(1012, NEITHER)).isEqualTo(new PaneSizes(282, 250));
    assertThat(at(780, NEITHER)).isEqualTo(new PaneSizes(180, 250));
  }

  @Test
  void beforeTheCanvasGetsTooSmallTheLibraryClosesAndThenTheInspector() {
    assertThat(at(760, NEITHER)).isEqualTo(new PaneSizes(0, 280));
    assertThat(at(580, NEITHER)).isEqualTo(new PaneSizes(0, 0));
  }

  @Test
  void thePaneThatWasAskedForLastStays() {
    assertThat(at(760, BEFORE)).isEqualTo(new PaneSizes(280, 0));
    assertThat(at(500, BEHIND)).isEqualTo(new PaneSizes(0, 250));
    assertThat(PaneSizes.of(415, new Middle(400, 400), Pane.NONE, INSPECTOR, BEHIND))
        .isEqualTo(new PaneSizes(0, 250));
  }

  @Test
  void theCanvasKeepsItsLeastAtEveryLengthThatHasIt() {
    for (double length = 340; length < 2000; length += 7) {
      PaneSizes s = at(length, NEITHER);
      assertThat(length - s.before() - s.behind()).isGreaterThanOrEqualTo(340);
    }
  }

  @Test
  void aPaneThatIsNotWantedTakesNothing() {
    Pane closed = new Pane(180, 345, false);
    assertThat(PaneSizes.of(1908, CANVAS, closed, INSPECTOR, NEITHER))
        .isEqualTo(new PaneSizes(0, 480));
  }
}
