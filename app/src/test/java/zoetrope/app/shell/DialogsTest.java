package zoetrope.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ButtonType;
import javafx.scene.control.DialogPane;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuBar;
import javafx.scene.control.TitledPane;
import javafx.stage.Screen;
import javafx.stage.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zoetrope.app.HeadlessScreen;
import zoetrope.app.TestBench;
import zoetrope.app.inspector.RecipeReuse;
import zoetrope.app.text.Texts;
import zoetrope.core.image.RgbaImage;
import zoetrope.media.Tags;
import zoetrope.media.encode.PngFile;
import zoetrope.story.document.Shot;
import zoetrope.story.document.Story;
import zoetrope.story.recipe.Recipe;
import zoetrope.story.recipe.RecipeText;

/** Every dialog of the studio on a small screen, at the usual scales and in both languages. */
class DialogsTest {
  /** What desktops put above a window, and the headless toolkit does not. */
  private static final double TITLE_BAR = 32;

  private static final Duration SOON = Duration.ofSeconds(40);

  @TempDir Path folder;
  private final List<String> faults = new ArrayList<>();

  @ParameterizedTest
  @CsvSource({"1, ENGLISH", "1.25, ENGLISH", "1.5, ENGLISH", "1.5, CHINESE"})
  void everyDialogLiesOnTheScreenWithAllItsButtons(float scale, Texts.Language language)
      throws Exception {
    try (HeadlessScreen _ = new HeadlessScreen(1024, 700, scale);
        StudioBench b = new StudioBench(folder, language, Theme.DARK, 1024, 700)) {
      TestBench.fx(() -> ((ButtonBase) StudioBench.find("start-sample")).fire());
      b.awaitStory();
      check("keys-dialog", () -> b.screen().keysDialog().show());
      check("export-dialog", () -> b.screen().exportDialog(Path.of("Films")).show());
      check("about-dialog", () -> menu("menu-help-about"));
      check("busy-dialog", () -> Confirmations.dialogs(b.stage, b.texts).closeWhileBusy());
      b.files.next.add(
          Path.of(System.getProperty("zoetrope.home", ".."))
              .resolve("assets/samples/morning-walk/penguin.webp"));
      check("character-dialog", () -> ((ButtonBase) StudioBench.find("library-add")).fire());
      TestBench.fx(() -> b.screen().mainWindow().show(MainWindow.Place.TAKES));
      TestBench.settle();
      check("compare-dialog", DialogsTest::compare);
      Path mine = Files.createDirectories(folder.resolve("a folder with a rather long name"));
      Files.copy(
          Path.of(System.getProperty("zoetrope.home", ".."))
              .resolve("src-test/reference/vace/diffusers/diffusion_pytorch_model.safetensors"),
          mine.resolve("dit.safetensors"));
      TestBench.fx(() -> b.studio.models().importFolder(mine));
      String remove = "models-remove-a-folder-with-a-rather-long-name";
      StudioBench.await("the model", SOON, () -> StudioBench.there(remove));
      check("models-remove-dialog", () -> ((ButtonBase) StudioBench.find(remove)).fire());
      Path film = film(TestBench.onFx(() -> b.screen().bench().story().story().get()));
      check(
          "reuse-dialog",
          () -> new RecipeReuse(b.screen().bench()).from(film, Optional.of(b.stage)));
    }
    assertThat(faults).isEmpty();
  }

  @Test
  void theToolsOfASmallWindowAreAllInIt() {
    try (StudioBench b = new StudioBench(folder, Texts.Language.ENGLISH, Theme.DARK, 1008, 656)) {
      TestBench.fx(() -> ((ButtonBase) StudioBench.find("start-sample")).fire());
      b.awaitStory();
      TestBench.fx(() -> ((TitledPane) StudioBench.find("inspector-advanced")).setExpanded(true));
      TestBench.settle();
      TestBench.fx(
          () -> {
            within("main-middle", "canvas-preview", "canvas-remove", "canvas-ease");
            within("main-right", "inspector-prompt", "inspector-model", "inspector-seeds");
            within("library", "character-into-pip");
            b.screen().mainWindow().show(MainWindow.Place.TAKES);
          });
      TestBench.settle();
      TestBench.fx(
          () -> {
            within("main-right", "take-1");
            StudioBench.find("take-1").lookupAll(".button").forEach(n -> within("main-right", n));
          });
    }
    assertThat(faults).isEmpty();
  }

