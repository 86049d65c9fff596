package zoetrope.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import zoetrope.app.TestBench;
import zoetrope.app.text.Texts;
import zoetrope.service.families.FlatsFamily;
import zoetrope.story.document.Shot;

/** A family that the studio has no words for is shown in its own, and chosen for a shot. */
@Timeout(180)
@Tag("ui")
class ThirdFamilyTest {
  private static final Duration SOON = Duration.ofSeconds(40);

  @TempDir Path folder;

  private static String words(String id) {
    return TestBench.onFx(() -> words(StudioBench.find(id)).collect(Collectors.joining("\n")));
  }

  private static Stream<String> words(Node n) {
    return switch (n) {
      case Labeled l when l.isVisible() -> Stream.of(l.getText());
      case Parent p when p.isVisible() ->
          p.getChildrenUnmodifiable().stream().flatMap(ThirdFamilyTest::words);
      default -> Stream.of();
    };
  }

  private StudioBench open() {
    StudioBench b = new StudioBench(folder, Texts.Language.ENGLISH, Theme.DARK, 1280, 900);
    TestBench.fx(() -> ((ButtonBase) StudioBench.find("start-sample")).fire());
    b.awaitStory();
    return b;
  }

  private static void imported(StudioBench b, Path place) {
    TestBench.fx(() -> b.screen().mainWindow().show(MainWindow.Place.MODELS));
    TestBench.fx(() -> b.studio.models().importFolder(place));
    StudioBench.await("its card", SOON, () -> StudioBench.there("model-stripes"));
  }

  @Test
  void itsCardIsOnTheModelsPageInBothLanguages() throws Exception {
    try (StudioBench b = open()) {
      imported(b, FlatsFamily.folder(folder.resolve("Stripes")));
      assertThat(words("model-stripes"))
          .contains("Stripes", "Ready", "Your folder", "words to moving stripes", "box of paints")
          .contains("doesn’t support a first frame");
      TestBench.fx(() -> b.texts.language().set(Texts.Language.CHINESE));
      assertThat(words("model-stripes")).contains("可用", "words to moving stripes", "box of paints");
    }
  }

  @Test
  void whatItLacksIsSaidThereToo() throws Exception {
    try (StudioBench b = open()) {
      Path place = FlatsFamily.folder(folder.resolve("Stripes"));
      Files.writeString(place.resolve("flats.txt"), "");
      imported(b, place);
      assertThat(words("model-stripes")).contains("Not usable yet", "it names no colour");
    }
  }

  @Test
  void aShotIsGivenItInTheInspectorAndFollowsItsAdvice() throws Exception {
    try (StudioBench b = open()) {
      imported(b, FlatsFamily.folder(folder.resolve("Stripes")));
      TestBench.fx(() -> b.screen().mainWindow().show(MainWindow.Place.CANVAS));
      TestBench.fx(() -> ((TitledPane) StudioBench.find("inspector-advanced")).setExpanded(true));
      TestBench.settle();
      assertThat(offered()).contains("Stripes", "words to moving stripes");
      TestBench.fx(() -> box().getSelectionModel().select(box().getItems().size() - 1));
      TestBench.settle();
      Shot shot = TestBench.onFx(() -> b.screen().bench().story().shot().get().orElseThrow());
      assertThat(shot.settings().model()).isEqualTo("stripes");
      assertThat(words("inspector")).contains("doesn’t support character images");
      assertThat(words("inspector-quality")).contains("3");
    }
  }

  @Test
  void itsSettingsAreControlsOnItsCardAndAreKept() throws Exception {
    try (StudioBench b = open()) {
      imported(b, FlatsFamily.folder(folder.resolve("Stripes")));
      TestBench.fx(() -> ((ButtonBase) StudioBench.find("models-tune-stripes")).fire());
      TestBench.settle();
      TestBench.fx(() -> box("models-tuning-direction").getSelectionModel().select(1));
      TestBench.fx(() -> ((CheckBox) StudioBench.find("models-tuning-mirrored")).setSelected(true));
      TextField pace = (TextField) TestBench.onFx(() -> StudioBench.find("models-tuning-pace"));
      TestBench.fx(() -> pace.setText("9"));
      TestBench.fx(() -> ((ButtonBase) StudioBench.find("models-tuning-apply")).fire());
      assertThat(words("models-tuning-wrong")).contains("pace", "between 0 and 8");
      TestBench.fx(() -> pace.setText("2.5"));
      TestBench.fx(() -> ((ButtonBase) StudioBench.find("models-tuning-apply")).fire());
      Path kept = folder.resolve("models/tuning.json");
      StudioBench.await("what was chosen", SOON, () -> Files.exists(kept));
      assertThat(kept)
          .content()
          .contains("\"direction\" : \"LEFT\"", "\"pace\" : 2.5", "\"mirrored\" : true");
    }
  }

  private static ComboBox<Object> box() {
    return box("inspector-model");
  }

  @SuppressWarnings("unchecked")
  private static ComboBox<Object> box(String id) {
    return (ComboBox<Object>) StudioBench.find(id);
  }

  /** The last model of the list, with what is said about it. */
  private static String offered() {
    return TestBench.onFx(() -> box().getItems().getLast().toString());
  }
}
