package zoetrope.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.TitledPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.MouseButton;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;
import zoetrope.app.TestBench;
import zoetrope.app.model.StoryModel;
import zoetrope.app.text.Texts;
import zoetrope.story.document.Story;
import zoetrope.story.edit.Edit;

/**
 * One click is enough, whatever the story does meanwhile: the click that takes the focus from a
 * field commits what was typed there, and every place follows. The pointer moves by a pixel between
 * press and release, as in a hand.
 */
@Tag("ui")
@Tag("slow")
class FirstClickTest {
  @TempDir Path folder;
  private final FxRobot robot = new FxRobot();
  private StudioBench b;

  /** What can be clicked, and what is another once that took effect. */
  @SuppressWarnings("ImmutableEnumChecker")
  private enum Target {
    GENERATE(t -> StudioBench.find("inspector-generate"), t -> t.jobs()),
    INTO_SHOT(t -> StudioBench.find("character-into-pip"), t -> t.cast()),
    OUT_OF_SHOT(t -> t.styled("#inspector .chip"), t -> t.cast()),
    WORDS(t -> t.styled("#inspector-helpers .menu-button"), t -> t.open("#inspector-helpers")),
    QUALITY(t -> StudioBench.find("inspector-quality"), t -> t.open("#inspector-quality")),
    FIRST_FRAME(t -> StudioBench.find("inspector-first"), t -> t.open("#inspector-first")),
    MODEL(t -> StudioBench.find("inspector-model"), t -> t.open("#inspector-model")),
    LAYER(t -> StudioBench.find("canvas-camera-layer"), t -> t.selected("canvas-camera-layer")),
    TOOL(t -> StudioBench.find("canvas-tool-path"), t -> t.selected("canvas-tool-path")),
    MARKER(t -> StudioBench.find("timeline-marker"), t -> t.story().timeline().markers().size()),
    TAKES(t -> t.styled("#tab-takes"), t -> t.seen("take-1"));

    private final Function<FirstClickTest, Node> node;
    private final Function<FirstClickTest, Object> effect;

    Target(Function<FirstClickTest, Node> node, Function<FirstClickTest, Object> effect) {
      this.node = node;
      this.effect = effect;
    }
  }

  @BeforeEach
  void open() {
    b = new StudioBench(folder, Texts.Language.ENGLISH, Theme.DARK, 1440, 900);
    TestBench.fx(() -> ((ButtonBase) StudioBench.find("start-sample")).fire());
    b.awaitStory();
    TestBench.fx(
        () -> {
          b.screen().bench().jobs().pause();
          ((TitledPane) StudioBench.find("inspector-advanced")).setExpanded(true);
        });
    TestBench.settle();
  }

  @AfterEach
  void close() {
    b.close();
  }

  private StoryModel model() {
    return b.screen().bench().story();
  }

  private Story story() {
    return model().story().get();
  }

  private int jobs() {
    return b.screen().bench().jobs().jobs().size();
  }

  private int cast() {
    return model().shot().get().orElseThrow().cast().size();
  }

  private Node styled(String selector) {
    return b.stage.getScene().getRoot().lookup(selector);
  }

  private boolean open(String place) {
    Node all = b.stage.getScene().getRoot().lookup(place);
    return Stream.concat(Stream.of(all), all.lookupAll(place + " .menu-button").stream())
        .anyMatch(
            n ->
                (n instanceof ComboBoxBase<?> c && c.isShowing())
                    || (n instanceof MenuButton m && m.isShowing()));
  }

  /** Tabs keep what they do not show. */
  private boolean seen(String id) {
    for (Node n = StudioBench.find(id); n != null; n = n.getParent()) {
      if (!n.isVisible()) {
        return false;
      }
    }
    return true;
  }

  private boolean selected(String id) {
    return ((ToggleButton) StudioBench.find(id)).isSelected();
  }