  /** What scrolls may lie below, but not beside its place. */
  private void within(String place, String... ids) {
    for (String id : ids) {
      within(place, StudioBench.find(id));
    }
  }

  private void within(String place, Node n) {
    Node p = StudioBench.find(place);
    Bounds room = p.localToScene(p.getLayoutBounds());
    Bounds at = n.localToScene(n.getLayoutBounds());
    if (n.isVisible() && (at.getMinX() < room.getMinX() || at.getMaxX() > room.getMaxX())) {
      faults.add(n + " sticks out of the " + place + ": " + at + " of " + room);
    }
  }

  private static void menu(String id) {
    ((MenuBar) StudioBench.find("menu-bar"))
        .getMenus().stream()
            .flatMap(m -> m.getItems().stream())
            .filter(i -> id.equals(i.getId()))
            .forEach(i -> i.fire());
  }

  private static void compare() {
    StudioBench.find("takes").lookupAll(".take-compare").stream()
        .findFirst()
        .ifPresent(n -> ((ButtonBase) n).fire());
  }

  /** A picture that carries the settings of all shots, as one of a film's frames does. */
  private Path film(Story s) {
    List<Recipe.Made> made =
        s.shots().stream().map((Shot shot) -> new Recipe.Made(shot, 7)).toList();
    Recipe recipe =
        new Recipe("Zoetrope", s.title(), s.format(), Map.of(), Map.of(), s.characters(), made);
    Path png = folder.resolve("frame.png");
    PngFile.write(
        new RgbaImage(4, 4, new byte[64]), png, new Tags("", new RecipeText().write(recipe)));
    return png;
  }

  /** Opens a dialog, which may hold up what opens it, looks at it and closes it. */
  private void check(String id, Runnable open) {
    Platform.runLater(open);
    StudioBench.await(id, SOON, () -> StudioBench.there(id));
    TestBench.settle();
    TestBench.settle();
    TestBench.fx(
        () -> {
          DialogPane pane = (DialogPane) StudioBench.find(id);
          Window w = pane.getScene().getWindow();
          onScreen(id, w);
          for (ButtonType t : pane.getButtonTypes()) {
            whole(id, (Labeled) pane.lookupButton(t));
          }
          w.hide();
        });
    TestBench.settle();
  }

  private void onScreen(String id, Window w) {
    Rectangle2D room = Screen.getPrimary().getVisualBounds();
    boolean on =
        w.getX() >= room.getMinX() - 1
            && w.getY() >= room.getMinY() - 1
            && w.getX() + w.getWidth() <= room.getMaxX() + 1
            && w.getY() + TITLE_BAR + w.getHeight() <= room.getMaxY() + 1;
    if (!on) {
      faults.add(
          "%s of %.0f x %.0f at %.0f, %.0f is not on the screen of %.0f x %.0f"
              .formatted(
                  id,
                  w.getWidth(),
                  w.getHeight(),
                  w.getX(),
                  w.getY(),
                  room.getWidth(),
                  room.getHeight()));
    }
  }

  private void whole(String id, Labeled button) {
    Bounds at = button.localToScene(button.getBoundsInLocal());
    boolean inside =
        at.getMinX() >= 0
            && at.getMinY() >= 0
            && at.getMaxX() <= button.getScene().getWidth() + .5
            && at.getMaxY() <= button.getScene().getHeight() + .5;
    boolean large =
        at.getHeight() >= button.prefHeight(-1) - .5 && at.getWidth() >= button.prefWidth(-1) - .5;
    if (!inside || !large) {
      faults.add(id + " cuts off " + button.getText() + ", which lies at " + at);
    }
  }

  /** A dialog that is forgotten here would be held to nothing. */
  @Test
  void everyClassThatMakesADialogDressesIt() throws IOException {
    Path sources = Path.of(System.getProperty("zoetrope.home", "..")).resolve("app/src/main/java");
    try (Stream<Path> all = Files.walk(sources)) {
      List<String> bare =
          all.filter(f -> f.toString().endsWith(".java"))
              .filter(DialogsTest::makesADialog)
              .filter(f -> !read(f).contains("Dialogs.dress("))
              .map(f -> f.getFileName().toString())
              .toList();
      assertThat(bare).isEmpty();
    }
  }

  private static boolean makesADialog(Path source) {
    return read(source)
        .matches("(?s).*(extends Dialog<|new (Alert|(Choice|TextInput)?Dialog)(<\\w*>)?\\().*");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
