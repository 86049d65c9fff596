package zoetrope.app.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.stage.Window;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.api.FxRobot;
import zoetrope.app.TestBench;
import zoetrope.app.shell.StudioBench;
import zoetrope.core.image.RgbaImage;
import zoetrope.media.Images;
import zoetrope.story.document.StoryCharacter;

/** A character's cut-out corrected by hand, in the real dialog, by pointer and keys. */
class CharacterDialogTest {
  private static final int SIDE = 120;

  @TempDir Path folder;
  private final FxRobot robot = new FxRobot();
  private TestBench b;
  private Optional<StoryCharacter> before = Optional.empty();

  /** What pictures bring along under their see-through pixels, and at their edges. */
  enum Source {
    BLACK_UNDER_NOTHING {
      @Override
      int argb(int x, int y, Random random) {
        int a = alpha(x, y);
        return (a << 24) | (a == 0 ? 0 : 0x30a060);
      }
    },
    WHITE_UNDER_NOTHING {
      @Override
      int argb(int x, int y, Random random) {
        int a = alpha(x, y);
        return (a << 24) | (a == 0 ? 0xffffff : 0xc03020);
      }
    },
    NOISE_UNDER_NOTHING {
      @Override
      int argb(int x, int y, Random random) {
        return (alpha(x, y) << 24) | random.nextInt(1 << 24);
      }
    },
    GLASS {
      @Override
      int argb(int x, int y, Random random) {
        return ((alpha(x, y) / 2) << 24) | ((x * 2) << 16) | (y * 2);
      }
    };

    /** Within the frame at full, and the softer the further from its middle. */
    static int alpha(int x, int y) {
      double d = Math.hypot(x - SIDE / 2.0, y - SIDE / 2.0);
      return (int) Math.round(255 * Math.clamp((SIDE / 2.0 - d) / 20, 0, 1));
    }

    abstract int argb(int x, int y, Random random);
  }

  @BeforeEach
  void open() throws Exception {
    b = new TestBench(folder);
    LibraryView library = TestBench.onFx(() -> new LibraryView(b.bench, f -> {}));
    TestBench.show(library, 400, 700, true);
  }

  @AfterEach
  void close() {
    TestBench.fx(() -> List.copyOf(Window.getWindows()).forEach(Window::hide));
    b.close();
  }

