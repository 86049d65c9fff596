package zoetrope.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import javafx.event.Event;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.PickResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zoetrope.app.TestBench;
import zoetrope.app.text.Texts;

/** The canvas is seen in every window: the panes beside it yield, close and come back. */
@Tag("ui")
class PanesTest {
  @TempDir Path folder;
  private StudioBench b;

  @BeforeEach
  void open() {
    b = new StudioBench(folder, Texts.Language.ENGLISH, Theme.DARK, 1280, 800);
    TestBench.fx(() -> ((ButtonBase) StudioBench.find("start-sample")).fire());
    b.awaitStory();
    size(1920, 1080);
  }

  @AfterEach
  void close() {
    b.close();
  }

  /** Gives the screen a size as on a display of that size; the window itself stays. */
  private void size(double width, double height) {
    TestBench.fx(
        () -> {
          b.screen().setMinSize(width, height);
          b.screen().setMaxSize(width, height);
          b.stage.getScene().getRoot().layout();
        });
    TestBench.settle();
  }

  private Bounds bounds(String id) {
    return TestBench.onFx(
        () -> {
          Node n = StudioBench.find(id);
          return n.localToScene(n.getLayoutBounds());
        });
  }

  private boolean seen(String id) {
    return TestBench.onFx(
        () -> {
          Node n = StudioBench.find(id);
          for (Node at = n; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
              return false;
            }
          }
          Bounds is = n.localToScene(n.getLayoutBounds());
          return is.getMinX() >= 0
              && is.getMinY() >= 0
              && is.getMaxX() <= b.screen().getWidth() + .5
              && is.getMaxY() <= b.screen().getHeight() + .5;
        });
  }

  private void canvasIsUsable() {
    Bounds stage = bounds("canvas-stage");
    assertThat(stage.getWidth()).isGreaterThanOrEqualTo(320);
    assertThat(stage.getHeight()).isGreaterThanOrEqualTo(200);
    for (String id :
        new String[] {
          "canvas-preview", "canvas-fit", "canvas-tool-path", "canvas-onion", "canvas-remove"
        }) {
      assertThat(seen(id)).as(id).isTrue();
      assertThat(bounds(id).getMaxX()).as(id).isLessThanOrEqualTo(bounds("canvas").getMaxX());
    }
  }

  @Test
  void fromALargeWindowToASmallOneTheCanvasAndItsToolsStayInSight() {
    double library = bounds("library").getWidth();
    double side = bounds("main-right").getWidth();
    canvasIsUsable();
    size(1280, 800);
    canvasIsUsable();
    size(1024, 700);
    canvasIsUsable();
    size(819, 560);
    canvasIsUsable();
    size(683, 467);
    canvasIsUsable();
    size(667, 426); // the same with a title bar
    assertThat(seen("canvas-layers")).isTrue();
    assertThat(seen("inspector-generate")).isTrue();
    assertThat(bounds("canvas-stage").getHeight()).isGreaterThanOrEqualTo(160);
    size(1920, 1080);
    assertThat(bounds("library").getWidth()).as("what closed comes back").isEqualTo(library);
    assertThat(bounds("main-right").getWidth()).isEqualTo(side);
    assertThat(seen("timeline")).isTrue();
  }

  @Test
  void aTakesButtonsAreReachedInTheSmallestWindow() {
    size(683, 467);
    TestBench.fx(() -> b.screen().mainWindow().show(MainWindow.Place.TAKES));
    TestBench.settle();
    Bounds room = bounds("main-right");
    TestBench.fx(
        () ->
            StudioBench.find("take-1")
                .lookupAll(".button")
                .forEach(
                    n -> {
                      Bounds is = n.localToScene(n.getLayoutBounds());
                      assertThat(is.getMinX()).isGreaterThanOrEqualTo(room.getMinX());
                      assertThat(is.getMaxX()).isLessThanOrEqualTo(room.getMaxX());
                    }));
  }

  @Test
  void panesCloseByKeyAndDoubleClickAndAPlaceThatIsShownOpensItsPane() {
    double before = bounds("canvas").getWidth();
    doubleClick("divider-main-right");
    assertThat(seen("main-right")).isFalse();
    assertThat(bounds("canvas").getWidth()).isGreaterThan(before + 300);
    TestBench.fx(() -> b.screen().mainWindow().show(MainWindow.Place.QUEUE));
    TestBench.settle();
    assertThat(seen("main-right")).isTrue();
    TestBench.fx(() -> b.screen().mainWindow().toggleLibrary());
    TestBench.settle();
    assertThat(seen("library")).isFalse();
    doubleClick("divider-library");
    assertThat(seen("library")).isTrue();
  }

  @Test
  void inASmallWindowAPaneThatIsAskedForTakesTheOthersPlace() {
    size(683, 467);
    assertThat(seen("library")).isFalse();
    TestBench.fx(() -> b.screen().mainWindow().toggleLibrary());
    TestBench.fx(() -> b.screen().mainWindow().toggleTimeline());
    TestBench.settle();
    assertThat(seen("library")).isTrue();
    assertThat(seen("main-right")).isFalse();
    assertThat(seen("timeline")).isTrue();
  }

  private static void doubleClick(String id) {
    TestBench.fx(
        () -> {
          Node n = StudioBench.find(id);
          Event.fireEvent(
              n,
              new MouseEvent(
                  MouseEvent.MOUSE_CLICKED,
                  2,
                  2,
                  2,
                  2,
                  MouseButton.PRIMARY,
                  2,
                  false,
                  false,
                  false,
                  false,
                  false,
                  false,
                  false,
                  false,
                  false,
                  true,
                  new PickResult(n, 2, 2)));
        });
    TestBench.settle();
  }
}
