package zoetrope.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import zoetrope.app.TestBench;
import zoetrope.app.text.Texts;

/** Keys mean the same whatever was pressed last, but where something is typed. */
@Tag("ui")
@Tag("slow")
class KeysTest {
  private static final long MIDDLE = 900_000;

  @TempDir Path folder;
  private final FxRobot robot = new FxRobot();
  private StudioBench b;

  @BeforeEach
  void open() {
    b = new StudioBench(folder, Texts.Language.ENGLISH, Theme.DARK, 1440, 900);
    TestBench.fx(() -> ((ButtonBase) StudioBench.find("start-sample")).fire());
    b.awaitStory();
  }

  @AfterEach
  void close() {
    b.close();
  }

  /** Clicks near the upper left corner: on the lanes of the timeline that is no clip. */
  private void click(String id) {
    Bounds at =
        TestBench.onFx(
            () -> {
              Node n = StudioBench.find(id);
              return n.localToScreen(n.getBoundsInLocal());
            });
    robot.clickOn(
        at.getMinX() + Math.min(12, at.getWidth() / 2),
        at.getMinY() + Math.min(12, at.getHeight() / 2));
    TestBench.settle();
  }

  private void press(KeyCode key) {
    robot.push(key);
    TestBench.settle();
  }

  private long playhead() {
    return TestBench.onFx(() -> b.screen().bench().story().playhead().get());
  }

  /** Where the play head is when it has moved; where it was when it does not. */
  private long moved() {
    long from = playhead();
    for (int i = 0; i < 40 && playhead() == from; i++) {
      TestBench.settle();
    }
    return playhead();
  }

  private void assertStands() {
    long at = playhead();
    TestBench.settle();
    assertThat(playhead()).as("the play head stands").isEqualTo(at);
  }

  @Test
  void spaceAndJKLPlayWhateverWasPressedLast() {
    for (String last :
        List.of(
            "canvas-stage",
            "canvas-tool-brush",
            "canvas-new-region",
            "character-pip",
            "timeline-lanes",
            "timeline-snap")) {
      TestBench.fx(() -> b.screen().mainWindow().show(MainWindow.Place.CANVAS));
      click(last);
      assertPlayKeysWork(last);
    }
  }

  private void assertPlayKeysWork(String last) {
    TestBench.fx(() -> b.screen().bench().story().playhead().set(MIDDLE));
    press(KeyCode.SPACE);
    assertThat(moved()).as("Space plays after %s", last).isGreaterThan(MIDDLE);
    press(KeyCode.SPACE);
    assertStands();
    TestBench.fx(() -> b.screen().bench().story().playhead().set(MIDDLE));
    press(KeyCode.L);
    assertThat(moved()).as("L plays after %s", last).isGreaterThan(MIDDLE);
    press(KeyCode.K);
    assertStands();
    TestBench.fx(() -> b.screen().bench().story().playhead().set(MIDDLE));
    press(KeyCode.J);
    assertThat(moved()).as("J plays backwards after %s", last).isLessThan(MIDDLE);
    press(KeyCode.K);
    assertStands();
  }

  @Test
  void inTextTheyAreLetters() {
    for (String field : List.of("inspector-prompt", "inspector-name", "inspector-seconds")) {
      Node n = TestBench.onFx(() -> StudioBench.find(field));
      TextInputControl text =
          n instanceof Spinner<?> s ? TestBench.onFx(s::getEditor) : (TextInputControl) n;
      TestBench.fx(n::requestFocus);
      robot.write(" jkl");
      TestBench.settle();
      assertThat(TestBench.<String>onFx(text::getText)).as(field).contains(" jkl");
      assertStands();
    }
  }

  @Test
  void aButtonReachedByKeysIsPressedBySpace() {
    ToggleButton snap = (ToggleButton) TestBench.onFx(() -> StudioBench.find("timeline-snap"));
    boolean was = TestBench.onFx(snap::isSelected);
    TestBench.fx(() -> StudioBench.find("timeline-split").requestFocus());
    for (int i = 0; i < 20 && !TestBench.onFx(snap::isFocused); i++) {
      press(KeyCode.TAB);
    }
    press(KeyCode.SPACE);
    assertThat(TestBench.onFx(snap::isSelected)).isNotEqualTo(was);
    assertStands();
  }

  @Test
  void canvasKeysChooseToolsWhateverOfTheCanvasWasPressedLast() {
    ToggleButton path = (ToggleButton) TestBench.onFx(() -> StudioBench.find("canvas-tool-path"));
    for (String last :
        List.of(
            "canvas-new-region",
            "canvas-camera-layer",
            "canvas-onion",
            "canvas-fit",
            "canvas-brush-size")) {
      TestBench.fx(() -> ((ToggleButton) StudioBench.find("canvas-tool-brush")).fire());
      click(last);
      press(KeyCode.P);
      assertThat(TestBench.onFx(path::isSelected)).as("P after %s", last).isTrue();
    }
  }

  @Test
  void aStrokeOnTheCanvasLeavesItItsKeys() {
    ToggleButton path = (ToggleButton) TestBench.onFx(() -> StudioBench.find("canvas-tool-path"));
    TestBench.fx(() -> ((ToggleButton) StudioBench.find("canvas-tool-brush")).fire());
    click("canvas-stage");
    assertThat(TestBench.onFx(() -> b.stage.getScene().getFocusOwner().getId()))
        .isEqualTo("canvas-stage");
    press(KeyCode.P);
    assertThat(TestBench.onFx(path::isSelected)).isTrue();
  }
}
