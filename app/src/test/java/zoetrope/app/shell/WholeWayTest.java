package zoetrope.app.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBox;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import zoetrope.app.TestBench;
import zoetrope.app.model.StoryModel;
import zoetrope.app.text.Texts;
import zoetrope.media.VideoReader;
import zoetrope.service.jobs.Job;
import zoetrope.story.document.FrameSource;
import zoetrope.story.document.Shot;
import zoetrope.story.document.Story;
import zoetrope.story.motion.CameraMove;
import zoetrope.story.motion.PathGeometry;
import zoetrope.story.motion.RegionArea;
import zoetrope.story.motion.RegionMotion;
import zoetrope.story.timeline.Clip;
import zoetrope.story.timeline.Transition;

/** The whole way through the real window with the real engine, by pointer and keys. */
@Tag("ui")
@Tag("process")
@Tag("slow")
class WholeWayTest {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Duration GENERATED = Duration.ofMinutes(4);

  @TempDir Path folder;
  private final FxRobot robot = new FxRobot();
  private StudioBench b;

  @BeforeEach
  void open() {
    b = new StudioBench(folder, Texts.Language.ENGLISH, Theme.DARK, 1440, 900);
  }

  @AfterEach
  void close() {
    b.close();
  }

  private StoryModel story() {
    return b.screen().bench().story();
  }

  private Story now() {
    return TestBench.onFx(() -> story().story().get());
  }

  private Shot shot() {
    return TestBench.onFx(() -> story().shot().get().orElseThrow());
  }

  private void click(String id) {
    Node n = TestBench.onFx(() -> StudioBench.find(id));
    robot.clickOn(n);
    TestBench.settle();
  }

  private void fire(String id) {
    TestBench.fx(() -> ((ButtonBase) StudioBench.find(id)).fire());
    TestBench.settle();
  }

  private void keys(KeyCode... codes) {
    robot.push(codes);
    TestBench.settle();
  }

  /** Drags over the frame, in fractions of it. */
  private void drag(double x0, double y0, double x1, double y1) {
    Bounds s =
        TestBench.onFx(
            () ->
                StudioBench.find("canvas-stage")
                    .localToScreen(StudioBench.find("canvas-stage").getBoundsInLocal()));
    double w = Math.min(s.getWidth() - 56, (s.getHeight() - 56) * 16 / 9);
    double left = s.getCenterX() - w / 2;
    double top = s.getCenterY() - w * 9 / 32;
    robot.drag(new Point2D(left + x0 * w, top + y0 * w * 9 / 16));
    for (int i = 1; i <= 6; i++) {
      double t = i / 6.0;
      robot.moveTo(
          new Point2D(left + (x0 + (x1 - x0) * t) * w, top + (y0 + (y1 - y0) * t) * w * 9 / 16));
    }
    robot.drop();
    TestBench.settle();
  }

  private void await(String what, Duration most, java.util.function.BooleanSupplier is) {
    StudioBench.await(what, most, is);
  }

  @Test
  void fromATemplateToAFilm() throws Exception {
    TestBench.fx(() -> ((TextField) StudioBench.find("start-name")).setText("Spot"));
    click("start-template-ad");
    b.awaitStory();
    assertThat(now().title()).isEqualTo("Spot");
    assertThat(now().shots()).hasSize(3);

    uploadACharacter();
    brushARegionAndDrawItsPath();
    timeThePathAndMoveTheCamera();
    previewTheMotion();
    generateTwoTakesAndPickTheOther();
    cutTheFilm();
    export();
    undoEverythingAndDoItAgain();
  }

  private void uploadACharacter() {
    Path picture =
        Path.of(System.getProperty("zoetrope.home", ".."))
            .resolve("assets/samples/morning-walk/penguin.webp");
    b.files.next.add(picture);
    click("library-add");
    await("the cut-out", SOON, () -> !StudioBench.find("character-ok").isDisabled());
    TestBench.fx(() -> ((TextField) StudioBench.find("character-name")).setText("Pip"));
    click("character-ok");
    await("the character", SOON, () -> story().story().get().character("pip").isPresent());
    TestBench.settle();
    fire("character-into-pip");
    assertThat(shot().cast()).hasSize(1);
  }