  /** As at the begin: the character is in the shot, nothing is open, no tool or layer is marked. */
  private void restore() {
    TestBench.fx(
        () -> {
          b.screen().mainWindow().show(MainWindow.Place.SHOT);
          if (cast() == 0) {
            model().undo();
          }
          b.stage.getScene().getRoot().lookupAll(".combo-box").stream()
              .forEach(n -> ((ComboBoxBase<?>) n).hide());
          b.stage.getScene().getRoot().lookupAll(".menu-button").stream()
              .forEach(n -> ((MenuButton) n).hide());
          ((ButtonBase) StudioBench.find("canvas-new-region")).fire();
        });
    pulse();
  }

  private static void reveal(Node n) {
    TestBench.fx(
        () -> {
          for (Node p = n.getParent(); p != null; p = p.getParent()) {
            if (p instanceof ScrollPane s) {
              Bounds all = s.getContent().getBoundsInLocal();
              Bounds at = s.getContent().sceneToLocal(n.localToScene(n.getBoundsInLocal()));
              double more = all.getHeight() - s.getViewportBounds().getHeight();
              double y = at.getCenterY() - s.getViewportBounds().getHeight() / 2;
              s.setVvalue(more > 0 ? Math.clamp(y / more, 0, 1) : 0);
            }
          }
        });
    pulse();
  }

  private void type(String field) {
    Node n = TestBench.onFx(() -> StudioBench.find(field));
    reveal(n);
    TestBench.fx(
        () -> {
          TextInputControl text = n instanceof Spinner<?> s ? s.getEditor() : (TextInputControl) n;
          n.requestFocus();
          String was = text.getText();
          boolean number = n instanceof Spinner<?> || field.endsWith("seed");
          text.setText(number ? was.startsWith("3") ? "4" : "3" : was + " x");
        });
    pulse();
  }

  /** One pulse, in which what was changed is laid out. */
  private static void pulse() {
    CompletableFuture<Boolean> passed = new CompletableFuture<>();
    TestBench.fx(
        () -> {
          Scene scene = Window.getWindows().getFirst().getScene();
          Runnable[] after = new Runnable[1];
          after[0] =
              () -> {
                scene.removePostLayoutPulseListener(after[0]);
                passed.complete(true);
              };
          scene.addPostLayoutPulseListener(after[0]);
          Platform.requestNextPulse();
        });
    passed.join();
  }

  /** What a change brings about in the next pulse is laid out in the one after. */
  private static void pulses() {
    pulse();
    pulse();
  }

  /** Clicks as a hand does; {@code meanwhile} happens while the button is down. */
  private boolean click(Target target, Runnable meanwhile) {
    Node n = TestBench.onFx(() -> target.node.apply(this));
    reveal(n);
    Callable<Object> effect = () -> target.effect.apply(this);
    Object was = TestBench.onFx(effect);
    robot.robotContext().getMouseRobot().move(robot.point(n).query());
    try {
      robot.press(MouseButton.PRIMARY);
      TestBench.fx(meanwhile);
      pulses();
      robot.moveBy(1, 1);
      pulses();
    } catch (RuntimeException e) {
      WaitForAsyncUtils.clearExceptions();
    }
    robot.release(MouseButton.PRIMARY);
    pulses();
    return !TestBench.onFx(effect).equals(was);
  }

  @Test
  void theClickThatEndsTypingTakesEffect() {
    List<String> lost = new ArrayList<>();
    for (String field :
        List.of(
            "inspector-prompt",
            "inspector-name",
            "inspector-negative",
            "inspector-seconds",
            "inspector-takes",
            "inspector-guidance",
            "inspector-seed")) {
      for (Target t : Target.values()) {
        restore();
        type(field);
        if (!click(t, () -> {})) {
          lost.add(t + " after " + field);
        }
      }
    }
    assertThat(lost).isEmpty();
  }

  @Test
  void aClickTakesEffectThoughTheStoryChangesUnderIt() {
    List<String> lost = new ArrayList<>();
    int[] n = new int[1];
    for (Target t : Target.values()) {
      restore();
      if (!click(t, () -> model().apply(new Edit.SetTitle("Title " + n[0]++)))) {
        lost.add(t + " by another title");
      }
      restore();
      if (!click(t, () -> model().editShot(s -> s.withNegative("no " + n[0]++)))) {
        lost.add(t + " by another prompt");
      }
    }
    assertThat(lost).isEmpty();
  }
}
