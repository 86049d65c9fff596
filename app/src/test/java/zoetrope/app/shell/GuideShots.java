package zoetrope.app.shell;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TitledPane;
import javafx.scene.control.ToggleButton;
import zoetrope.app.TestBench;
import zoetrope.app.canvas.CanvasView;
import zoetrope.app.library.LibraryView;
import zoetrope.app.models.LittleHub;
import zoetrope.app.text.Texts;
import zoetrope.story.timeline.Timeline;

/**
 * Makes the user guide's screenshots: {@code app/screenshots.sh FOLDER}. Drives the real studio
 * with the bundled sample; nothing is drawn by hand.
 */
public final class GuideShots {
  private final Path out;
  private final String suffix;
  private final StudioBench b;

  private GuideShots(Path out, String suffix, StudioBench b) {
    this.out = out;
    this.suffix = suffix;
    this.b = b;
  }

  public static void main(String[] args) throws Exception {
    Path out = Path.of(args[0]);
    boolean all = args.length < 2;
    Path work = Files.createTempDirectory("zoetrope-shots");
    int n = 0;
    for (Theme theme : Theme.values()) {
      for (Texts.Language language : Texts.Language.values()) {
        for (int[] size : new int[][] {{1280, 800}, {1920, 1080}}) {
          String suffix =
              "%s-%s-%d"
                  .formatted(
                      theme.name().toLowerCase(java.util.Locale.ROOT),
                      language.locale().getLanguage(),
                      size[0]);
          if (all || suffix.equals(args[1])) {
            Path own = work.resolve(String.valueOf(n++));
            try (StudioBench b = new StudioBench(own, language, theme, size[0], size[1])) {
              new GuideShots(out, suffix, b).take();
            }
          }
        }
      }
    }
    System.exit(0);
  }

  private void take() {
    shoot("start");
    TestBench.fx(() -> ((Button) StudioBench.find("start-sample")).fire());
    b.awaitStory();
    var story = b.screen().bench().story();
    var clips = story.store().story().shots();
    for (var s : clips) {
      story
          .picked(s.id())
          .flatMap(t -> story.file(t, "clip"))
          .ifPresent(f -> b.screen().bench().frames().load(f).join());
    }
    settle();
    shoot("canvas");
    TestBench.fx(() -> ((TitledPane) StudioBench.find("inspector-advanced")).setExpanded(true));
    settle();
    TestBench.fx(
        () -> ((ScrollPane) StudioBench.find("inspector").lookup(".scroll-pane")).setVvalue(1));
    settle();
    shoot("settings");
    TestBench.fx(() -> ((TitledPane) StudioBench.find("inspector-advanced")).setExpanded(false));
    TestBench.fx(
        () -> ((ScrollPane) StudioBench.find("inspector").lookup(".scroll-pane")).setVvalue(0));
    TestBench.fx(() -> story.selectedShot().set(java.util.Optional.of("mountains")));
    TestBench.fx(() -> ((ToggleButton) StudioBench.find("canvas-region-1")).fire());
    TestBench.fx(() -> ((ToggleButton) StudioBench.find("canvas-tool-brush")).fire());
    settle();
    shoot("motion-brush");
    TestBench.fx(() -> story.selectedShot().set(java.util.Optional.of("city")));
    TestBench.fx(
        () ->
            story.editShot(
                s ->
                    s.withMotion(
                        new zoetrope.story.motion.MotionPlan(
                            s.motion().regions(),
                            new zoetrope.story.motion.CameraMove(.12, -.05, 1.5, 0)))));
    TestBench.fx(() -> ((ToggleButton) StudioBench.find("canvas-camera-layer")).fire());
    settle();
    shoot("camera");
    TestBench.fx(() -> story.undo());
    show(MainWindow.Place.FILM);
    TestBench.fx(() -> story.playhead().set(Timeline.TICKS_PER_SECOND * 21L / 10));
    show(MainWindow.Place.TAKES);
    TestBench.fx(() -> story.selectedShot().set(java.util.Optional.of("meadow")));
    settle();
    shoot("film-takes");
    TestBench.fx(
        () -> {
          b.screen().bench().jobs().pause();
          b.screen()
              .bench()
              .jobs()
              .submit(new zoetrope.service.jobs.Work.Generate("city", 2, 99), false);
        });
    show(MainWindow.Place.QUEUE);
    settle();
    shoot("queue");
    TestBench.fx(() -> ((CanvasView) StudioBench.find("canvas")).requestFocus());
    dialog("export", "export-dialog", () -> b.screen().exportDialog(Path.of("Films")).show());
    Path penguin =
        Path.of(System.getProperty("zoetrope.home", ".."))
            .resolve("assets/samples/morning-walk/penguin.webp");
    dialog(
        "character",
        "character-dialog",
        () -> ((LibraryView) StudioBench.find("library")).newCharacter(penguin));
    models();
    dialog("keyboard", "keys-dialog", () -> b.screen().keysDialog().show());
    TestBench.fx(
        () ->
            StudioBench.find("takes").lookupAll(".take-compare").stream()
                .findFirst()
                .ifPresent(n -> ((Button) n).fire()));
    dialog("compare", "compare-dialog", () -> {});
    TestBench.fx(() -> b.screen().openPalette());
    settle();
    shoot("palette");
    TestBench.fx(() -> b.studio.closeStory());
    StudioBench.await("home", Duration.ofSeconds(20), () -> StudioBench.there("start"));
    settle();
    shoot("home");
  }