  private void brushARegionAndDrawItsPath() {
    Path beach =
        Path.of(System.getProperty("zoetrope.home", ".."))
            .resolve("assets/samples/morning-walk/beach.png");
    b.files.next.add(beach);
    fire("inspector-first-file");
    await("the first frame", SOON, () -> first() instanceof FrameSource.FromMedia);
    fire("canvas-new-region");
    drag(.28, .18, .36, .22);
    await(
        "the region",
        SOON,
        () -> story().shot().get().orElseThrow().motion().regions().size() == 1);
    assertThat(shot().motion().regions().getFirst().area())
        .isInstanceOf(RegionArea.ObjectUnder.class);
    fire("canvas-tool-path");
    drag(.32, .2, .75, .3);
    assertThat(shot().motion().regions().getFirst().motion())
        .isInstanceOfSatisfying(
            RegionMotion.Along.class,
            a -> {
              assertThat(a.points().size()).isGreaterThan(1);
              assertThat(a.points().getLast().x()).isGreaterThan(a.points().getFirst().x() + .3);
            });
  }

  private FrameSource first() {
    return story().shot().get().orElseThrow().firstFrame();
  }

  /**
   * The last point is reached earlier, by keys; then the camera's view is dragged by the pointer.
   */
  private void timeThePathAndMoveTheCamera() {
    fire("canvas-tool-select");
    TestBench.fx(() -> StudioBench.find("canvas-timing").requestFocus());
    for (int i = 0; i < 8; i++) {
      keys(KeyCode.RIGHT);
    }
    double was = lastMark();
    keys(KeyCode.SHIFT, KeyCode.LEFT);
    keys(KeyCode.SHIFT, KeyCode.LEFT);
    assertThat(lastMark()).as("two frames earlier").isLessThan(was - .03);
    fire("canvas-camera-layer");
    drag(.5, .5, .6, .5);
    assertThat(shot().motion().camera().panX()).isCloseTo(.1, within(.02));
    fire("canvas-remove");
    assertThat(shot().motion().camera()).isEqualTo(CameraMove.STILL);
  }

  /** The moment at which the path is at its end. */
  private double lastMark() {
    var along = (RegionMotion.Along) shot().motion().regions().getFirst().motion();
    return PathGeometry.moment(along.ease(), along.points().getLast().t());
  }

  private void previewTheMotion() {
    fire("canvas-preview");
    await(
        "the preview plays",
        SOON,
        () ->
            StudioBench.find("canvas-hint") instanceof javafx.scene.control.Label l
                && l.getText().startsWith("Quick preview"));
    fire("canvas-preview");
  }

  @SuppressWarnings("unchecked")
  private void generateTwoTakesAndPickTheOther() {
    TestBench.fx(
        () -> {
          ComboBox<Object> quality = (ComboBox<Object>) StudioBench.find("inspector-quality");
          quality.setValue(quality.getItems().getFirst());
        });
    assertThat(shot().settings().steps()).isEqualTo(8);
    assertThat(shot().settings().takes()).isEqualTo(2);
    fire("inspector-generate");
    await("two takes", GENERATED, () -> story().takes().size() == 2);
    await("a pick", SOON, () -> story().story().get().pick(shotId()).isPresent());
    String first = now().pick(shotId()).orElseThrow();
    keys(KeyCode.CONTROL, KeyCode.DIGIT4);
    String other =
        TestBench.onFx(
            () ->
                story().takes().stream()
                    .map(t -> t.id())
                    .filter(t -> !t.equals(first))
                    .findFirst()
                    .orElseThrow());
    TestBench.fx(() -> StudioBench.find("take-2").requestFocus());
    keys(KeyCode.ENTER);
    assertThat(now().pick(shotId())).contains(other);
  }

  private String shotId() {
    return story().selectedShot().get().orElseThrow();
  }