  private Path picture(Source source) throws IOException {
    Random random = new Random(7);
    BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_ARGB);
    for (int i = 0; i < SIDE * SIDE; i++) {
      image.setRGB(i % SIDE, i / SIDE, source.argb(i % SIDE, i / SIDE, random));
    }
    Path png = folder.resolve("figure.png");
    ImageIO.write(image, "png", png.toFile());
    return png;
  }

  private void begin(Path picture) {
    b.files.next.add(picture);
    TestBench.fx(() -> ((ButtonBase) StudioBench.find("library-add")).fire());
    StudioBench.await(
        "the cut-out",
        Duration.ofSeconds(20),
        () -> !StudioBench.find("character-ok").isDisabled());
    TestBench.settle();
  }

  private static void press(String id) {
    TestBench.fx(() -> ((ButtonBase) StudioBench.find(id)).fire());
    TestBench.settle();
  }

  /** Brushes all of the editor, line by line; with Alt the brush does the opposite. */
  private static void brushAll(boolean opposite) {
    TestBench.fx(
        () -> {
          Node n = StudioBench.find("character-cutout");
          ((Slider) n.getScene().getRoot().lookup(".slider")).setValue(60);
          double wide = n.getBoundsInLocal().getWidth();
          for (double y = 10; y < n.getBoundsInLocal().getHeight() + 40; y += 20) {
            drag(n, 0, y, wide, y, opposite);
          }
        });
    TestBench.settle();
  }

  /** A short stroke through the figure's middle. */
  private static void stroke() {
    TestBench.fx(
        () -> {
          Node n = StudioBench.find("character-cutout");
          Bounds at = n.getBoundsInLocal();
          drag(
              n,
              at.getCenterX() - 30,
              at.getCenterY(),
              at.getCenterX() + 30,
              at.getCenterY(),
              false);
        });
    TestBench.settle();
  }

  private static void drag(Node n, double x0, double y0, double x1, double y1, boolean alt) {
    fire(n, MouseEvent.MOUSE_PRESSED, x0, y0, alt);
    int steps = (int) Math.ceil(Math.hypot(x1 - x0, y1 - y0) / 20);
    for (int i = 1; i <= steps; i++) {
      double t = (double) i / steps;
      fire(n, MouseEvent.MOUSE_DRAGGED, x0 + t * (x1 - x0), y0 + t * (y1 - y0), alt);
    }
    fire(n, MouseEvent.MOUSE_RELEASED, x1, y1, alt);
  }

  private static void fire(Node n, EventType<MouseEvent> type, double x, double y, boolean alt) {
    boolean down = type != MouseEvent.MOUSE_RELEASED;
    Event.fireEvent(
        n,
        new MouseEvent(
            type,
            x,
            y,
            x,
            y,
            MouseButton.PRIMARY,
            1,
            false,
            false,
            alt,
            false,
            down,
            false,
            false,
            true,
            false,
            true,
            null));
  }

  private RgbaImage kept() {
    return Images.read(keptFile()).trimmed();
  }

  private Path keptFile() {
    press("character-ok");
    StudioBench.await("the character", Duration.ofSeconds(20), () -> !character().equals(before));
    before = character();
    return b.bench.story().file(before.orElseThrow().images().getFirst()).orElseThrow();
  }

  private Optional<StoryCharacter> character() {
    return b.bench.story().story().get().character("figure");
  }

  @ParameterizedTest
  @EnumSource
  void whatIsErasedAndBroughtBackIsTheSourceBitByBit(Source source) throws Exception {
    Path file = picture(source);
    begin(file);
    press("character-erase");
    brushAll(false);
    brushAll(true);
    assertSame(kept(), Images.read(file).trimmed());
  }

  @Test
  void aWebpWithAlphaComesBackBitByBit() throws Exception {
    Path webp =
        Path.of(System.getProperty("zoetrope.home", ".."))
            .resolve("assets/samples/morning-walk/penguin.webp");
    begin(webp);
    TestBench.fx(() -> ((TextField) StudioBench.find("character-name")).setText("Figure"));
    press("character-erase");
    brushAll(false);
    brushAll(true);
    assertSame(kept(), Images.read(webp).trimmed());
  }

  @Test
  void whatWasErasedComesBackBitByBitWhenTheCharacterIsOpenedAgain() throws Exception {
    Path file = picture(Source.GLASS);
    begin(file);
    press("character-erase");
    stroke();
    assertThat(kept().rgba()).isNotEqualTo(Images.read(file).trimmed().rgba());
    Node card = TestBench.onFx(() -> StudioBench.find("character-figure"));
    TestBench.fx(card::requestFocus);
    robot.push(KeyCode.ENTER);
    StudioBench.await(
        "the character again",
        Duration.ofSeconds(20),
        () -> StudioBench.there("character-ok") && !StudioBench.find("character-ok").isDisabled());
    brushAll(false);
    assertSame(kept(), Images.read(file).trimmed());
  }

  @Test
  void aPictureWithoutAlphaThatIsBroughtBackWholeIsNotCutOutAgain() throws Exception {
    BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < SIDE * SIDE; i++) {
      boolean figure = Source.alpha(i % SIDE, i / SIDE) > 200;
      image.setRGB(i % SIDE, i / SIDE, figure ? 0xc03020 : 0x90b0a0);
    }
    Path file = folder.resolve("figure.png");
    ImageIO.write(image, "png", file.toFile());
    begin(file);
    brushAll(false);
    Path png = keptFile();
    RgbaImage shown = Images.read(png);
    assertThat(shown.transparent()).isFalse();
    assertThat(b.bench.bitmaps().cutout(png).argb())
        .hasSize(shown.width() * shown.height())
        .contains(0xff90b0a0, 0xffc03020)
        .doesNotContain(0x0090b0a0);
  }

  @Test
  void aStrokeIsUndoneAndRedoneByKeysInTheDialogOnly() throws Exception {
    Path file = picture(Source.BLACK_UNDER_NOTHING);
    begin(file);
    Optional<String> before = TestBench.onFx(() -> b.bench.story().undoable().get());
    press("character-erase");
    stroke();
    stroke();
    robot.push(KeyCode.CONTROL, KeyCode.Z);
    robot.push(KeyCode.CONTROL, KeyCode.Z);
    robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.Z);
    robot.push(KeyCode.CONTROL, KeyCode.Z);
    robot.push(KeyCode.CONTROL, KeyCode.Y);
    robot.push(KeyCode.CONTROL, KeyCode.Z);
    TestBench.settle();
    assertThat(TestBench.onFx(() -> b.bench.story().undoable().get())).isEqualTo(before);
    assertSame(kept(), Images.read(file).trimmed());
  }

  private static void assertSame(RgbaImage is, RgbaImage wanted) {
    assertThat(is.width()).isEqualTo(wanted.width());
    assertThat(is.height()).isEqualTo(wanted.height());
    assertThat(Arrays.mismatch(is.rgba(), wanted.rgba()))
        .as("first byte that differs")
        .isEqualTo(-1);
  }
}