  /** The models' page with a download under way, from a server on this machine. */
  private void models() {
    Path reference =
        Path.of(System.getProperty("zoetrope.home", "..")).resolve("src-test/reference");
    show(MainWindow.Place.MODELS);
    Path mine = b.stories.resolveSibling("Wan2.1-VACE-1.3B");
    try (LittleHub hub = new LittleHub(reference)) {
      Files.createDirectories(mine);
      Files.copy(
          reference.resolve("vace/diffusers/diffusion_pytorch_model.safetensors"),
          mine.resolve("wan2.1_vace_1.3B_fp16.safetensors"));
      TestBench.fx(() -> b.studio.models().importFolder(mine));
      hub.slowly(1500);
      TestBench.fx(
          () -> {
            b.studio.models().server().set(hub.address());
            b.studio.models().offers().stream()
                .filter(o -> o.entry().name().equals(LittleHub.NAME))
                .forEach(b.studio.models()::download);
          });
      StudioBench.await(
          "imported", Duration.ofSeconds(20), () -> StudioBench.there("model-wan2-1-vace-1-3b"));
      for (int i = 0; i < 20; i++) {
        settle();
      }
      shoot("models");
      TestBench.fx(
          () -> ((ScrollPane) StudioBench.find("models").lookup(".scroll-pane")).setVvalue(0.5));
      shoot("models-download");
      TestBench.fx(() -> b.studio.models().server().set(""));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    show(MainWindow.Place.FILM);
  }

  private void dialog(String name, String id, Runnable open) {
    TestBench.fx(open);
    StudioBench.await(name, Duration.ofSeconds(20), () -> StudioBench.there(id));
    settle();
    settle();
    var stage =
        TestBench.onFx(() -> (javafx.stage.Stage) StudioBench.find(id).getScene().getWindow());
    TestBench.shoot(stage, out.resolve(name + "-" + suffix + ".jpg"));
    TestBench.fx(stage::hide);
  }

  private void show(MainWindow.Place p) {
    TestBench.fx(() -> b.screen().mainWindow().show(p));
  }

  private static void settle() {
    for (int i = 0; i < 6; i++) {
      TestBench.settle();
    }
  }

  private void shoot(String name) {
    settle();
    TestBench.shoot(b.stage, out.resolve(name + "-" + suffix + ".jpg"));
  }
}