  private void cutTheFilm() {
    String first = TestBench.onFx(this::shotId);
    keys(KeyCode.CONTROL, KeyCode.DOWN);
    keys(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.DELETE);
    keys(KeyCode.CONTROL, KeyCode.DOWN);
    keys(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.DELETE);
    assertThat(now().shots()).hasSize(1);
    keys(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.N);
    assertThat(now().shots()).hasSize(2);
    String second = TestBench.onFx(this::shotId);
    fire("inspector-generate");
    await("takes of the second shot", GENERATED, () -> story().picked(second).isPresent());

    TestBench.fx(() -> StudioBench.find("timeline-lanes").requestFocus());
    keys(KeyCode.DOWN);
    keys(KeyCode.PERIOD);
    assertThat(order()).containsExactly(second, first);
    keys(KeyCode.COMMA);
    assertThat(order()).containsExactly(first, second);
    keys(KeyCode.DOWN);
    TestBench.fx(
        () ->
            ((MenuButton) StudioBench.find("timeline-transition"))
                .getItems().stream()
                    .filter(i -> i.getId().equals("timeline-enter-crossfade"))
                    .forEach(i -> i.fire()));
    assertThat(now().timeline().tracks().getFirst().clips().get(1).entry().kind())
        .isEqualTo(Transition.Kind.CROSSFADE);
    TestBench.fx(() -> StudioBench.find("timeline-lanes").requestFocus());
    int titles = now().timeline().titles().size();
    keys(KeyCode.T);
    assertThat(now().timeline().titles()).hasSize(titles + 1);
  }

  private List<String> order() {
    return now().timeline().tracks().getFirst().clips().stream().map(Clip::shotId).toList();
  }

  private void export() {
    Path film = folder.resolve("out.mp4");
    keys(KeyCode.CONTROL, KeyCode.E);
    await("the dialog", SOON, () -> StudioBench.there("export-file"));
    b.files.next.add(film);
    click("export-choose");
    click("export-ok");
    await(
        "the film",
        Duration.ofMinutes(2),
        () ->
            b.screen().bench().jobs().jobs().stream()
                .anyMatch(
                    j ->
                        j.work() instanceof zoetrope.service.jobs.Work.Export
                            && j.state() == Job.State.DONE));
    assertThat(film).isRegularFile();
    long ticks = now().length().end();
    try (VideoReader r = VideoReader.open(film)) {
      assertThat(r.width()).isEqualTo(1920);
      assertThat(r.height()).isEqualTo(1080);
      assertThat(r.frames()).isEqualTo((int) now().format().fps().frameAt(ticks));
    }
  }

  private void undoEverythingAndDoItAgain() throws Exception {
    Story end = now();
    int steps = 0;
    while (TestBench.<Boolean>onFx(() -> story().undoable().get().isPresent())) {
      TestBench.fx(() -> story().undo());
      steps++;
    }
    assertThat(steps).isGreaterThan(10);
    assertThat(now().characters()).isEmpty();
    assertThat(now().shots()).hasSize(3);
    while (TestBench.<Boolean>onFx(() -> story().redoable().get().isPresent())) {
      TestBench.fx(() -> story().redo());
    }
    assertThat(now()).isEqualTo(end);
    assertThat(Files.isDirectory(b.stories.resolve("Spot.zoetrope"))).isTrue();
  }

  @Test
  void byKeysAlone() {
    TestBench.fx(() -> StudioBench.find("start-template-storyboard").requestFocus());
    keys(KeyCode.SPACE);
    b.awaitStory();
    assertThat(now().shots()).hasSize(6);
    TestBench.fx(() -> b.screen().bench().jobs().pause());
    keys(KeyCode.CONTROL, KeyCode.G);
    assertThat(b.screen().bench().jobs().jobs()).hasSize(1);
    keys(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.N);
    assertThat(now().shots()).hasSize(7);
    keys(KeyCode.CONTROL, KeyCode.Z);
    assertThat(now().shots()).hasSize(6);
    keys(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.Z);
    assertThat(now().shots()).hasSize(7);
    keys(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.P);
    await("the palette", SOON, () -> StudioBench.there("palette-text"));
    robot.write("takes");
    keys(KeyCode.ENTER);
    assertThat(StudioBench.there("palette-text")).isFalse();
    keys(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.L);
    assertThat(b.texts.language().get()).isEqualTo(Texts.Language.CHINESE);
    assertThat(
            TestBench.onFx(() -> ((ButtonBase) StudioBench.find("inspector-generate")).getText()))
        .isEqualTo("生成 2 个版本");
    keys(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.T);
    assertThat(b.studio.theme().get()).isEqualTo(Theme.LIGHT);
    keys(KeyCode.CONTROL, KeyCode.W);
    await("the start screen", SOON, () -> StudioBench.there("start"));
    assertThat(Optional.of(b.stories.resolve("My film.zoetrope")))
        .hasValueSatisfying(p -> assertThat(p).isDirectory());
  }
}
