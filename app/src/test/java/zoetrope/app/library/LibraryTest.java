package zoetrope.app.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import zoetrope.app.TestBench;
import zoetrope.app.model.StoryModel;

/** The library says where its characters are, right after each change. */
@Tag("ui")
class LibraryTest {
  @TempDir Path folder;
  private TestBench b;
  private Stage stage;

  @BeforeEach
  void open() throws Exception {
    b = new TestBench(folder);
    stage = TestBench.show(TestBench.onFx(() -> new LibraryView(b.bench, f -> {})), 320, 400, true);
    TestBench.settle();
  }

  @AfterEach
  void close() {
    TestBench.fx(stage::hide);
    b.close();
  }

  private StoryModel story() {
    return b.bench.story();
  }

  private ButtonBase into() {
    return (ButtonBase) stage.getScene().lookup("#character-into-pip");
  }

  /** The mark on the button, and how often the card says the character is used. */
  private String card() {
    return TestBench.onFx(
        () -> {
          Node card = stage.getScene().lookup("#character-pip");
          String words =
              card.lookupAll(".label").stream()
                  .map(n -> ((Labeled) n).getText())
                  .filter(t -> t.startsWith("in "))
                  .findFirst()
                  .orElseThrow();
          boolean ticked = ((FontIcon) into().getGraphic()).getIconCode().equals(Feather.CHECK);
          return (ticked ? "tick, " : "plus, ") + words;
        });
  }

  @Test
  void tickAndCountAreTrueRightAfterTheButtonIsPressed() {
    assertThat(card()).isEqualTo("tick, in 2 shots");
    TestBench.fx(() -> into().fire());
    assertThat(card()).isEqualTo("plus, in 1 shot");
    TestBench.fx(() -> into().fire());
    assertThat(card()).isEqualTo("tick, in 2 shots");
    TestBench.fx(() -> story().undo());
    assertThat(card()).isEqualTo("plus, in 1 shot");
    TestBench.fx(() -> story().selectedShot().set(java.util.Optional.of("two")));
    assertThat(card()).isEqualTo("tick, in 1 shot");
    TestBench.fx(() -> into().fire());
    assertThat(card()).isEqualTo("plus, in no shots");
  }

  @Test
  void aChangeElsewhereLeavesTheCardInPlace() {
    Node card = TestBench.onFx(() -> stage.getScene().lookup("#character-pip"));
    TestBench.fx(card::requestFocus);
    TestBench.fx(() -> story().apply(new zoetrope.story.edit.Edit.SetTitle("Other")));
    TestBench.fx(() -> into().fire());
    assertThat(TestBench.<Node>onFx(() -> stage.getScene().lookup("#character-pip")))
        .isSameAs(card);
    assertThat(TestBench.onFx(card::isFocused)).isTrue();
  }
}
